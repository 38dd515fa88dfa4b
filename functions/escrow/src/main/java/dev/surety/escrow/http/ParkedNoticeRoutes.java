package dev.surety.escrow.http;

import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.escrow.app.Authority;
import dev.surety.escrow.app.CloseNotice;
import dev.surety.escrow.app.ParkedNotice;
import dev.surety.model.id.Id;
import dev.surety.runtime.edge.http.Answer;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What gateways told us that fits nothing we asked: to be read, and closed by whoever has seen to it. */
final class ParkedNoticeRoutes {
    private final CloseNotice closing;
    private final Vault vault;
    private final RequestKeys keys;

    ParkedNoticeRoutes(CloseNotice closing, Vault vault, RequestKeys keys) {
        this.closing = closing;
        this.vault = vault;
        this.keys = keys;
    }

    private record Close(String reason, Optional<Integer> ifMatch) {}

    List<Route<?>> table() {
        return List.of(
                Route.reads(
                        "/v1/gateway-notices/{id}",
                        Set.of("escrows:read"),
                        MARKETPLACE_ONLY,
                        Request::plain,
                        this::get),
                Route.changes(
                        "POST",
                        "/v1/gateway-notices/{id}/close",
                        Set.of(Authority.OPERATE),
                        MARKETPLACE_ONLY,
                        ParkedNoticeRoutes::parse,
                        this::close));
    }

    private static Parsed<Close> parse(Request request) {
        Fields body = request.fields();
        Optional<String> reason = body.text("reason", 1, 500);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Close(reason.orElseThrow(), ifMatch));
    }

    private Answer get(Request asked, Request request) {
        return onNotice(request, id -> closing.find(request.caller().marketplace(), id)
                .<Answer>map(notice -> Answer.ok(view(notice)).version(notice.version()))
                .orElseGet(Answer::notFound));
    }

    private Answer close(Close asked, Request request) {
        return onNotice(request, id -> {
            CommandKey key = keys.of(request);
            CloseNotice.Outcome outcome = closing.close(
                    request.caller(),
                    key,
                    id,
                    asked.ifMatch(),
                    stored -> keys.isSame(stored, key, request),
                    chain -> vault.keep(chain, Json.object().put("reason", asked.reason())));
            return switch (outcome) {
                case CloseNotice.Outcome.Refused(var refusal) -> Answer.refuse(refusal);
                case CloseNotice.Outcome.Stands(var notice, var replayed) ->
                    Answer.ok(view(notice)).version(notice.version()).replayed(replayed);
            };
        });
    }

    private static Answer onNotice(Request request, Function<String, Answer> does) {
        String id = request.parameter("id");
        return Id.isWellFormed(ParkedNotice.PREFIX, id) ? does.apply(id) : Answer.notFound();
    }

    private ObjectNode view(ParkedNotice notice) {
        Optional<String> reason = notice.closed()
                .flatMap(closed -> vault.find(notice.chain().id(), closed.words()))
                .map(words -> words.path("reason").asString(""));
        return Json.object()
                .put("id", notice.id())
                .put("status", notice.closed().isPresent() ? "closed" : "parked")
                .put("version", notice.version())
                .put("gateway", notice.gateway())
                .put("endpoint", notice.endpoint())
                .put("event", notice.event())
                .put("type", notice.type())
                .put("reference", notice.reference())
                .put("reason", reason.orElse(null))
                .put("createdAt", Times.text(notice.chain().first().at()))
                .put("closedAt", notice.closed().map(closed -> Times.text(closed.at())).orElse(null));
    }
}
