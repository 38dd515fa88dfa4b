package dev.surety.events.http;

import dev.surety.events.app.HandleWork.Act;
import dev.surety.events.app.HandleWork;
import dev.surety.events.app.ReadWorklist;
import dev.surety.events.domain.Handling;
import dev.surety.events.domain.Kinds;
import dev.surety.events.domain.WorkItem;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
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
import dev.surety.runtime.edge.http.Route.People;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Lists the work that waits for a person. A caller sees the kinds whose read scope it has; a participant sees none. */
public final class AttentionRoutes {
    private static final int LONGEST_CURSOR = 1024;
    private static final int LONGEST_KIND = 40;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z_]+");
    private static final String PLACE = "/v1/attention/{subject}/{kind}";
    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    private final ReadWorklist worklist;
    private final HandleWork handling;
    private final RequestKeys keys;
    private final Cursors cursors;

    public AttentionRoutes(ReadWorklist worklist, HandleWork handling, RequestKeys keys, Cursors cursors) {
        this.worklist = worklist;
        this.handling = handling;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads("/v1/attention", Kinds.SCOPES, People.MARKETPLACE_ONLY, AttentionRoutes::parse, this::list)
                        .refuses(CommonReason.FORBIDDEN),
                act("/assign", AttentionRoutes::assign),
                act("/note", AttentionRoutes::note),
                act("/close", AttentionRoutes::close));
    }

    private Route<Act> act(String name, Function<Request, Parsed<Act>> parse) {
        return Route.changes("POST", PLACE + name, Kinds.SCOPES, People.MARKETPLACE_ONLY, parse, this::handle)
                .refuses(CommonReason.FORBIDDEN, CommonReason.TRANSITION_NOT_ALLOWED);
    }

    /** To the caller, unless the request names another person. */
    private static Parsed<Act> assign(Request request) {
        Fields body = request.optionalFields();
        Optional<String> to = body.optionalText("to", 1, 80);
        if (to.isPresent() && !PERSON.matcher(to.get()).matches()) {
            body.wrong("to", "format");
        }
        return body.build(() -> new Act.Assign(to.orElse(request.caller().id())));
    }

    private static Parsed<Act> note(Request request) {
        Fields body = request.fields();
        Optional<String> note = body.text("note", 1, 1_000);
        return body.build(() -> new Act.Note(note.orElseThrow()));
    }

    private static Parsed<Act> close(Request request) {
        Fields body = request.fields();
        Optional<String> reason = body.text("reason", 1, 500);
        return body.build(() -> new Act.Close(reason.orElseThrow()));
    }

    private Response handle(Act act, Request request) {
        Caller caller = request.caller();
        String kind = request.parameter("kind");
        Optional<WorkItem> item = Kinds.chain(caller.marketplace(), request.parameter("subject"))
                .filter(_ -> KIND.matcher(kind).matches())
                .flatMap(chain -> worklist.find(chain, kind));
        if (item.isEmpty()) {
            return Response.notFound();
        }
        if (!caller.has(Kinds.scope(kind)) || caller.kind() != Caller.Kind.STAFF) {
            return Response.refuse(CommonReason.FORBIDDEN.with(
                    "A named person with the scope of this kind (" + Kinds.scope(kind) + ") does that."));
        }
        return handling.handle(CommandEnvelope.of(request, keys, Optional.empty()), item.get(), act)
                .answer(entry -> Response.ok(handled(entry)).version(entry.number()));
    }

    private ObjectNode handled(Entry entry) {
        Handling said = HandleWork.read(entry);
        ObjectNode view = Json.object()
                .put("kind", said.kind())
                .put("subject", said.place().id())
                .put("subjectType", said.place().type())
                .put("sequence", said.sequence())
                .put("closed", said.isClosed());
        people(view, Optional.of(said));
        return view.put("by", entry.actor().toString()).put("at", Times.text(entry.at()));
    }

    private void people(ObjectNode view, Optional<Handling> handling) {
        view.put("assignee", handling.map(Handling::assignee).filter(who -> !who.isEmpty()).orElse(null))
                .put("note", handling.flatMap(this.handling::note).orElse(null));
    }

    private record Query(Optional<String> kind, int limit, Optional<String> cursor) {
        String filters() {
            return "attention\n" + kind;
        }
    }

    private static Parsed<Query> parse(Request request) {
        QueryFields query = request.queryFields();
        Optional<String> kind = query.text("kind", LONGEST_KIND);
        if (kind.isPresent() && !KIND.matcher(kind.get()).matches()) {
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
        Predicate<String> wanted =
                kind -> query.kind().map(kind::equals).orElseGet(() -> caller.has(Kinds.scope(kind)));
        ReadWorklist.Page page = worklist.read(caller.marketplace(), wanted, after, query.limit());
        ObjectNode view = Json.object();
        var places = view.putArray("data");
        Instant now = handling.now(caller.marketplace());
        SideBySide.map(Limits.LIST_READS_AT_ONCE, page.places(), place -> view(place, now))
                .forEach(places::add);
        if (after.isEmpty()) {
            var counts = view.putArray("counts");
            worklist.counts(caller.marketplace(), wanted)
                    .forEach((kind, count) -> counts.addObject().put("kind", kind).put("count", count));
            List<WorkItem> ofStack = worklist.ofStack(wanted);
            if (!ofStack.isEmpty()) {
                var stack = view.putArray("wholeStack");
                Instant present = handling.now(Kinds.STACK);
                ofStack.forEach(place -> stack.add(view(place, present)));
            }
        }
        return Response.ok(view.put(
                "nextCursor",
                page.next().map(place -> cursors.of(caller, query.filters(), place)).orElse(null)));
    }

    private ObjectNode view(WorkItem place, Instant now) {
        ObjectNode view = Json.object()
                .put("kind", place.kind())
                .put("subject", place.chain().id())
                .put("subjectType", place.chain().type())
                .put("openedAt", Times.text(place.at()))
                .put("ageSeconds", Math.max(0, Duration.between(place.at(), now).toSeconds()))
                .put("sequence", place.number())
                .put("event", place.event());
        place.amount().ifPresentOrElse(amount -> view.set("amount", Json.tree(amount)), () -> view.putNull("amount"));
        people(view, place.handling());
        return view;
    }
}
