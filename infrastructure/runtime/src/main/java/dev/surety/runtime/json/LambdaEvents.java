package dev.surety.runtime.json;

import java.io.InputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events AWS itself sends to a function. They are AWS's form, not ours, and may grow members. */
public final class LambdaEvents {
    private static final JsonMapper LENIENT = JsonMapper.builder().build();

    private LambdaEvents() {}

    public static JsonNode read(InputStream stream) {
        return LENIENT.readTree(stream);
    }
}
