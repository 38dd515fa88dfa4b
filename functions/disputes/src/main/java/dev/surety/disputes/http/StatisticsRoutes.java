package dev.surety.disputes.http;

import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.disputes.app.chargeback.CountChargebacks.Kind;
import dev.surety.disputes.app.chargeback.CountChargebacks;
import dev.surety.disputes.app.dispute.CountDisputes;
import dev.surety.disputes.domain.figures.DisputeFigures;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The route by which a marketplace counts its disputes. */
public final class StatisticsRoutes {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final String COUNT = "count";

    private final CountDisputes counting;
    private final CountChargebacks bank;

    public StatisticsRoutes(CountDisputes counting, CountChargebacks bank) {
        this.counting = counting;
        this.bank = bank;
    }

    public List<Route<?>> table() {
        return List.of(Route.reads(
                        DisputeRoutes.PATH + "/statistics",
                        Set.of("disputes:read"),
                        MARKETPLACE_ONLY,
                        StatisticsRoutes::asked,
                        this::count)
                .refuses(LIMIT_EXCEEDED));
    }

    private record Asked(Optional<Instant> from, Optional<Instant> until) {}

    private static Parsed<Asked> asked(Request request) {
        QueryFields query = request.queryFields();
        Optional<Instant> from = query.time("from");
        Optional<Instant> until = query.time("to");
        if (from.isPresent() && until.filter(end -> !end.isAfter(from.get())).isPresent()) {
            query.wrong("to", "not_after_from");
        }
        return query.build(() -> new Asked(from, until));
    }

    private Response count(Asked asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        Instant until = asked.until().orElseGet(() -> counting.now(marketplace));
        Instant from = asked.from().orElseGet(() -> until.minus(USUAL));
        Optional<ObjectNode> view = counting.between(marketplace, from, until)
                .flatMap(figures -> bank.between(marketplace, from, until)
                        .map(chargebacks -> with(view(figures, from, until), chargebacks)));
        return view.<Response>map(Response::ok).orElseGet(this::tooMany);
    }

    private Response tooMany() {
        int most = counting.most();
        String detail = "At most " + most + " disputes and chargebacks are counted at once: choose a shorter time.";
        return Response.refuse(CommonReason.limited("disputes", most, most + 1L, detail));
    }

    private static ObjectNode view(DisputeFigures figures, Instant from, Instant until) {
        ObjectNode view = Json.object()
                .put("from", Times.text(from))
                .put("to", Times.text(until))
                .put("opened", figures.opened())
                .put("open", figures.open());
        ArrayNode reasons = view.putArray("reasons");
        figures.reasons().forEach((reason, count) ->
                reasons.addObject().put("reason", reason.code()).put(COUNT, count));
        ArrayNode ended = view.putArray("ended");
        figures.ended().forEach((end, count) -> ended.addObject()
                .put("outcome", end.outcome().code())
                .put("stage", end.stage().code())
                .put(COUNT, count));
        ArrayNode steps = view.putArray("steps");
        figures.steps().forEach((step, spread) -> steps.addObject()
                .put("step", step.code())
                .put(COUNT, spread.count())
                .put("p50", text(spread.p50()))
                .put("p90", text(spread.p90())));
        ArrayNode defaults = view.putArray("defaults");
        figures.defaults().forEach((finding, count) ->
                defaults.addObject().put("finding", finding.code()).put(COUNT, count));
        ArrayNode won = view.putArray("won");
        figures.won().forEach((side, count) ->
                won.addObject().put("side", side.code()).put(COUNT, count));
        ArrayNode arbiters = view.putArray("arbiters");
        figures.arbiters().forEach(one -> arbiters.addObject()
                .put("arbiter", one.arbiter())
                .put("rulings", one.rulings())
                .put("reversed", one.reversed()));
        return view;
    }

    private static ObjectNode with(ObjectNode view, SortedMap<Kind, Integer> chargebacks) {
        ArrayNode counts = view.putArray("chargebacks");
        chargebacks.forEach((kind, count) -> counts.addObject()
                .put("reason", kind.reason().code())
                .put("state", kind.state().code())
                .put(COUNT, count));
        return view;
    }

    private static String text(Duration time) {
        return Times.text(time.truncatedTo(ChronoUnit.SECONDS));
    }
}
