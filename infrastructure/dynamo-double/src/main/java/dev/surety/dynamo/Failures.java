package dev.surety.dynamo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The exceptions the SDK throws, as it throws them: class, status and error code. */
public final class Failures {
    private Failures() {}

    static DynamoDbException validation(String message) {
        return (DynamoDbException) told(DynamoDbException.builder(), "ValidationException", message, 400).build();
    }

    static ResourceNotFoundException noTable(String table) {
        String message = "Requested resource not found: table " + table;
        return told(ResourceNotFoundException.builder(), "ResourceNotFoundException", message, 400)
                .build();
    }

    static ConditionalCheckFailedException condition(@Nullable Map<String, AttributeValue> item) {
        String message = "The conditional request failed";
        ConditionalCheckFailedException.Builder failure = told(
                ConditionalCheckFailedException.builder(), "ConditionalCheckFailedException", message, 400);
        if (item != null) {
            failure.item(item);
        }
        return failure.build();
    }

    static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
        String message = "Transaction cancelled, please refer cancellation reasons for specific reasons "
                + reasons.stream().map(CancellationReason::code).toList();
        return told(TransactionCanceledException.builder(), "TransactionCanceledException", message, 400)
                .cancellationReasons(reasons)
                .build();
    }

    public static TransactionConflictException conflict() {
        String message = "Transaction is ongoing for the item";
        return told(TransactionConflictException.builder(), "TransactionConflictException", message, 400)
                .build();
    }

    static IdempotentParameterMismatchException otherParameters() {
        String message = "DynamoDB rejected the request because you retried a request with a different payload"
                + " but with an idempotent token that was already used.";
        return told(
                        IdempotentParameterMismatchException.builder(),
                        "IdempotentParameterMismatchException",
                        message,
                        400)
                .build();
    }

    public static InternalServerErrorException serverError() {
        return told(InternalServerErrorException.builder(), "InternalServerError", "Internal server error", 500)
                .build();
    }

    public static ProvisionedThroughputExceededException throttled() {
        String message = "The level of configured provisioned throughput for the table was exceeded";
        return told(
                        ProvisionedThroughputExceededException.builder(),
                        "ProvisionedThroughputExceededException",
                        message,
                        400)
                .build();
    }

    private static <B extends DynamoDbException.Builder> B told(B failure, String code, String message, int status) {
        failure.message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                        .build());
        return failure;
    }
}
