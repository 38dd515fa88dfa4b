package dev.surety.dynamo.invariants;

import static dev.surety.dynamo.invariants.WholeWorld.hold;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code erasable}: once an entry says that a participant's profile is destroyed, the key of its words is gone.
 * Nothing can be computed from a text without its key, also from one that a late command put.
 */
final class ErasureInvariants {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PARTICIPANT = "participant#";
    private static final String PROFILE = "profile";

    private ErasureInvariants() {}

    static void check(MemoryDynamo store) {
        Map<String, StoredEntry> last = new HashMap<>();
        for (Map<String, AttributeValue> item : store.items(SuretyTables.JOURNAL)) {
            StoredEntry entry = StoredEntry.from(item);
            if (entry.chain().startsWith(PARTICIPANT)) {
                last.merge(entry.chain(), entry, (one, other) -> one.number() > other.number() ? one : other);
            }
        }
        last.values().removeIf(entry -> !isErased(entry));
        for (Map<String, AttributeValue> key : store.items(SuretyTables.VAULT_KEYS)) {
            boolean isOfErased = last.containsKey(StoredEntry.text(key, "pk").orElse(""));
            hold(!isOfErased || !key.containsKey("wrapped"), "erasable", key);
        }
    }

    private static boolean isErased(StoredEntry entry) {
        for (JsonNode kind : JSON.readTree(entry.text("data").orElse("{}")).at("/state/closing/destroyed")) {
            if (kind.asString("").equals(PROFILE)) {
                return true;
            }
        }
        return false;
    }
}
