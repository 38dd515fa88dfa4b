package dev.surety.dynamo;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One change of one item, as a stream with new and old images shows it. Numbers rise in the order of writing. */
public record StreamRecord(
        long number,
        String table,
        Kind kind,
        Instant at,
        Map<String, AttributeValue> keys,
        @Nullable Map<String, AttributeValue> oldImage,
        @Nullable Map<String, AttributeValue> newImage) {

    /** The change of the item, in DynamoDB's words. */
    public enum Kind {
        INSERT,
        MODIFY,
        REMOVE
    }

    /** As long as AWS's: too long for a number of any primitive type. */
    public String sequenceNumber() {
        return "1%024d".formatted(number);
    }
}
