package dev.surety.onboarding.app;

import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Digests;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings that wait for a second person. The entry that holds them also holds the settings that apply until then.
 *
 * @param parts the guarded parts that would change
 * @param hash of the settings; the approval names it
 * @param by the person who proposed them
 * @param settings as they would be stored
 */
public record SettingsProposal(List<String> parts, String hash, String by, ObjectNode settings) {
    /** The member of the entry's data. */
    public static final String MEMBER = "proposed";

    /** The member for the list of what waits for approval. */
    public static final String TELLS = "tells";

    public SettingsProposal {
        parts = List.copyOf(parts);
    }

    static SettingsProposal of(List<String> parts, String by, ObjectNode settings) {
        return new SettingsProposal(parts, Digests.sha256Hex(Json.canonical(settings)), by, settings);
    }

    MarketplaceSettings wanted() {
        return Marketplaces.from(0, settings.deepCopy());
    }

    ObjectNode tells() {
        ObjectNode tells = Json.object();
        ObjectNode approval = tells.putObject("approval").put("hash", hash).put("needed", 1);
        approval.putArray("makers").add(by);
        return tells;
    }

    public static Optional<SettingsProposal> in(Entry entry) {
        JsonNode stored = Json.object(entry.data()).path(MEMBER);
        return stored.isObject() ? Optional.of(Json.read(stored, SettingsProposal.class)) : Optional.empty();
    }
}
