package dev.surety.runtime.aws;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reading and making attributes of items. An attribute that must be there and is not means broken data. */
public final class Items {
    private Items() {}

    public static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    public static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    public static String text(Map<String, AttributeValue> item, String name) {
        return findText(item, name)
                .orElseThrow(() -> new IllegalArgumentException("an item lacks its attribute " + name));
    }

    public static Optional<String> findText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    public static long number(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .map(AttributeValue::n)
                .map(Long::parseLong)
                .orElseThrow(() -> new IllegalArgumentException("an item lacks its number " + name));
    }
}
