package dev.surety.onboarding.http;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of settings, with their version and time. */
final class SettingsView {
    /** The last version of the view that showed the settings' pauses. */
    private static final int WITH_PAUSE = 1;

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
        shown.remove(List.of(PutSettings.RETIRED, "v"));
        if (view > WITH_PAUSE) {
            shown.remove("pause");
        }
        return shown.put("version", entry.number()).put("updatedAt", Times.text(entry.at()));
    }
}
