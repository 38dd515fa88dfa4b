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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which an operator plays the world outside: the payer's bank, and the payer. */
final class OutsideRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    static final Set<String> OUTCOMES = Set.of("succeed", "fail");

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

    /** Only a new chargeback has an amount in the request; a decision uses the stored one. */
    private static Parsed<BankActs> chargeback(Request request) {
        Fields body = request.fields();
        Optional<String> payment = body.id("payment", PaymentId.PREFIX);
        Optional<Chargeback.Status> outcome = body.choice("outcome", Set.of("drawn", "won", "lost"))
                .map(Chargeback.Status::of);
        Optional<Money> amount = body.optionalMoney("amount");
        if (amount.isPresent() && outcome.isPresent() && outcome.get() != Chargeback.Status.DRAWN) {
            body.wrong("amount", "unknown");
        }
        return body.build(() -> new BankActs(new PaymentId(payment.orElseThrow()), outcome.orElseThrow(), amount));
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
