package dev.surety.events.http;

import dev.surety.events.app.ReadFeed;
import dev.surety.events.domain.Event;
import dev.surety.events.domain.EventTypes;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The feed of events, and whether this stack answers at all. */
public final class EventRoutes {
    private static final int LONGEST_CURSOR = 1024;

    private final ReadFeed feed;
    private final EventTypes types;
    private final Cursors cursors;

    public EventRoutes(ReadFeed feed, EventTypes types, Cursors cursors) {
        this.feed = feed;
        this.types = types;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads("/v1/events", Set.of("events:read"), People.MARKETPLACE_ONLY,
                        this::parse, this::events),
                Route.reads("/health", Set.of(), People.ANYONE,
                        request -> new Parsed.Ok<>(request), (_, _) -> Response.ok(Json.object().put("status", "ok")))
                        .refusesNothing());
    }

    private record Query(Optional<String> after, Optional<Instant> since, ReadFeed.Request wanted) {
        /** A cursor is bound to the filters it began with. */
        String filters() {
            return "events\n" + wanted.type() + "\n" + wanted.subject();
        }
    }

    private Parsed<Query> parse(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> after = query.text("after", LONGEST_CURSOR);
        Optional<Instant> since = query.time("since");
        if (after.isPresent() && since.isPresent()) {
            query.wrong("since", "not_with_after");
        }
        Optional<String> type = query.text("type", 64);
        if (type.isPresent() && !types.isKnown(type.get())) {
            query.wrong("type", "no_such_type");
        }
        var wanted = new ReadFeed.Request(type, query.text("subject", 64), query.limit());
        return query.build(() -> new Query(after, since, wanted));
    }

    private Response events(Query query, Request request) {
        Optional<String> place = query.after().isPresent()
                ? query.after().flatMap(cursor -> cursors.parse(request.caller(), query.filters(), cursor))
                : Optional.of(query.since().map(ReadFeed::placeOf).orElseGet(feed::beginning));
        if (place.isEmpty()) {
            return Response.refuse(
                    Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("after", "format"))));
        }
        ReadFeed.Page page = feed.read(request.caller().marketplace(), place.get(), query.wanted());
        ObjectNode view = Json.object();
        var events = view.putArray("data");
        page.events().forEach(event -> events.add(view(event)));
        return Response.ok(view.put("nextCursor", cursors.of(request.caller(), query.filters(), page.place())));
    }

    static ObjectNode view(Event event) {
        ObjectNode view = Json.object()
                .put("id", event.id())
                .put("type", event.type())
                .put("version", event.version())
                .put("marketplace", event.marketplace().value())
                .put("at", Times.text(event.at()))
                .put("sequence", event.sequence())
                .put("subject", event.subject());
        if (event.isRepublished()) {
            view.put("republished", true);
        }
        ObjectNode data = view.putObject("data");
        event.tells().state().ifPresent(state -> data.put("state", state));
        event.tells().amount().ifPresent(amount -> data.set("amount", Json.tree(amount)));
        event.tells().reference().ifPresent(reference -> data.put("reference", reference));
        event.tells().outcome().ifPresent(outcome -> data.put("outcome", outcome));
        return view;
    }
}
