package dev.surety.disputes.http;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.disputes.app.outage.Outages.PostOutageRequest;
import dev.surety.disputes.app.outage.Outages;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.tokens.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which operators tell of times in which parties could not act. */
public final class OutageRoutes {
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_CURSOR = 1024;
    private static final String PATH = "/v1/outages";
    private static final Set<String> OPERATE = Set.of("disputes:operate");

    private final Outages outages;
    private final RequestKeys keys;
    private final Cursors cursors;

    public OutageRoutes(Outages outages, RequestKeys keys, Cursors cursors) {
        this.outages = outages;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads(PATH, OPERATE, MARKETPLACE_ONLY, OutageRoutes::listed, this::list),
                Route.changes("POST", PATH, OPERATE, MARKETPLACE_ONLY, OutageRoutes::posted, this::post)
                        .refuses(INVALID));
    }

    private record Listed(int limit, Optional<String> cursor) {}

    private static Parsed<Listed> listed(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(limit, cursor));
    }

    private static Parsed<PostOutageRequest> posted(Request request) {
        Fields body = request.fields();
        Optional<Instant> from = body.time("from");
        Optional<Instant> to = body.time("to");
        Optional<String> reason = body.text("reason", 1, LONGEST_REASON);
        return body.build(() -> new PostOutageRequest(from.orElseThrow(), to.orElseThrow(), reason.orElseThrow()));
    }

    private Response post(PostOutageRequest wanted, Request request) {
        return outages.post(CommandEnvelope.of(request, keys, Optional.empty()), wanted)
                .answer(entry -> Response.ok(view(entry)));
    }

    private Response list(Listed asked, Request request) {
        Caller caller = request.caller();
        String filters = "outages";
        Optional<Integer> before =
                asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor)).map(Integer::parseInt);
        if (asked.cursor().isPresent() && before.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        List<Entry> found = outages.list(caller.marketplace(), asked.limit(), before);
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        found.forEach(entry -> data.add(view(entry)));
        boolean hasMore = found.size() == asked.limit() && found.getLast().number() > 1;
        return Response.ok(body.put(
                "nextCursor",
                hasMore ? cursors.of(caller, filters, Integer.toString(found.getLast().number())) : null));
    }

    private static ObjectNode view(Entry entry) {
        Outages.Stored outage = Outages.from(entry);
        return Json.object()
                .put("id", outage.id())
                .put("from", Times.text(outage.from()))
                .put("to", Times.text(outage.to()))
                .put("reason", outage.reason())
                .put("by", entry.actor().toString())
                .put("postedAt", Times.text(entry.at()));
    }
}
