package dev.surety.runtime.journal;

import dev.surety.model.journal.Entry;
import dev.surety.runtime.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The data of a {@link StateChain}'s entry: an event's members, the whole state after it, and the public part. */
public final class WholeState {
    private static final String STATE = "state";

    private WholeState() {}

    public static ObjectNode data(Object event, Object after, ObjectNode tells) {
        var data = (ObjectNode) Json.tree(event);
        data.set(STATE, Json.tree(after));
        data.set("tells", tells);
        return data;
    }

    /** @param code the state's public name, which is all that the entry tells */
    public static ObjectNode data(Object event, Object after, String code) {
        return data(event, after, Json.object().put(STATE, code));
    }

    /** The whole state as an entry left it. */
    public static JsonNode in(Entry entry) {
        return Json.object(entry.data()).path(STATE);
    }
}
