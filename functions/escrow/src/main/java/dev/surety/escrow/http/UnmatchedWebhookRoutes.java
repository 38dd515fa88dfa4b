package dev.surety.escrow.http;

import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.escrow.app.escrow.Authority;
import dev.surety.escrow.app.payment.UnmatchedWebhook;
import dev.surety.escrow.app.webhook.ResolveUnmatchedWebhook;
import dev.surety.model.id.Id;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which an operator reads an unmatched webhook, and resolves it. */
final class UnmatchedWebhookRoutes {
    private final ResolveUnmatchedWebhook closing;
    private final Vault vault;
    private final RequestKeys keys;

    UnmatchedWebhookRoutes(ResolveUnmatchedWebhook closing, Vault vault, RequestKeys keys) {
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
                                this::get)
                        .refuses(FORBIDDEN),
                Route.changes(
                                "POST",
                                "/v1/gateway-notices/{id}/close",
                                Set.of(Authority.OPERATE),
                                MARKETPLACE_ONLY,
                                UnmatchedWebhookRoutes::parse,
                                this::close)
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED));
    }

    private static Parsed<Close> parse(Request request) {
        Fields body = request.fields();
        Optional<String> reason = body.text("reason", 1, 500);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Close(reason.orElseThrow(), ifMatch));
    }

    private Response get(Request asked, Request request) {
        return onNotice(request, id -> closing.find(request.caller().marketplace(), id)
                .<Response>map(notice -> Response.ok(view(notice)).version(notice.version()))
                .orElseGet(Response::notFound));
    }

    private Response close(Close asked, Request request) {
        return onNotice(request, id -> {
            CommandEnvelope envelope = CommandEnvelope.of(request, keys, asked.ifMatch())
                    .noting(() -> Optional.of(vault.keep(
                            closing.chainId(request.caller().marketplace(), id),
                            Json.object().put("reason", asked.reason()))));
            return EscrowResponses.of(closing.close(envelope, id), 200, this::view, UnmatchedWebhook::version);
        });
    }

    private static Response onNotice(Request request, Function<String, Response> does) {
        String id = request.parameter("id");
        return Id.isWellFormed(UnmatchedWebhook.PREFIX, id) ? does.apply(id) : Response.notFound();
    }

    private ObjectNode view(UnmatchedWebhook notice) {
        Optional<String> reason = notice.closed()
                .flatMap(UnmatchedWebhook.Closed::note)
                .flatMap(note -> vault.find(notice.chain().id(), note))
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
