package dev.surety.ledger.http;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;

import dev.surety.ledger.app.report.ReadChargebacks;
import dev.surety.ledger.domain.report.Chargeback;
import dev.surety.ledger.domain.report.PaymentEntry.Share;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route.People;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The report of chargebacks: open, lost and won, with their ages. */
public final class ChargebackRoutes {
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private final ReadChargebacks chargebacks;

    public ChargebackRoutes(ReadChargebacks chargebacks) {
        this.chargebacks = chargebacks;
    }

    public List<Route<?>> table() {
        return List.of(Route.reads("/v1/ledger/chargebacks", Set.of("ledger:read"), People.MARKETPLACE_ONLY,
                        ChargebackRoutes::query, this::list)
                .refuses(INVALID, LIMIT_EXCEEDED));
    }

    private record Query(Optional<Moment> from, Optional<Moment> until, Optional<Currency> currency) {}

    private static Parsed<Query> query(Request request) {
        QueryFields query = request.queryFields();
        Optional<Moment> from = Moment.read(query, "from");
        Optional<Moment> until = Moment.read(query, "to");
        Optional<String> code = query.text("currency", 3);
        Optional<Currency> currency = code.flatMap(Currency::find);
        if (code.isPresent() && currency.isEmpty()) {
            query.wrong("currency", "format");
        }
        return query.build(() -> new Query(from, until, currency));
    }

    private Response list(Query query, Request request) {
        var marketplace = request.caller().marketplace();
        ZoneId zone = chargebacks.zone(marketplace);
        Instant from = query.from().map(moment -> moment.in(zone)).orElse(BEGINNING);
        Instant until = query.until().map(moment -> moment.in(zone)).orElse(END);
        if (until.isBefore(from)) {
            return Response.refuse(Refusal.of(INVALID, List.of(new FieldError("to", "before_from"))));
        }
        return switch (chargebacks.of(marketplace, query.currency(), from, until)) {
            case ReadChargebacks.Read read -> Response.ok(view(read));
            case ReadChargebacks.TooManyLines(var most) ->
                Response.refuse(LIMIT_EXCEEDED.with(
                        "At most " + most + " lines of the account are read: choose a shorter time."));
        };
    }

    private static ObjectNode view(ReadChargebacks.Read read) {
        ObjectNode view = Json.object().put("asOf", Times.text(read.asOf())).put("complete", read.complete());
        var totals = view.putArray("totals");
        read.all().stream()
                .collect(Collectors.groupingBy(each -> each.amount().currency()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(of -> {
                    ObjectNode total = totals.addObject().put("currency", of.getKey().code());
                    for (Chargeback.State state : Chargeback.State.values()) {
                        total.set(state.code(), total(state, of.getKey(), of.getValue()));
                    }
                });
        var data = view.putArray("data");
        read.all().forEach(each -> data.add(view(each, read)));
        return view;
    }

    private static ObjectNode total(Chargeback.State state, Currency currency, List<Chargeback> all) {
        List<Chargeback> those =
                all.stream().filter(each -> each.state() == state).toList();
        ObjectNode total = Json.object().put("count", those.size());
        total.set(
                "amount",
                Json.tree(those.stream().map(Chargeback::amount).reduce(Money.zero(currency), Money::plus)));
        return total;
    }

    private static ObjectNode view(Chargeback one, ReadChargebacks.Read read) {
        ObjectNode view = Json.object()
                .put("chargeback", one.id())
                .put("payment", one.payment().id())
                .put("state", one.state().code())
                .put("openedAt", Times.text(one.openedAt()))
                .put("decidedAt", one.decidedAt().map(Times::text).orElse(null))
                .put("ageDays", one.ageDays(read.asOf()));
        view.set("amount", Json.tree(one.amount()));
        var escrows = view.putArray("escrows");
        for (Share share : one.shares()) {
            ObjectNode shown = escrows.addObject()
                    .put("escrow", share.escrow().id())
                    .put("reference", read.references().get(share.escrow()));
            shown.set("amount", Json.tree(Money.of(share.amountMinor(), one.amount().currency())));
        }
        return view;
    }
}
