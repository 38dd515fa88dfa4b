package dev.surety.testkit;

import dev.surety.runtime.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Stored data as a release after this one may write it: each object has a member that this release does not know. */
public final class NewerWriter {
    private static final String MEMBER = "memberOfALaterRelease";

    private NewerWriter() {}

    public static String of(String data) {
        ObjectNode stored = Json.object(data);
        add(stored);
        return Json.canonical(stored);
    }

    private static void add(JsonNode node) {
        node.values().forEach(NewerWriter::add);
        if (node instanceof ObjectNode object) {
            object.putObject(MEMBER).put("it", 1);
        }
    }
}
