package dev.surety.runtime.edge.stream;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One change of the journal table as its stream tells it. {@code INSERT} is all there ever should be.
 *
 * @param sequence the stream's own number, by which a failure is reported
 * @param image the item as it is now; empty when it was removed
 * @param at when it was written, about
 */
public record StreamRecord(
        Kind kind,
        String sequence,
        Map<String, AttributeValue> keys,
        Map<String, AttributeValue> image,
        Instant at) {
    public enum Kind {
        INSERT,
        MODIFY,
        REMOVE
    }
}
