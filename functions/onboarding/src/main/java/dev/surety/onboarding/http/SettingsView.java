package dev.surety.onboarding.http;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.onboarding.app.SettingsProposal;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of settings, with their version and time. */
final class SettingsView {
    /** The last version of the view that showed the settings' pauses. */
    private static final int WITH_PAUSE = 1;
    private static final String MONEY_OUT = "payingOut";
    private static final String DISPUTING = "disputing";

    private SettingsView() {}

    static ObjectNode of(Entry entry) {
        return of(entry, Fingerprints.VIEW);
    }

    /** The view in the version in which the put was answered. */
    static ObjectNode asAnswered(Entry entry) {
        return of(entry, Fingerprints.view(entry));
    }

    private static ObjectNode of(Entry entry, int view) {
        ObjectNode shown = Json.object(entry.data());
        shown.remove(List.of(SettingsProposal.MEMBER, SettingsProposal.TELLS));
        flat(shown, view);
        SettingsProposal.in(entry).ifPresent(proposal -> {
            ObjectNode waiting = shown.putObject(SettingsProposal.MEMBER);
            waiting.put("version", entry.number()).put("hash", proposal.hash()).put("by", proposal.by());
            waiting.set("parts", Json.tree(proposal.parts()));
            waiting.set("settings", flat(proposal.settings(), view));
        });
        return shown.put("version", entry.number()).put("updatedAt", Times.text(entry.at()));
    }

    /** Stored settings as the API names their members. */
    private static ObjectNode flat(ObjectNode settings, int view) {
        settings.remove(List.of(PutSettings.RETIRED, "v"));
        if (view > WITH_PAUSE) {
            settings.remove("pause");
        }
        withoutNulls(settings.path("onboarding").path("rules"));
        JsonNode moneyOut = settings.path(MONEY_OUT);
        moneyOut.path("ownAccounts").forEach(account -> ((ObjectNode) account).remove("words"));
        JsonNode disputing = settings.path(DISPUTING);
        settings.remove(List.of(MONEY_OUT, DISPUTING));
        raise(moneyOut, settings);
        raise(disputing, settings);
        return settings;
    }

    /** The API names the parts beside each other that are stored together. */
    private static void raise(JsonNode parts, ObjectNode settings) {
        parts.properties().forEach(part -> {
            if (!part.getValue().isNull() && !(part.getValue().isArray() && part.getValue().isEmpty())) {
                settings.set(part.getKey(), withoutNulls(part.getValue()));
            }
        });
    }

    private static JsonNode withoutNulls(JsonNode part) {
        part.forEach(SettingsView::withoutNulls);
        if (part instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        return part;
    }
}
