package dev.surety.testkit;

import dev.surety.runtime.aws.AwsClients;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the doors are given instead of the SDK: one empty store for each of them. */
public final class MemoryClients implements AwsClients {
    private final MemoryDynamo dynamo = MemoryDynamo.surety(InstantSource.system());

    @Override
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    @Override
    public SqsClient sqs() {
        return new NoQueue();
    }

    /** Takes nothing: whoever sends in a test brings a queue. */
    private static final class NoQueue implements SqsClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
