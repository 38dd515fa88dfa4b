package dev.surety.dynamo;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Names one item of one table; a table without a range key has the same range value in every key. */
public record ItemKey(String table, AttributeValue hash, AttributeValue range) {
    static final AttributeValue NO_RANGE = AttributeValue.fromN("0");

    @Override
    public String toString() {
        return table + "[" + text(hash) + (range.equals(NO_RANGE) ? "" : " / " + text(range)) + "]";
    }

    private static String text(AttributeValue value) {
        return value.s() != null ? value.s() : String.valueOf(value.n());
    }
}
