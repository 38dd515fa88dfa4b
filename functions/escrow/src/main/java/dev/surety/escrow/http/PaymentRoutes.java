package dev.surety.escrow.http;

import static dev.surety.model.refusal.CommonReason.AMOUNT_EXCEEDS;
import static dev.surety.model.refusal.CommonReason.BANK_DECIDES;
import static dev.surety.model.refusal.CommonReason.BLOCKED;
import static dev.surety.model.refusal.CommonReason.CAPABILITY_RESTRICTED;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.FROZEN_BY_CASE;
import static dev.surety.model.refusal.CommonReason.IDEMPOTENCY_KEY_IN_PROGRESS;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.PAUSED;
import static dev.surety.model.refusal.CommonReason.REFUND_IN_FLIGHT;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.model.refusal.CommonReason.WINDOW_CLOSED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.escrow.app.UseCases;
import dev.surety.escrow.app.escrow.Authority;
import dev.surety.escrow.app.payment.PaymentChain;
import dev.surety.escrow.app.payment.Payments;
import dev.surety.escrow.app.process.TakePayment;
import dev.surety.escrow.http.PaymentRequests.ListRequest;
import dev.surety.escrow.http.PaymentRequests.RefundRequest;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes that create, read and refund payments. */
final class PaymentRoutes {
    private static final Set<String> READ = Set.of("escrows:read");
    private static final Set<String> TAKE = Set.of(Authority.WRITE);
    private static final Set<String> REFUND = Set.of(Authority.WRITE, Authority.OPERATE);

    private final UseCases use;
    private final Vault vault;
    private final RequestKeys keys;
    private final Cursors cursors;
    private final PaymentView view;

    PaymentRoutes(UseCases use, Vault vault, RequestKeys keys, Cursors cursors, PaymentView view) {
        this.use = use;
        this.vault = vault;
        this.keys = keys;
        this.cursors = cursors;
        this.view = view;
    }

    List<Route<?>> table() {
        return List.of(
                Route.changes("POST", "/v1/payments", TAKE, PARTICIPANTS_TOO, PaymentRequests::create, this::take)
                        .refuses(FORBIDDEN, IDEMPOTENCY_KEY_IN_PROGRESS, INVALID, CAPABILITY_RESTRICTED, BLOCKED)
                        .refuses(PAUSED, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED, WINDOW_CLOSED, AMOUNT_EXCEEDS),
                Route.changes(
                                "POST",
                                "/v1/payments/{id}/refund",
                                REFUND,
                                MARKETPLACE_ONLY,
                                PaymentRequests::refund,
                                this::refund)
                        .orTries(this::refund)
                        .refuses(VERSION_CONFLICT, INVALID, PAUSED, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED)
                        .refuses(BANK_DECIDES, FROZEN_BY_CASE, REFUND_IN_FLIGHT, WINDOW_CLOSED, AMOUNT_EXCEEDS)
                        .verified(),
                Route.reads("/v1/payments", READ, PARTICIPANTS_TOO, PaymentRequests::list, this::list)
                        .refuses(FORBIDDEN),
                Route.reads("/v1/payments/{id}", READ, PARTICIPANTS_TOO, Request::plain, this::get));
    }

    private Response take(TakePayment.Request wanted, Request request) {
        return answer(use.taking().take(CommandEnvelope.of(request, keys, Optional.empty()), wanted));
    }

    private Response refund(RefundRequest asked, Request request) {
        return onPayment(
                request,
                id -> answer(use.refunding().refund(
                        CommandEnvelope.of(request, keys, asked.ifMatch()),
                        id,
                        asked.wanted(),
                        escrow -> Optional.of(vault.keep(
                                use.escrows().chainId(request.caller().marketplace(), escrow),
                                Json.object().put("reason", asked.reason()))))));
    }

    private Response answer(Outcome<PaymentChain> outcome) {
        return EscrowResponses.of(outcome, 200, view::of, PaymentChain::version);
    }

    private static Response onPayment(Request request, Function<PaymentId, Response> does) {
        String id = request.parameter("id");
        return Id.isWellFormed(PaymentId.PREFIX, id) ? does.apply(new PaymentId(id)) : Response.notFound();
    }

    private Response get(Request asked, Request request) {
        return onPayment(request, id -> {
            PaymentChain payment = use.payments().load(request.caller().marketplace(), id);
            return payment.payment()
                    .filter(known -> maySee(request.caller(), known.requested().payer().value()))
                    .<Response>map(_ -> Response.ok(view.of(payment)).version(payment.version()))
                    .orElseGet(Response::notFound);
        });
    }

    private Response list(ListRequest asked, Request request) {
        String filters = "payments " + asked.payer();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(request.caller(), filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        if (!maySee(request.caller(), asked.payer().value())) {
            return Response.refuse(CommonReason.FORBIDDEN.with("A participant lists its own payments only."));
        }
        Payments.Page page =
                use.payments().list(request.caller().marketplace(), asked.payer(), asked.limit(), from);
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        page.payments().stream().filter(of -> of.payment().isPresent()).forEach(of -> data.add(view.of(of)));
        return Response.ok(body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(request.caller(), filters, place)).orElse(null)));
    }

    /** A participant sees the payments it made. It learns of others' payments from its escrows only. */
    private static boolean maySee(Caller caller, String payer) {
        return !caller.isParticipant() || caller.id().equals(payer);
    }
}
