package dev.surety.events.http;

import dev.surety.events.app.ReadWorklist;
import dev.surety.events.domain.Kinds;
import dev.surety.events.domain.WorkItem;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route.People;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Lists the work that waits for a person. A caller sees the kinds whose read scope it has; a participant sees none. */
public final class AttentionRoutes {
    private static final int LONGEST_CURSOR = 1024;
    private static final int LONGEST_KIND = 40;

    private final ReadWorklist worklist;
    private final Cursors cursors;

    public AttentionRoutes(ReadWorklist worklist, Cursors cursors) {
        this.worklist = worklist;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads("/v1/attention", Kinds.SCOPES, People.MARKETPLACE_ONLY, AttentionRoutes::parse, this::list)
                        .refuses(CommonReason.FORBIDDEN));
    }

    private record Query(Optional<String> kind, int limit, Optional<String> cursor) {
        String filters() {
            return "attention\n" + kind;
        }
    }

    private static Parsed<Query> parse(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> kind = query.text("kind", LONGEST_KIND);
        if (kind.isPresent() && !kind.get().matches("[a-z][a-z_]+")) {
            query.wrong("kind", "format");
        }
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Query(kind, limit, cursor));
    }

    private Response list(Query query, Request request) {
        var caller = request.caller();
        if (query.kind().isPresent() && !caller.has(Kinds.scope(query.kind().get()))) {
            return Response.refuse(CommonReason.FORBIDDEN.with("Your scopes do not show this kind."));
        }
        Optional<String> after =
                query.cursor().flatMap(cursor -> cursors.parse(caller, query.filters(), cursor));
        if (query.cursor().isPresent() && after.isEmpty()) {
            return Response.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        ReadWorklist.Page page = worklist.read(
                caller.marketplace(),
                kind -> query.kind().map(kind::equals).orElseGet(() -> caller.has(Kinds.scope(kind))),
                after,
                query.limit());
        ObjectNode view = Json.object();
        var places = view.putArray("data");
        page.places().forEach(place -> places.add(view(place)));
        return Response.ok(view.put(
                "nextCursor",
                page.next().map(place -> cursors.of(caller, query.filters(), place)).orElse(null)));
    }

    private static ObjectNode view(WorkItem place) {
        return Json.object()
                .put("kind", place.kind())
                .put("subject", place.chain().id())
                .put("subjectType", place.chain().type())
                .put("openedAt", Times.text(place.at()))
                .put("sequence", place.number())
                .put("event", place.event());
    }
}
