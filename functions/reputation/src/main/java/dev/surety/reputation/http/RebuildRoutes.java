package dev.surety.reputation.http;

import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.MarketplaceId;
import dev.surety.reputation.app.rebuild.OrderRebuild;
import dev.surety.reputation.app.rebuild.Rebuild;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An operator has the scores of the marketplace made again here, and reads how far that has come. */
public final class RebuildRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    private static final String PATH = "/v1/reputation/rebuild";
    private static final List<String> COUNTS = List.of(
            "participants",
            "sales",
            "entriesAdded",
            "linesAdded",
            "linesChanged",
            "linesWithoutEntry",
            "scoresDiffered",
            "unitsDiffered");

    private final OrderRebuild ordering;
    private final RequestKeys keys;

    public RebuildRoutes(OrderRebuild ordering, RequestKeys keys) {
        this.ordering = ordering;
        this.keys = keys;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", PATH, OPERATOR, MARKETPLACE_ONLY, RebuildRoutes::empty, this::order)
                        .refuses(TRANSITION_NOT_ALLOWED),
                Route.reads(PATH, OPERATOR, MARKETPLACE_ONLY, Request::plain, this::read));
    }

    private static Parsed<Request> empty(Request request) {
        return request.optionalFields().build(() -> request);
    }

    private Response order(Request asked, Request request) {
        return ordering.order(CommandEnvelope.of(request, keys, Optional.empty()))
                .answer(entry -> Response.of(202, view(OrderRebuild.read(entry))));
    }

    private Response read(Request asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        return ordering.find(marketplace)
                .<Response>map(rebuild -> Response.ok(view(rebuild)))
                .orElseGet(Response::notFound);
    }

    private static ObjectNode view(Rebuild rebuild) {
        ObjectNode view = Json.object()
                .put("state", rebuild.finishedAt().isPresent() ? "finished" : "running")
                .put("startedAt", Times.text(rebuild.startedAt()))
                .put("finishedAt", rebuild.finishedAt().map(Times::text).orElse(null));
        Map<String, Long> counts = rebuild.counts();
        ObjectNode counted = view.putObject("counts");
        COUNTS.forEach(name -> counted.put(name, counts.getOrDefault(name, 0L)));
        ArrayNode differing = view.putArray("differing");
        rebuild.differing().forEach(of -> differing.addObject()
                .put("participant", of.participant())
                .put("role", of.role())
                .put("rankBefore", of.was())
                .put("rank", of.is()));
        return view;
    }
}
