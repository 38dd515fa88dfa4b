package dev.surety.testkit.doors;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.resilience.Outage;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Gives doors one empty store in place of the SDK. */
public final class MemoryClients implements AwsClients {
    private final MemoryDynamo dynamo = MemoryDynamo.surety(InstantSource.system());

    @Override
    public DynamoDbClient dynamo() {
        return dynamo;
    }

    @Override
    public Messages sqs() {
        return (queue, _) -> {
            throw new Outage("there is no queue " + queue + " in this test");
        };
    }
}
