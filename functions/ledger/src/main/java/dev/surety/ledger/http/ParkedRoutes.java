package dev.surety.ledger.http;

import dev.surety.ledger.app.posting.ParkedPlaces;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.domain.posting.ParkedEntries.Parked;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Lists entries that the poster could not post. */
public final class ParkedRoutes {
    private static final String FILTERS = "parked";
    private static final int LONGEST_CURSOR = 1024;

    private final ParkedEntries parked;
    private final Cursors cursors;

    public ParkedRoutes(ParkedEntries parked, Cursors cursors) {
        this.parked = parked;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(Route.reads(
                "/v1/ledger/parked", Set.of("ledger:read"), Route.People.MARKETPLACE_ONLY,
                ParkedRoutes::parse, this::list));
    }

    private record Query(Optional<String> cursor, int limit) {}

    private static Parsed<Query> parse(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        int limit = query.limit();
        return query.build(() -> new Query(cursor, limit));
    }

    private Response list(Query query, Request request) {
        Optional<EntryRef> after = query.cursor()
                .flatMap(cursor -> cursors.parse(request.caller(), FILTERS, cursor))
                .map(EntryRef::parse);
        if (query.cursor().isPresent() && after.isEmpty()) {
            return Response.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        MarketplaceId marketplace = request.caller().marketplace();
        List<Parked> found =
                parked.list(marketplace, after, query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Parked> page = more ? found.subList(0, query.limit()) : found;
        ObjectNode view = Json.object();
        var data = view.putArray("data");
        for (Parked each : page) {
            data.addObject()
                    .put("id", ParkedPlaces.id(each.place().chain()))
                    .put("subject", each.place().subject())
                    .put("sequence", each.place().number())
                    .put("reason", each.reason());
        }
        String next = more ? cursors.of(request.caller(), FILTERS, page.getLast().place().text()) : null;
        return Response.ok(view.put("nextCursor", next));
    }
}
