package dev.surety.onboarding.http.screening;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.rescreening.ScreeningRuns.Stored;
import dev.surety.onboarding.app.rescreening.ScreeningRuns;
import dev.surety.onboarding.app.rescreening.StartScreeningRun;
import dev.surety.onboarding.domain.rescreening.ScreeningRun;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** An operator has everyone screened again here, and reads how far a run has come. */
public final class ScreeningRunRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    private static final String PATH = "/v1/screening/runs";
    private static final int LONGEST_CURSOR = 1024;

    private final ScreeningRuns runs;
    private final StartScreeningRun starting;
    private final RequestKeys keys;
    private final Cursors cursors;

    public ScreeningRunRoutes(ScreeningRuns runs, StartScreeningRun starting, RequestKeys keys, Cursors cursors) {
        this.runs = runs;
        this.starting = starting;
        this.keys = keys;
        this.cursors = cursors;
    }

    private record Listed(int limit, Optional<String> cursor) {}

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", PATH, OPERATOR, MARKETPLACE_ONLY, ScreeningRunRoutes::empty, this::start)
                        .refuses(INVALID, TRANSITION_NOT_ALLOWED),
                Route.reads(PATH, OPERATOR, MARKETPLACE_ONLY, ScreeningRunRoutes::listed, this::list),
                Route.reads(PATH + "/{id}", OPERATOR, MARKETPLACE_ONLY, Request::plain, this::get));
    }

    private static Parsed<Request> empty(Request request) {
        return request.optionalFields().build(() -> request);
    }

    private static Parsed<Listed> listed(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(limit, cursor));
    }

    private Response start(Request asked, Request request) {
        return starting.start(CommandEnvelope.of(request, keys, Optional.empty()))
                .answer(run -> Response.of(202, view(run)).version(run.version()));
    }

    private Response list(Listed asked, Request request) {
        Caller caller = request.caller();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, PATH, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        List<Found> found = runs.list(caller.marketplace(), asked.limit(), from.map(Found::parse));
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        SideBySide.map(Limits.LIST_READS_AT_ONCE, found, hint -> runs.find(hint.chain())).stream()
                .flatMap(Optional::stream)
                .forEach(run -> data.add(view(run)));
        boolean isFull = found.size() == asked.limit();
        return Response.ok(body.put(
                "nextCursor",
                isFull ? cursors.of(caller, PATH, found.getLast().place()) : null));
    }

    private Response get(Request asked, Request request) {
        return ScreeningRuns.parse(request.caller().marketplace(), request.parameter("id"))
                .flatMap(runs::find)
                .<Response>map(run -> Response.ok(view(run)).version(run.version()))
                .orElseGet(Response::notFound);
    }

    private static ObjectNode view(Stored stored) {
        ScreeningRun run = stored.run();
        ObjectNode view = Json.object()
                .put("id", stored.id())
                .put("state", run.state().code())
                .put("startedBy", run.order().by())
                .put("startedAt", Times.text(run.begunAt()));
        view.putObject("lists")
                .put("from", run.order().from().orElse(null))
                .put("to", run.order().to());
        ObjectNode progress = view.putObject("progress").put("done", run.counts().looked());
        run.order().expected().ifPresentOrElse(of -> progress.put("of", of), () -> progress.putNull("of"));
        progress.put("named", run.counts().named())
                .put("untouched", run.counts().untouched())
                .put("unscreened", run.counts().unscreened())
                .put("nameless", run.counts().nameless());
        return view.put("proof", run.proof())
                .put("endedAt", run.endedAt().map(Times::text).orElse(null))
                .put("version", stored.version());
    }
}
