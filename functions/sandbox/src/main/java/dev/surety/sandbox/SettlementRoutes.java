package dev.surety.sandbox;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.simulator.GatewaySettlement;
import dev.surety.simulator.SettleGateway.Order;
import dev.surety.simulator.SettleGateway;
import dev.surety.simulator.bank.BankLine.Direction;
import dev.surety.simulator.bank.PlayBank.Acts;
import dev.surety.simulator.bank.PlayBank.Foreign;
import dev.surety.simulator.bank.PlayBank;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * The route by which an operator has the simulated gateway pay out what it holds. The gateway's books come first; then
 * the bank books its line. A repeated request does what a crash has left out.
 */
final class SettlementRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final int LONGEST = 64;

    /** A statement rule finds the line by these words. */
    private static final String WORDS = "Sandbox Payments ";

    private final SettleGateway settling;
    private final PlayBank bank;
    private final RequestKeys keys;

    SettlementRoutes(SettleGateway settling, PlayBank bank, RequestKeys keys) {
        this.settling = settling;
        this.bank = bank;
        this.keys = keys;
    }

    List<Route<?>> table() {
        return List.of(Route.changes(
                        "POST",
                        "/v1/sandbox/gateway/settlements",
                        OPERATOR,
                        MARKETPLACE_ONLY,
                        SettlementRoutes::order,
                        this::settle)
                .refuses(INVALID, TRANSITION_NOT_ALLOWED));
    }

    private static Parsed<Order> order(Request request) {
        Fields body = request.fields();
        Optional<String> code = body.text("currency", 3, 3);
        Optional<Currency> currency =
                code.filter(of -> CODE.matcher(of).matches()).flatMap(Currency::find);
        if (code.isPresent() && currency.isEmpty()) {
            body.wrong("currency", "format");
        }
        Optional<Money> fee = body.optionalMoney("fee");
        if (currency.isPresent()
                && fee.filter(of -> !of.currency().equals(currency.get())).isPresent()) {
            body.wrong("fee", "another_currency");
        }
        Optional<String> account = body.optionalText("account", 1, LONGEST);
        if (account.filter(name -> !BankRoutes.ACCOUNT.matcher(name).matches()).isPresent()) {
            body.wrong("account", "format");
        }
        return body.build(() -> new Order(currency.orElseThrow(), fee, account.orElse("sandbox")));
    }

    private Response settle(Order order, Request request) {
        var key = keys.of(request);
        var marketplace = request.caller().marketplace();
        Outcome<GatewaySettlement> outcome =
                settling.settle(marketplace, order, key, stored -> keys.isSame(stored, key, request));
        if (outcome instanceof Outcome.Done<GatewaySettlement>(var settlement, var _)
                && !settlement.net().isZero()) {
            var line = new Foreign(
                    settlement.net().isPositive() ? Direction.CREDIT : Direction.DEBIT,
                    settlement.net().isPositive() ? settlement.net() : settlement.net().negated(),
                    Optional.of(WORDS + settlement.reference()));
            var acts = new Acts(
                    settlement.account(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    List.of(line),
                    Optional.empty());
            Outcome<Acts> booked = bank.act(marketplace, acts, key, stored -> keys.isSame(stored, key, request));
            if (!(booked instanceof Outcome.Done)) {
                return booked.answer(_ -> Response.ok(Json.object()));
            }
        }
        return outcome.answer(settlement -> Response.of(201, view(settlement)));
    }

    private static ObjectNode view(GatewaySettlement settlement) {
        ObjectNode view = Json.object()
                .put("reference", settlement.reference())
                .put("account", settlement.account())
                .put("rows", settlement.rows().size());
        view.set("gross", Json.tree(settlement.gross()));
        view.set("fee", Json.tree(settlement.fee()));
        view.set("net", Json.tree(settlement.net()));
        return view.put("csv", settlement.csv());
    }
}
