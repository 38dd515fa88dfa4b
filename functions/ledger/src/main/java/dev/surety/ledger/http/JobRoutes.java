package dev.surety.ledger.http;

import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.ledger.app.job.Jobs;
import dev.surety.ledger.domain.job.Job;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.domain.job.Progress;
import dev.surety.model.id.Id;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** An operator orders background jobs on the books here, and reads how far they have come. */
public final class JobRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");

    private final Jobs jobs;
    private final RequestKeys keys;

    public JobRoutes(Jobs jobs, RequestKeys keys) {
        this.jobs = jobs;
        this.keys = keys;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", "/v1/ledger/audits", OPERATOR, MARKETPLACE_ONLY,
                        JobRoutes::empty, (_, request) -> start(JobKind.AUDIT, request))
                        .refuses(LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED),
                Route.changes("POST", "/v1/ledger/repairs", OPERATOR, MARKETPLACE_ONLY,
                        JobRoutes::empty, (_, request) -> start(JobKind.REPAIR, request))
                        .refuses(LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED),
                Route.changes("POST", "/v1/ledger/republish", OPERATOR, MARKETPLACE_ONLY,
                        JobRoutes::empty, (_, request) -> start(JobKind.REPUBLISH, request))
                        .refuses(LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED),
                Route.reads("/v1/ledger/jobs/{id}", Set.of("ledger:read", "operator"), MARKETPLACE_ONLY,
                        Request::plain, (_, request) -> read(request)));
    }

    private static Parsed<Request> empty(Request request) {
        return request.optionalFields().build(() -> request);
    }

    private Response start(JobKind kind, Request request) {
        var key = keys.of(request);
        var asked = new Jobs.JobRequest(
                request.caller().marketplace(),
                request.caller().actor(),
                key,
                stored -> keys.isSame(stored, key, request));
        return switch (jobs.start(kind, asked)) {
            case Jobs.Outcome.Refused(var refusal) -> Response.refuse(refusal);
            case Jobs.Outcome.Done(var job, var replayed) ->
                Response.of(202, view(job).put("state", "queued")).replayed(replayed);
        };
    }

    private Response read(Request request) {
        String id = request.parameter("id");
        Optional<Jobs.Seen> seen = Id.isWellFormed(Jobs.PREFIX, id)
                ? jobs.find(request.caller().marketplace(), id)
                : Optional.empty();
        return seen.<Response>map(found -> Response.ok(view(found))).orElseGet(Response::notFound);
    }

    private static ObjectNode view(Job job) {
        return Json.object()
                .put("id", job.chain().id())
                .put("kind", job.kind().code())
                // There were once jobs about one chain; a replay has the same bytes as before.
                .putNull("subject")
                .put("startedAt", Times.text(job.startedAt()));
    }

    private static ObjectNode view(Jobs.Seen seen) {
        Progress progress = seen.progress().orElse(Progress.NONE);
        String state = seen.progress().isEmpty() ? "queued" : "running";
        ObjectNode view = view(seen.job())
                .put("state", progress.isOver() ? progress.phase() : state)
                .put("phase", progress.isOver() || progress.phase().isEmpty() ? null : progress.phase())
                .put("scanned", progress.scanned())
                .put("posted", progress.posted());
        ObjectNode notes = view.putObject("notes");
        // A running job notes its own state, which callers need not see.
        if (progress.isOver()) {
            progress.notes().forEach(notes::put);
        }
        return view.put("finishedAt", seen.job().finishedAt().map(Times::text).orElse(null));
    }
}
