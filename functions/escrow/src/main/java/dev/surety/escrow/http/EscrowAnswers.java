package dev.surety.escrow.http;

import dev.surety.escrow.app.Asked;
import dev.surety.escrow.app.Outcome;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Posting;
import dev.surety.runtime.edge.http.Answer;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What use cases came to, as answers. */
final class EscrowAnswers {
    private final EscrowView view;

    EscrowAnswers(EscrowView view) {
        this.view = view;
    }

    /** A transition's answer: 202 while somebody outside has not said what became of it. */
    Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stands(var _, var _, var waits) -> of(outcome, waits ? 202 : 200);
            case Outcome.Refused _, Outcome.Would _ -> of(outcome, 200);
        };
    }

    Answer of(Outcome outcome, int status) {
        return switch (outcome) {
            case Outcome.Refused(var refusal) -> Answer.refuse(refusal);
            case Outcome.Stands(var chain, var replayed, var _) ->
                Answer.of(status, view.of(chain)).version(chain.version()).replayed(replayed);
            case Outcome.Would(var chain, var postings) ->
                Answer.ok(would(view.of(chain), postings.stream().toList()));
        };
    }

    /** The answer of a dry run. */
    static ObjectNode would(ObjectNode view, List<Posting> postings) {
        ObjectNode body = Json.object();
        body.set("view", view);
        var listed = body.putArray("postings");
        postings.forEach(posting -> listed.addObject()
                .put("account", posting.account().toString())
                .set("amount", Json.tree(posting.money())));
        return body;
    }

    static Answer onEscrow(Request request, Function<EscrowId, Answer> does) {
        String id = request.parameter("id");
        return Id.isWellFormed(EscrowId.PREFIX, id) ? does.apply(new EscrowId(id)) : Answer.notFound();
    }

    static Asked envelope(Request request, EscrowId id, Optional<Integer> ifMatch, RequestKeys keys) {
        return new Asked(request.caller(), id, keys.of(request), ifMatch, request, keys);
    }
}
