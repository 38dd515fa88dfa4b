package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.APPROVAL_EXPIRED;
import static dev.surety.model.refusal.CommonReason.APPROVER_COUNTED;
import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.FUNDING_SHORT;
import static dev.surety.model.refusal.CommonReason.HASH_MISMATCH;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.NO_ELIGIBLE_APPROVER;
import static dev.surety.model.refusal.CommonReason.PAUSED;
import static dev.surety.model.refusal.CommonReason.PLAN_STALE;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.model.refusal.CommonReason.WARNINGS_UNSEEN;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.plan.PlanFile;
import dev.surety.payouts.app.run.CreateRun;
import dev.surety.payouts.app.run.ReadPlan;
import dev.surety.payouts.app.run.Reconciled;
import dev.surety.payouts.app.run.RunChain;
import dev.surety.payouts.app.run.RunChains;
import dev.surety.payouts.app.run.Runs;
import dev.surety.payouts.domain.run.RunCommand;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.payouts.http.RunRequests.Listed;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes of payout runs. */
public final class RunRoutes {
    private static final Set<String> PLAN = Set.of("payouts:plan");
    private static final Set<String> READ = Set.of("payouts:read");
    private static final Set<String> APPROVE = Set.of("payouts:approve");
    private static final Set<String> EITHER = Set.of("payouts:plan", "payouts:approve");
    private static final String PATH = "/v1/payout-runs";

    private final Runs runs;
    private final Reconciled reconciled;
    private final Vault vault;
    private final RequestKeys keys;
    private final Cursors cursors;
    private final Pages pages;

    public RunRoutes(Runs runs, Reconciled reconciled, Vault vault, RequestKeys keys, Cursors cursors) {
        this.runs = runs;
        this.reconciled = reconciled;
        this.vault = vault;
        this.keys = keys;
        this.cursors = cursors;
        this.pages = new Pages(cursors);
    }

    public List<Route<?>> table() {
        String one = PATH + "/{id}";
        return List.of(
                changes(PATH, PLAN, RunRequests::plan, this::plan).refuses(INVALID),
                Route.reads(PATH, READ, MARKETPLACE_ONLY, RunRequests::list, this::list),
                Route.reads(one, READ, MARKETPLACE_ONLY, Request::plain, this::get),
                Route.reads(one + "/items", READ, MARKETPLACE_ONLY, RunRequests::list, this::items),
                Route.reads(one + "/exclusions", READ, MARKETPLACE_ONLY, RunRequests::list, this::exclusions),
                Route.reads(one + "/plan", READ, MARKETPLACE_ONLY, RunRequests::file, this::file)
                        .refuses(TRANSITION_NOT_ALLOWED),
                changes(one + "/submit", PLAN, RunRequests::submit, this::submit)
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, NO_ELIGIBLE_APPROVER, PLAN_STALE),
                changes(one + "/approve", APPROVE, RunRequests::approve, this::approve)
                        .verified()
                        .refuses(
                                FORBIDDEN,
                                VERSION_CONFLICT,
                                PAUSED,
                                TRANSITION_NOT_ALLOWED,
                                PLAN_STALE,
                                HASH_MISMATCH,
                                APPROVER_IS_MAKER,
                                APPROVER_COUNTED,
                                APPROVAL_EXPIRED,
                                WARNINGS_UNSEEN,
                                FUNDING_SHORT),
                changes(one + "/reject", APPROVE, RunRequests::withReason, this::reject)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED),
                changes(one + "/abort", EITHER, RunRequests::withReason, this::abort)
                        .verified()
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED),
                changes(one + "/take-out", EITHER, RunRequests::takeOut, this::takeOut)
                        .verified()
                        .refuses(VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED));
    }

    private static <C> Route<C> changes(
            String path,
            Set<String> scopes,
            Function<Request, Parsed<C>> parse,
            BiFunction<C, Request, Response> run) {
        return Route.changes("POST", path, scopes, MARKETPLACE_ONLY, parse, run);
    }

    private Response plan(RunRequests.Planned asked, Request request) {
        CommandEnvelope envelope = CommandEnvelope.of(request, keys, Optional.empty());
        ChainId chain = RunChains.chain(request.caller().marketplace(), CreateRun.id(envelope));
        Outcome<RunChain> outcome =
                runs.creating().create(envelope.noting(() -> kept(chain, asked.words())), asked.plan());
        return outcome.answer(run -> Response.of(202, answered(run)).version(run.version()));
    }

    private Optional<String> kept(ChainId chain, ObjectNode words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(vault.keep(chain, words));
    }

    /** The answer to a command, which a replay repeats byte for byte. */
    private static ObjectNode answered(RunChain run) {
        return RunView.of(run, ReadPlan.told(run), Reconciled.told(run));
    }

    private ObjectNode listed(RunChain run) {
        return RunView.of(run, runs.reading().progress(run), Reconciled.told(run));
    }

    private Response list(Listed asked, Request request) {
        return pages.page(
                asked,
                request,
                "payout-runs",
                from -> Optional.of(runs.chains().list(request.caller().marketplace(), asked.limit(), from)),
                found -> runs.chains().find(found.chain()).map(this::listed));
    }

    private Response get(Request asked, Request request) {
        return one(request, run -> {
            ObjectNode view = RunView.of(run, runs.reading().progress(run), reconciled.find(run));
            return Response.ok(view).version(run.version());
        });
    }

    private Response one(Request request, Function<RunChain, Response> answer) {
        return id(request)
                .flatMap(id -> runs.chains().find(request.caller().marketplace(), id))
                .map(answer)
                .orElseGet(Response::notFound);
    }

    private static Optional<RunId> id(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(RunId.PREFIX, id) ? Optional.of(new RunId(id)) : Optional.empty();
    }

    private Response items(Listed asked, Request request) {
        return from(asked.cursor(), request, from -> one(request, run -> rows(run, true, asked, from, request)));
    }

    private Response exclusions(Listed asked, Request request) {
        return from(asked.cursor(), request, from -> one(request, run -> rows(run, false, asked, from, request)));
    }

    /** The place that a cursor names. A cursor that cannot be read is refused before we look for the run. */
    private Response from(Optional<String> cursor, Request request, Function<Optional<String>, Response> answer) {
        Optional<String> place = cursor.flatMap(of -> cursors.parse(request.caller(), request.path(), of));
        return cursor.isPresent() && place.isEmpty() ? Pages.badCursor() : answer.apply(place);
    }

    private Response rows(RunChain run, boolean items, Listed asked, Optional<String> from, Request request) {
        String filters = request.path();
        ReadPlan.Page page = runs.reading().rows(run, items, asked.limit(), from);
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        ChainId chain = run.chain().id();
        Optional<String> note = items ? Optional.empty() : run.chain().first().note();
        Optional<ObjectNode> reasons = note.flatMap(of -> vault.find(chain, of));
        page.rows().forEach(row -> {
            reasons.flatMap(of -> of.path(row.path("payee").asString("")).asStringOpt())
                    .ifPresent(reason -> row.put("words", reason));
            data.add(row);
        });
        return Response.ok(body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(request.caller(), filters, place)).orElse(null)));
    }

    private Response file(Optional<String> cursor, Request request) {
        return from(cursor, request, from -> one(request, run -> {
            Optional<RunEvent.Planned> plan = run.run().plan();
            if (plan.isEmpty()) {
                return Response.refuse(TRANSITION_NOT_ALLOWED.with("The run has no plan yet."));
            }
            String filters = request.path();
            ReadPlan.Part part = runs.reading().file(run, plan.get(), from);
            List<String> lines = new ArrayList<>(part.lines());
            part.next().ifPresent(next ->
                    lines.add(PlanFile.line(PlanFile.MORE, cursors.of(request.caller(), filters, next))));
            return new Response.Document("text/plain; charset=utf-8", String.join("\n", lines) + "\n");
        }));
    }

    private Response submit(RunRequests.Submit asked, Request request) {
        return decided(request, asked.ifMatch(), Json.object(), new RunCommand.Submit(person(request)));
    }

    private Response approve(RunRequests.Approve asked, Request request) {
        var command = new RunCommand.Approve(person(request), asked.hash(), asked.seen(), asked.evenIfShort());
        return decided(request, asked.ifMatch(), Json.object(), command);
    }

    private Response reject(RunRequests.WithReason asked, Request request) {
        return decided(request, asked.ifMatch(), asked.words(), new RunCommand.Reject(person(request)));
    }

    private Response abort(RunRequests.WithReason asked, Request request) {
        return decided(request, asked.ifMatch(), asked.words(), new RunCommand.Abort(person(request)));
    }

    private Response decided(
            Request request, Optional<Integer> ifMatch, ObjectNode words, RunCommand command) {
        return commanded(request, ifMatch, words, (envelope, id) -> runs.deciding().decide(envelope, id, command));
    }

    private Response takeOut(RunRequests.TakeOut asked, Request request) {
        return commanded(request, asked.ifMatch(), asked.words(), (envelope, id) -> runs.deciding()
                .takeOut(envelope, id, asked.payout()));
    }

    private Response commanded(
            Request request,
            Optional<Integer> ifMatch,
            ObjectNode words,
            BiFunction<CommandEnvelope, RunId, Outcome<RunChain>> run) {
        Optional<RunId> id = id(request);
        if (id.isEmpty()) {
            return Response.notFound();
        }
        ChainId chain = RunChains.chain(request.caller().marketplace(), id.get());
        CommandEnvelope envelope =
                CommandEnvelope.of(request, keys, ifMatch).noting(() -> kept(chain, words));
        return run.apply(envelope, id.get())
                .answer(after -> Response.ok(answered(after)).version(after.version()));
    }

    /** As approvals count people: a person's name in the token, else who the token says the caller is. */
    private static String person(Request request) {
        Caller caller = request.caller();
        return caller.kind() == Caller.Kind.STAFF ? caller.id() : caller.principal();
    }
}
