package dev.surety.runtime.aws;

import java.util.ServiceLoader;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The source of a function's clients. Deployed, that is the AWS SDK. A provider found by {@link ServiceLoader} (the
 * local runtime has one) takes its place, so that a function is wired the same way everywhere.
 */
public interface AwsClients {
    DynamoDbClient dynamo();

    Messages sqs();

    /** The provider on the class path, else the SDK with the limits of {@code Limits}. */
    static AwsClients find() {
        return ServiceLoader.load(AwsClients.class).findFirst().orElseGet(SdkClients::new);
    }
}
