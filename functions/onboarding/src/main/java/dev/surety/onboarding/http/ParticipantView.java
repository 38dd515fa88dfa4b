package dev.surety.onboarding.http;

import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.Participant;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of a participant, with reference and profile until the vault destroys them. */
final class ParticipantView {
    private static final List<String> CAPABILITIES = List.of("pay", "receive", "payout", "instant_payout");

    private ParticipantView() {}

    static ObjectNode of(Participant participant, Function<String, Optional<ObjectNode>> vault) {
        var created = participant.created();
        Participant.Kept kept = participant.kept(vault);
        Standing standing = participant.standing();
        ObjectNode view = Json.object()
                .put("id", participant.first().chain().id())
                .put("reference", kept.reference().orElse(null))
                .put("kind", created.kind().name().toLowerCase(Locale.ROOT))
                .put("country", created.country())
                .put("state", standing.state())
                .put("version", participant.last().number());
        capabilities(view.putObject("capabilities"), created.requested(), standing);
        view.set("profile", kept.profile().orElse(null));
        return view.put("createdAt", Times.text(participant.first().at()))
                .put("updatedAt", Times.text(participant.last().at()));
    }

    private static void capabilities(ObjectNode view, List<String> requested, Standing standing) {
        for (String capability : CAPABILITIES) {
            ObjectNode shown = view.putObject(capability);
            if (!requested.contains(capability)) {
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
