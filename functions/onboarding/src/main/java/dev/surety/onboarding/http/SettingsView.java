package dev.surety.onboarding.http;

import dev.surety.model.journal.Entry;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import tools.jackson.databind.node.ObjectNode;

/** Settings as the API shows them: what was put, with its version and when. */
final class SettingsView {
    private SettingsView() {}

    static ObjectNode of(Entry entry) {
        return Json.object(entry.data()).put("version", entry.number()).put("updatedAt", Times.text(entry.at()));
    }
}
