package dev.surety.ledger.http;

import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.ledger.app.Jobs;
import dev.surety.ledger.app.ParkedPlaces;
import dev.surety.ledger.domain.Generations;
import dev.surety.ledger.domain.Job;
import dev.surety.ledger.domain.JobKind;
import dev.surety.ledger.domain.Progress;
import dev.surety.model.id.Id;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Answer;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What an operator may have done to the books in the background, and how far it has come. */
public final class JobRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");

    private final Jobs jobs;
    private final ParkedPlaces places;
    private final Generations generations;
    private final RequestKeys keys;

    public JobRoutes(Jobs jobs, ParkedPlaces places, Generations generations, RequestKeys keys) {
        this.jobs = jobs;
        this.places = places;
        this.generations = generations;
        this.keys = keys;
    }

    public List<Route<?>> all() {
        return List.of(
                Route.changes("POST", "/v1/ledger/republish", OPERATOR, MARKETPLACE_ONLY,
                        JobRoutes::empty, (_, request) -> start(JobKind.REPUBLISH, "", request, Optional::empty)),
                Route.changes("POST", "/v1/ledger/rebuilds", OPERATOR, MARKETPLACE_ONLY,
                        JobRoutes::empty, (_, request) -> rebuild(request)),
                Route.changes("POST", "/v1/ledger/audit-jobs", OPERATOR, MARKETPLACE_ONLY,
                        JobRoutes::empty, (_, request) -> start(JobKind.AUDIT, "", request, Optional::empty)),
                Route.changes("POST", "/v1/ledger/parked/{id}/release", OPERATOR, MARKETPLACE_ONLY,
                        JobRoutes::empty, (_, request) -> release(request)),
                Route.reads("/v1/ledger/jobs/{id}", OPERATOR, MARKETPLACE_ONLY,
                        Request::plain, (_, request) -> read(request)));
    }

    private static Parsed<Request> empty(Request request) {
        return request.optionalFields().build(() -> request);
    }

    private Answer rebuild(Request request) {
        return start(JobKind.REBUILD, "", request, () -> generations.of(request.caller().marketplace())
                .builder()
                .filter(jobs::isUnderWay)
                .map(Jobs::standsInTheWay));
    }

    private Answer release(Request request) {
        String id = request.parameter("id");
        if (!Id.isWellFormed(ParkedPlaces.PREFIX, id)) {
            return Answer.notFound();
        }
        return start(JobKind.RELEASE, id, request, () -> switch (places.of(request.caller().marketplace(), id)) {
            case OPEN -> Optional.empty();
            case CLOSED -> Optional.of(CommonReason.TRANSITION_NOT_ALLOWED.with("Nothing of this is parked."));
            case NONE -> Optional.of(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        });
    }

    private Answer start(JobKind kind, String subject, Request request, Supplier<Optional<Refusal>> objection) {
        var key = keys.of(request);
        var asked = new Jobs.Asked(
                request.caller().marketplace(),
                request.caller().actor(),
                key,
                stored -> keys.isSame(stored, key, request));
        return switch (jobs.start(kind, subject, asked, objection)) {
            case Jobs.Outcome.Refused(var refusal) -> Answer.refuse(refusal);
            case Jobs.Outcome.Stands(var job, var replayed) ->
                Answer.of(202, view(job).put("state", "queued")).replayed(replayed);
        };
    }

    private Answer read(Request request) {
        String id = request.parameter("id");
        Optional<Jobs.Seen> seen = Id.isWellFormed(Jobs.PREFIX, id)
                ? jobs.find(request.caller().marketplace(), id)
                : Optional.empty();
        return seen.<Answer>map(found -> Answer.ok(view(found))).orElseGet(Answer::notFound);
    }

    private static ObjectNode view(Job job) {
        return Json.object()
                .put("id", job.chain().id())
                .put("kind", job.kind().code())
                .put("subject", job.subject().isEmpty() ? null : job.subject())
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
        // On its way a job notes what only it needs.
        if (progress.isOver()) {
            progress.notes().forEach(notes::put);
        }
        return view.put("finishedAt", seen.job().finishedAt().map(Times::text).orElse(null));
    }
}
