package dev.surety.runtime.aws;

import dev.surety.runtime.resilience.Limits;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB by the AWS SDK over plain URL connections, every time-out and retry written here and inherited nowhere. */
final class SdkClients implements AwsClients {
    @Override
    public DynamoDbClient dynamo() {
        return DynamoDbClient.builder()
                .httpClient(http(Limits.DYNAMO_ATTEMPT))
                .credentialsProvider(Credentials.find())
                .overrideConfiguration(within(Limits.DYNAMO_ATTEMPT, Limits.DYNAMO_CALL))
                .build();
    }

    @Override
    public Messages sqs() {
        return new SqsMessages(AwsJson.ofEnvironment("sqs", "AmazonSQS", "SQS_ENDPOINT"));
    }

    private static SdkHttpClient http(Duration attempt) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(Limits.CONNECT)
                .socketTimeout(attempt)
                .build();
    }

    private static ClientOverrideConfiguration within(Duration attempt, Duration call) {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(call)
                .retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(Limits.DYNAMO_ATTEMPTS)
                        .build())
                .build();
    }
}
