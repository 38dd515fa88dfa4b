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
        return (DynamoDbException) DynamoDbException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(details("ValidationException", message, 400))
                .build();
    }

    static ResourceNotFoundException noTable(String table) {
        String message = "Requested resource not found: table " + table;
        return ResourceNotFoundException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(details("ResourceNotFoundException", message, 400))
                .build();
    }

    static ConditionalCheckFailedException condition(@Nullable Map<String, AttributeValue> item) {
        String message = "The conditional request failed";
        ConditionalCheckFailedException.Builder failure = ConditionalCheckFailedException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(details("ConditionalCheckFailedException", message, 400));
        if (item != null) {
            failure.item(item);
        }
        return failure.build();
    }

    static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
        String message = "Transaction cancelled, please refer cancellation reasons for specific reasons "
                + reasons.stream().map(CancellationReason::code).toList();
        return TransactionCanceledException.builder()
                .message(message)
                .statusCode(400)
                .cancellationReasons(reasons)
                .awsErrorDetails(details("TransactionCanceledException", message, 400))
                .build();
    }

    public static TransactionConflictException conflict() {
        String message = "Transaction is ongoing for the item";
        return TransactionConflictException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(details("TransactionConflictException", message, 400))
                .build();
    }

    static IdempotentParameterMismatchException otherParameters() {
        String message = "DynamoDB rejected the request because you retried a request with a different payload"
                + " but with an idempotent token that was already used.";
        return IdempotentParameterMismatchException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(details("IdempotentParameterMismatchException", message, 400))
                .build();
    }

    public static InternalServerErrorException serverError() {
        String message = "Internal server error";
        return InternalServerErrorException.builder()
                .message(message)
                .statusCode(500)
                .awsErrorDetails(details("InternalServerError", message, 500))
                .build();
    }

    public static ProvisionedThroughputExceededException throttled() {
        String message = "The level of configured provisioned throughput for the table was exceeded";
        return ProvisionedThroughputExceededException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(details("ProvisionedThroughputExceededException", message, 400))
                .build();
    }

    private static AwsErrorDetails details(String code, String message, int status) {
        return AwsErrorDetails.builder()
                .serviceName("DynamoDb")
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .statusCode(status)
                        .build())
                .build();
    }
}
