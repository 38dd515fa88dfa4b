package dev.surety.local;

import dev.surety.runtime.aws.AwsClients;
import dev.surety.runtime.aws.Messages;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Hands the embedded engines to the functions. A service loader makes its providers itself and passes them nothing. So
 * the clients of the world being started are kept in a static place: here, and nowhere else in Surety.
 */
public final class LocalClients implements AwsClients {
    private static final AtomicReference<LocalClients.Engines> ENGINES = new AtomicReference<>();

    record Engines(DynamoDbClient dynamo, Messages sqs) {}

    static void provide(DynamoDbClient dynamo, Messages sqs) {
        ENGINES.set(new Engines(dynamo, sqs));
    }

    @Override
    public DynamoDbClient dynamo() {
        return engines().dynamo();
    }

    @Override
    public Messages sqs() {
        return engines().sqs();
    }

    private static Engines engines() {
        return Objects.requireNonNull(ENGINES.get(), "No local world has been started.");
    }
}
