package dev.surety.runtime.json;

import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events AWS itself sends to a function. They are AWS's form, not ours, and may grow members. */
public final class LambdaEvents {
    private static final JsonMapper LENIENT = JsonMapper.builder().build();

    private LambdaEvents() {}

    public static JsonNode read(InputStream stream) {
        return LENIENT.readTree(stream);
    }

    /** The list of records of an event of a queue or stream; nothing if these are not the bytes of such an event. */
    public static Optional<JsonNode> records(InputStream stream) {
        try {
            return Optional.of(read(stream).path("Records")).filter(JsonNode::isArray);
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
