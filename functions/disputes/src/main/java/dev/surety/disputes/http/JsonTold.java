package dev.surety.disputes.http;

import dev.surety.model.journal.Entry;
import dev.surety.runtime.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The public part of an entry. */
record JsonTold(String event, String state, JsonNode frozen) {
    static JsonTold of(Entry entry) {
        ObjectNode tells = (ObjectNode) Json.object(entry.data()).path("tells");
        String event = entry.event();
        return new JsonTold(
                event.substring(0, event.lastIndexOf('.')), tells.path("state").asString(""), tells.get("amount"));
    }
}
