package dev.surety.testkit;

import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.aws.Messages;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the doors are given instead of the SDK: one empty store for each of them. */
public final class MemoryClients implements AwsClients {
    private final MemoryDynamo dynamo = MemoryDynamo.surety(InstantSource.system());

    @Override
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    @Override
    public Messages sqs() {
        throw new IllegalStateException("no queue is asked for here");
    }
}
