package dev.surety.sandbox;

import static dev.surety.model.refusal.CommonReason.AMOUNT_EXCEEDS;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.simulator.Chargeback;
import dev.surety.simulator.PlayOutside.BankActs;
import dev.surety.simulator.PlayOutside;
import dev.surety.simulator.Played;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which an operator plays the world outside: the payer's bank, and the payer. */
final class OutsideRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    static final Set<String> OUTCOMES = Set.of("succeed", "fail");
    private static final Set<String> ACTS = Set.of("warned", "closed", "drawn", "won", "lost");

    /** The bank's reasons. */
    private static final Set<String> REASONS = Set.of(
            "fraudulent",
            "product_not_received",
            "product_unacceptable",
            "credit_not_processed",
            "cancelled",
            "duplicate",
            "general");

    private final PlayOutside playing;
    private final RequestKeys keys;

    OutsideRoutes(PlayOutside playing, RequestKeys keys) {
        this.playing = playing;
        this.keys = keys;
    }

    List<Route<?>> table() {
        String bank = "/v1/sandbox/chargebacks";
        String payer = "/v1/sandbox/actions/{id}";
        return List.of(
                Route.changes("POST", bank, OPERATOR, MARKETPLACE_ONLY, OutsideRoutes::chargeback, this::chargeBack)
                        .refuses(INVALID, TRANSITION_NOT_ALLOWED, AMOUNT_EXCEEDS),
                Route.changes("POST", payer, OPERATOR, MARKETPLACE_ONLY, OutsideRoutes::action, this::act)
                        .refuses(TRANSITION_NOT_ALLOWED));
    }

    /** Only a new chargeback or warning has more in the request; a decision uses what is stored. */
    private static Parsed<BankActs> chargeback(Request request) {
        Fields body = request.fields();
        Optional<String> payment = body.id("payment", PaymentId.PREFIX);
        Optional<Chargeback.Status> outcome = body.choice("outcome", ACTS).map(Chargeback.Status::of);
        Optional<Money> amount = body.optionalMoney("amount");
        Optional<String> reason = body.has("reason") ? body.choice("reason", REASONS) : Optional.empty();
        Optional<Instant> due = body.has("evidenceDueBy") ? body.time("evidenceDueBy") : Optional.empty();
        if (outcome.filter(of -> of != Chargeback.Status.DRAWN && of != Chargeback.Status.WARNED).isPresent()) {
            List.of("amount", "reason", "evidenceDueBy").stream()
                    .filter(body::has)
                    .forEach(name -> body.wrong(name, "unknown"));
        }
        return body.build(() -> new BankActs(
                new PaymentId(payment.orElseThrow()), outcome.orElseThrow(), amount, reason, due));
    }

    private static Parsed<Boolean> action(Request request) {
        Fields body = request.fields();
        Optional<String> outcome = body.choice("outcome", OUTCOMES);
        return body.build(() -> outcome.orElseThrow().equals("succeed"));
    }

    private Response chargeBack(BankActs acts, Request request) {
        var key = keys.of(request);
        Outcome<Played> outcome = playing.bank(
                request.caller().marketplace(), acts, key, stored -> keys.isSame(stored, key, request));
        return answer(outcome, played -> {
            ObjectNode body = Json.object()
                    .put("id", played.chargeback())
                    .put("payment", played.payment().value());
            body.set("amount", Json.tree(played.amount().orElseThrow()));
            return body.put("outcome", played.outcome());
        });
    }

    private Response act(boolean succeeds, Request request) {
        String id = request.parameter("id");
        if (!Id.isWellFormed(PaymentId.PREFIX, id)) {
            return Response.notFound();
        }
        var key = keys.of(request);
        Outcome<Played> outcome = playing.payer(
                request.caller().marketplace(),
                new PaymentId(id),
                succeeds,
                key,
                stored -> keys.isSame(stored, key, request));
        return answer(outcome, played -> Json.object()
                .put("payment", played.payment().value())
                .put("outcome", played.outcome()));
    }

    /** Responds 202: the act has happened outside, and the payment and its escrows follow. */
    private static Response answer(Outcome<Played> outcome, Function<Played, ObjectNode> body) {
        return outcome.answer(played -> Response.of(202, body.apply(played)));
    }
}
