package dev.surety.escrow.http;

import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Posting;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/** Maps the outcomes of use cases to responses. */
final class EscrowResponses {
    private final EscrowView view;

    EscrowResponses(EscrowView view) {
        this.view = view;
    }

    Response of(Outcome<EscrowChain> outcome) {
        return of(outcome, 200);
    }

    /** @param done the status of a completed command */
    Response of(Outcome<EscrowChain> outcome, int done) {
        return of(outcome, done, view::of, EscrowChain::version);
    }

    /** Responds 202 while the gateway's answer is open. */
    static <T> Response of(
            Outcome<T> outcome, int done, Function<T, ObjectNode> view, ToIntFunction<T> version) {
        return switch (outcome) {
            case Outcome.Refused<T>(var refusal) -> Response.refuse(refusal);
            case Outcome.Done<T>(var value, var replayed) ->
                Response.of(done, view.apply(value)).version(version.applyAsInt(value)).replayed(replayed);
            case Outcome.Pending<T>(var value, var replayed) ->
                Response.of(202, view.apply(value)).version(version.applyAsInt(value)).replayed(replayed);
            case Outcome.Preview<T>(var value, var postings) -> Response.ok(would(view.apply(value), postings));
        };
    }

    /** The response to a dry run. */
    private static ObjectNode would(ObjectNode view, List<Posting> postings) {
        ObjectNode body = Json.object();
        body.set("view", view);
        var listed = body.putArray("postings");
        postings.forEach(posting -> listed.addObject()
                .put("account", posting.account().toString())
                .set("amount", Json.tree(posting.money())));
        return body;
    }

    static Response onEscrow(Request request, Function<EscrowId, Response> does) {
        String id = request.parameter("id");
        return Id.isWellFormed(EscrowId.PREFIX, id) ? does.apply(new EscrowId(id)) : Response.notFound();
    }
}
