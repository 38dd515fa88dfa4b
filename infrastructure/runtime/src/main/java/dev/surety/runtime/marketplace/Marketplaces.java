package dev.surety.runtime.marketplace;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A marketplace's present settings: the last entry of its settings chain holds them whole. Read from the journal every
 * time a decision needs them, because a change holds at once; parsed once for each version.
 */
public final class Marketplaces {
    public static final String TYPE = "settings";

    /** Lists of {@code payingOut} that settings do not have that were stored before there were such parts. */
    private static final List<String> LATER_PARTS = List.of("statementRules", "returnsAlone", "gatewayReports");

    private final Journal journal;
    private final ParsedOnce<MarketplaceSettings> parsed = new ParsedOnce<>(Marketplaces::from);

    public Marketplaces(Journal journal) {
        this.journal = journal;
    }

    /** Reads which movements are paused in these marketplaces. */
    public Pauses pauses() {
        return new Pauses(journal, this);
    }

    public static ChainId chain(MarketplaceId marketplace) {
        return new ChainId(TYPE, marketplace, "settings");
    }

    public Optional<MarketplaceSettings> find(MarketplaceId marketplace) {
        return journal.last(chain(marketplace)).map(parsed::of);
    }

    /** Settings as an entry of the chain stores them; their version is the entry's number. */
    public static MarketplaceSettings from(Entry entry) {
        return from(entry.number(), Json.object(entry.data()));
    }

    /** Settings as {@link #data} stores them. */
    public static MarketplaceSettings from(int version, ObjectNode data) {
        if (data.path("payingOut") instanceof ObjectNode parts) {
            LATER_PARTS.stream().filter(part -> !parts.has(part)).forEach(parts::putArray);
        }
        return Json.shared(
                data.put("version", version), MarketplaceSettings.class, MarketplaceSettings.VERSION);
    }

    public static ObjectNode data(MarketplaceSettings settings) {
        var data = (ObjectNode) Json.tree(settings);
        data.remove("version");
        // Leave out a setting that the marketplace has not made, so that settings without it have the bytes they always
        // had.
        if (settings.newPayees().isEmpty()) {
            data.remove("newPayees");
        }
        if (settings.onboarding().isEmpty()) {
            data.remove("onboarding");
        }
        if (settings.reputation().isEmpty()) {
            data.remove("reputation");
        }
        if (settings.screening().isEmpty()) {
            data.remove("screening");
        }
        if (settings.retention().isEmpty()) {
            data.remove("retention");
        }
        if (settings.chartOfAccounts().isEmpty()) {
            data.remove("chartOfAccounts");
        }
        if (settings.payingOut().isEmpty()) {
            data.remove("payingOut");
        }
        if (settings.moneyOut().gatewayReports().isEmpty() && data.path("payingOut") instanceof ObjectNode parts) {
            parts.remove("gatewayReports");
        }
        if (settings.disputing().isEmpty()) {
            data.remove("disputing");
        }
        if (settings.defaultVersions().isEmpty()) {
            data.remove("defaultVersions");
        }
        data.path("presets").forEach(preset -> preset.path("fees").forEach(fee -> withoutAbsent(fee, "taxIncluded")));
        data.path("onboarding").path("rules").path("tiers").forEach(tier -> withoutAbsent(tier, "persons"));
        // A reader of an older release would sell under other terms, so it waits for its replacement.
        if (settings.neededVersion() > 1) {
            data.put("v", settings.neededVersion());
        }
        return data;
    }

    private static void withoutAbsent(JsonNode part, String member) {
        if (part.path(member).isNull()) {
            ((ObjectNode) part).remove(member);
        }
    }
}
