package dev.surety.escrow.http;

import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.escrow.app.Authority;
import dev.surety.escrow.app.PaymentChain;
import dev.surety.escrow.app.Payments;
import dev.surety.escrow.app.TakePayment;
import dev.surety.escrow.http.PaymentRequests.ListAsked;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Answer;
import dev.surety.runtime.edge.http.Caller;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Payments of several escrows at once, and reading payments. */
final class PaymentRoutes {
    private static final Set<String> READ = Set.of("escrows:read");
    private static final Set<String> TAKE = Set.of(Authority.WRITE);

    private final Payments payments;
    private final TakePayment taking;
    private final RequestKeys keys;
    private final Cursors cursors;
    private final PaymentView view;

    PaymentRoutes(
            Payments payments, TakePayment taking, RequestKeys keys, Cursors cursors, PaymentView view) {
        this.payments = payments;
        this.taking = taking;
        this.keys = keys;
        this.cursors = cursors;
        this.view = view;
    }

    List<Route<?>> table() {
        return List.of(
                Route.changes("POST", "/v1/payments", TAKE, PARTICIPANTS_TOO, PaymentRequests::create, this::take),
                Route.reads("/v1/payments", READ, PARTICIPANTS_TOO, PaymentRequests::list, this::list),
                Route.reads("/v1/payments/{id}", READ, PARTICIPANTS_TOO, Request::plain, this::get));
    }

    private Answer take(TakePayment.Wanted wanted, Request request) {
        CommandKey key = keys.of(request);
        var outcome = taking.take(request.caller(), key, wanted, stored -> keys.isSame(stored, key, request));
        return switch (outcome) {
            case TakePayment.Outcome.Refused(var refusal) -> Answer.refuse(refusal);
            case TakePayment.Outcome.Stands(var payment, var replayed) -> {
                boolean waits = payment.payment().orElseThrow().isOpen();
                yield Answer.of(waits ? 202 : 200, view.of(payment))
                        .version(payment.version())
                        .replayed(replayed);
            }
        };
    }

    private Answer get(Request asked, Request request) {
        String id = request.parameter("id");
        if (!Id.isWellFormed(PaymentId.PREFIX, id)) {
            return Answer.notFound();
        }
        PaymentChain payment = payments.load(request.caller().marketplace(), new PaymentId(id));
        return payment.payment()
                .filter(known -> maySee(request.caller(), known.requested().payer().value()))
                .<Answer>map(_ -> Answer.ok(view.of(payment)).version(payment.version()))
                .orElseGet(Answer::notFound);
    }

    private Answer list(ListAsked asked, Request request) {
        String filters = "payments " + asked.payer();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(request.caller(), filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Answer.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        if (!maySee(request.caller(), asked.payer().value())) {
            return Answer.refuse(CommonReason.FORBIDDEN.with("A participant lists its own payments only."));
        }
        Payments.Page page =
                payments.list(request.caller().marketplace(), asked.payer(), asked.limit(), from);
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        page.payments().stream().filter(of -> of.payment().isPresent()).forEach(of -> data.add(view.of(of)));
        return Answer.ok(body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(request.caller(), filters, place)).orElse(null)));
    }

    /** A participant sees what it paid; of what others paid for it, only its escrows tell. */
    private static boolean maySee(Caller caller, String payer) {
        return !caller.isParticipant() || caller.id().equals(payer);
    }
}
