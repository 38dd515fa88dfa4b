package dev.surety.onboarding.http;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Settings as the API shows them: what was put, with its version and when. */
final class SettingsView {
    /** Until this view version settings showed what they paused. */
    private static final int WITH_PAUSE = 1;

    private SettingsView() {}

    static ObjectNode of(Entry entry) {
        return of(entry, Fingerprints.VIEW);
    }

    /** As a put was answered when it was done. */
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
