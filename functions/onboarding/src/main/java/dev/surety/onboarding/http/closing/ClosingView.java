package dev.surety.onboarding.http.closing;

import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.closing.Closing.Kind;
import dev.surety.onboarding.domain.closing.Closing;
import dev.surety.onboarding.domain.closing.LegalHold;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a participant's closing is, and what holds its data back. A participant with neither is shown as it always
 * was.
 */
public final class ClosingView {
    private ClosingView() {}

    /** @param facts gives the words of a commitment */
    public static void show(
            ObjectNode view,
            ParticipantState state,
            boolean isParticipant,
            Function<String, Optional<ObjectNode>> facts) {
        state.closing().ifPresent(of -> view.set("closing", closing(of)));
        // A participant is not told of an investigation.
        state.legalHold()
                .filter(_ -> !isParticipant)
                .ifPresent(of -> view.set("legalHold", hold(of, facts.apply(of.words()))));
    }

    private static ObjectNode closing(Closing of) {
        ObjectNode view = Json.object()
                .put("since", Times.text(of.since()))
                .put("closedAt", of.closedAt().map(Times::text).orElse(null));
        ArrayNode open = view.putArray("open");
        of.open().forEach(money -> open.add(money.code()));
        ArrayNode erasure = view.putArray("erasure");
        for (Kind kind : Kind.values()) {
            erasure.addObject()
                    .put("kind", kind.code())
                    .put("at", Times.text(of.at(kind)))
                    .put("done", of.destroyed().contains(kind));
        }
        return view.put("completeAt", Times.text(of.completeAt()));
    }

    private static ObjectNode hold(LegalHold of, Optional<ObjectNode> words) {
        return Json.object()
                .put("reason", of.reason())
                .put("facts", words.map(kept -> kept.path("facts").asString("")).orElse(null))
                .put("by", of.by())
                .put("at", Times.text(of.at()));
    }
}
