package dev.surety.dynamo;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item before and after a write; null where there is none. */
record Change(
        ItemKey key,
        @Nullable Map<String, AttributeValue> before,
        @Nullable Map<String, AttributeValue> after) {

    boolean nothing() {
        return before == null ? after == null : before.equals(after);
    }
}
