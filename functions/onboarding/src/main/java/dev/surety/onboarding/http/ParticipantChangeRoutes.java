package dev.surety.onboarding.http;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.ChangeParticipant.CapabilityRequest;
import dev.surety.onboarding.app.ChangeParticipant.DecisionRequest;
import dev.surety.onboarding.app.ChangeParticipant.TermsRequest;
import dev.surety.onboarding.app.ChangeParticipant;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.domain.Capability;
import dev.surety.onboarding.domain.Decision.Kind;
import dev.surety.onboarding.http.ParticipantChangeRequests.Meant;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes that change a participant, by the participant, its marketplace, or the marketplace's staff. */
public final class ParticipantChangeRoutes {
    private static final String PATH = "/v1/participants/{id}";
    private static final Set<String> WRITE = Set.of("participants:write");
    private static final Set<String> DECIDE = Set.of("participants:decide");

    private final Journal journal;
    private final Vault vault;
    private final ChangeParticipant changing;
    private final ScreenParticipants screening;
    private final RequestKeys keys;

    public ParticipantChangeRoutes(
            Journal journal, Vault vault, ChangeParticipant changing, ScreenParticipants screening, RequestKeys keys) {
        this.journal = journal;
        this.vault = vault;
        this.changing = changing;
        this.screening = screening;
        this.keys = keys;
    }

    /** One use case: it answers with the entry that it appended. */
    private interface Use<C> {
        Outcome<Entry> run(CommandEnvelope envelope, String participant, C command);
    }

    public List<Route<?>> table() {
        return List.of(
                route("PATCH", PATH, PARTICIPANTS_TOO, ParticipantChangeRequests::update, this::update),
                route(
                        "POST",
                        PATH + "/terms-acceptances",
                        PARTICIPANTS_TOO,
                        ParticipantChangeRequests::terms,
                        this::acceptTerms),
                Route.changes(
                                "PUT",
                                PATH + "/capabilities/{capability}",
                                WRITE,
                                MARKETPLACE_ONLY,
                                ParticipantChangeRequests::capability,
                                this::change)
                        .refuses(VERSION_CONFLICT),
                decision("/suspend", ParticipantChangeRequests.decision(Kind.SUSPENDED), this::decide),
                decision("/restrict", ParticipantChangeRequests.decision(Kind.RESTRICTED), this::decide),
                decision("/reject", ParticipantChangeRequests.decision(Kind.REJECTED), this::decide),
                decision("/block", ParticipantChangeRequests.decision(Kind.BLOCKED), this::decide),
                decision(
                        "/reinstate",
                        ParticipantChangeRequests::reinstate,
                        this::reinstate),
                decision("/unblock", ParticipantChangeRequests::unblock, this::unblock));
    }

    private static <C> Route<?> route(
            String method,
            String path,
            Route.People people,
            Function<Request, Parsed<Meant<C>>> parse,
            BiFunction<Meant<C>, Request, Response> run) {
        return Route.changes(method, path, WRITE, people, parse, run)
                .refuses(VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED);
    }

    private static <C> Route<?> decision(
            String verb, Function<Request, Parsed<Meant<C>>> parse, BiFunction<Meant<C>, Request, Response> run) {
        return Route.changes("POST", PATH + verb, DECIDE, MARKETPLACE_ONLY, parse, run)
                .refuses(VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED);
    }

    private Response update(Meant<ObjectNode> asked, Request request) {
        return answer(changing::update, asked, request);
    }

    private Response acceptTerms(Meant<TermsRequest> asked, Request request) {
        return answer(changing::acceptTerms, asked, request);
    }

    private Response decide(Meant<DecisionRequest> asked, Request request) {
        return answer(changing::decide, asked, request);
    }

    private Response reinstate(Meant<Boolean> asked, Request request) {
        return answer((envelope, id, _) -> changing.reinstate(envelope, id), asked, request);
    }

    private Response unblock(Meant<List<String>> asked, Request request) {
        return answer(changing::unblock, asked, request);
    }

    private Response change(Meant<CapabilityRequest> asked, Request request) {
        return Capability.ALL.contains(asked.command().name())
                ? answer(changing::change, asked, request)
                : Response.notFound();
    }

    private <C> Response answer(Use<C> use, Meant<C> asked, Request request) {
        String id = request.parameter("id");
        boolean isOwn = !request.caller().isParticipant() || request.caller().id().equals(id);
        if (!isOwn || !Id.isWellFormed(ParticipantId.PREFIX, id)) {
            return Response.notFound();
        }
        Outcome<Entry> outcome = use.run(CommandEnvelope.of(request, keys, asked.ifMatch()), id, asked.command());
        if (outcome instanceof Outcome.Done<Entry>(var done, _)) {
            screening.lookAfter(done);
        }
        return outcome.answer(entry -> Response.ok(
                                ParticipantView.asAnswered(journal, vault, entry, request.caller()))
                        .version(entry.number()));
    }
}
