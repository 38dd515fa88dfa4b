package dev.surety.dynamo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The {@code #names} and {@code :values} of one request; all that is given must be used, all that is used be given. */
final class Placeholders {
    private static final Set<String> RESERVED = reserved();

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final Set<String> unused = new HashSet<>();

    Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        values.forEach((placeholder, value) -> this.values.put(placeholder, Values.stored(value)));
        unused.addAll(names.keySet());
        unused.addAll(values.keySet());
    }

    String name(String token) {
        if (!token.startsWith("#")) {
            if (RESERVED.contains(token.toLowerCase(Locale.ROOT))) {
                throw Failures.validation(
                        "Invalid expression: Attribute name is a reserved keyword; reserved keyword: " + token);
            }
            return token;
        }
        return given(names, token, "name used in the document path is not defined; attribute name: ");
    }

    AttributeValue value(String token) {
        return given(values, token, "value used in expression is not defined; attribute value: ");
    }

    private <T> T given(Map<String, T> all, String token, String otherwise) {
        T given = all.get(token);
        if (given == null) {
            throw Failures.validation("An expression attribute " + otherwise + token);
        }
        unused.remove(token);
        return given;
    }

    void allUsed() {
        if (!unused.isEmpty()) {
            throw Failures.validation("Value provided in expression attributes unused in expressions: " + unused);
        }
    }

    private static Set<String> reserved() {
        try (InputStream words = Objects.requireNonNull(
                        Placeholders.class.getResourceAsStream("reserved-words.txt"), "reserved-words.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))) {
            return lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
