package dev.surety.onboarding.http;

import dev.surety.model.journal.Entry;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.Participant;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** A participant as the API shows it, with the profile from the vault as long as it is there. */
final class ParticipantView {
    private static final List<String> CAPABILITIES = List.of("pay", "receive", "payout", "instant_payout");

    private ParticipantView() {}

    static ObjectNode of(Entry entry, Function<String, Optional<ObjectNode>> vault) {
        var created = Json.read(entry.data(), Participant.Created.class);
        ObjectNode view = Json.object()
                .put("id", entry.chain().id())
                .put("reference", created.reference())
                .put("kind", created.kind().name().toLowerCase(Locale.ROOT))
                .put("country", created.country())
                .put("state", created.standing().state())
                .put("version", entry.number());
        capabilities(view.putObject("capabilities"), created);
        view.set("profile", vault.apply(created.words()).orElse(null));
        return view.put("createdAt", Times.text(entry.at())).put("updatedAt", Times.text(entry.at()));
    }

    private static void capabilities(ObjectNode view, Participant.Created created) {
        Standing standing = created.standing();
        for (String capability : CAPABILITIES) {
            ObjectNode shown = view.putObject(capability);
            if (!created.requested().contains(capability)) {
                shown.put("status", "unrequested").putArray("details");
            } else if (standing.may(capability)) {
                shown.put("status", "active").putArray("details");
            } else {
                shown.put("status", "restricted")
                        .putArray("details")
                        .addObject()
                        .put("code", "not_verified")
                        .put("resolution", "The participant has to be verified.");
            }
        }
    }
}
