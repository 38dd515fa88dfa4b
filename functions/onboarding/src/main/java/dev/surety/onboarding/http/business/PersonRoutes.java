package dev.surety.onboarding.http.business;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.business.ChangePersons.AddRequest;
import dev.surety.onboarding.app.business.ChangePersons.ChangeRequest;
import dev.surety.onboarding.app.business.ChangePersons;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.onboarding.http.business.PersonRequests.Meant;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes of a business's persons, and of what it declares about its owners. */
public final class PersonRoutes {
    private static final String PATH = "/v1/participants/{id}/persons";
    private static final String ONE = PATH + "/{p}";
    private static final Set<String> READ = Set.of("participants:read");
    private static final Set<String> WRITE = Set.of("participants:write");

    private final Journal journal;
    private final ChangePersons changing;
    private final ScreenParticipants screening;
    private final RequestKeys keys;
    private final PersonView views;

    public PersonRoutes(
            Journal journal, Vault vault, ChangePersons changing, ScreenParticipants screening, RequestKeys keys) {
        this.journal = journal;
        this.changing = changing;
        this.screening = screening;
        this.keys = keys;
        this.views = new PersonView(vault);
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", PATH, WRITE, PARTICIPANTS_TOO, PersonRequests::add, this::add)
                        .refuses(VERSION_CONFLICT, INVALID, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED),
                Route.reads(PATH, READ, PARTICIPANTS_TOO, Request::plain, this::list),
                Route.reads(ONE, READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.changes("PATCH", ONE, WRITE, PARTICIPANTS_TOO, PersonRequests::change, this::change)
                        .refuses(VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED),
                Route.changes("DELETE", ONE, WRITE, PARTICIPANTS_TOO, PersonRequests::remove, this::remove)
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED),
                Route.changes(
                                "PUT",
                                "/v1/participants/{id}/declarations",
                                WRITE,
                                PARTICIPANTS_TOO,
                                PersonRequests::declare,
                                this::declare)
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED));
    }

    private static boolean isVisible(Request request) {
        Caller caller = request.caller();
        String id = request.parameter("id");
        return Id.isWellFormed(ParticipantId.PREFIX, id)
                && (!caller.isParticipant() || caller.id().equals(id));
    }

    private Optional<Participant> found(Request request) {
        return isVisible(request)
                ? Participant.find(
                        journal,
                        CreateParticipant.chain(request.caller().marketplace(), request.parameter("id")))
                : Optional.empty();
    }

    private Response list(Request asked, Request request) {
        return found(request)
                .<Response>map(of -> Response.ok(views.all(of)).version(of.entry().number()))
                .orElseGet(Response::notFound);
    }

    private Response get(Request asked, Request request) {
        return found(request)
                .flatMap(of -> of.state()
                        .ofBusiness()
                        .find(request.parameter("p"))
                        .<Response>map(person ->
                                Response.ok(views.of(of, person)).version(of.entry().number())))
                .orElseGet(Response::notFound);
    }

    private Response add(Meant<AddRequest> asked, Request request) {
        return answer(asked, request, changing::add, entry -> Response.of(201, changed(entry)));
    }

    private Response change(Meant<ChangeRequest> asked, Request request) {
        return answer(asked, request, changing::change, entry -> Response.ok(changed(entry)));
    }

    private Response remove(Meant<String> asked, Request request) {
        return answer(
                asked, request, changing::remove, entry -> Response.ok(views.all(Participant.of(journal, entry))));
    }

    private Response declare(Meant<Boolean> asked, Request request) {
        return answer(asked, request, changing::declare, entry -> Response.ok(PersonView.of(
                Participant.of(journal, entry).state().ofBusiness().declaration().orElseThrow())));
    }

    /** One use case: it answers with the entry that it appended. */
    private interface Use<C> {
        Outcome<Entry> run(CommandEnvelope envelope, String participant, C command);
    }

    private <C> Response answer(
            Meant<C> asked, Request request, Use<C> use, Function<Entry, Response.Said> view) {
        if (!isVisible(request)) {
            return Response.notFound();
        }
        Outcome<Entry> outcome = use.run(
                CommandEnvelope.of(request, keys, asked.ifMatch()), request.parameter("id"), asked.command());
        // If this fails, the answer is an outage, the entry is there, and a timer compares the names.
        if (outcome instanceof Outcome.Done<Entry>(var done, _)) {
            screening.lookAfter(done);
        }
        return outcome.answer(entry -> view.apply(entry).version(entry.number()));
    }

    /** The person as the entry left it, so that a replay has the same bytes. */
    private ObjectNode changed(Entry entry) {
        Participant participant = Participant.of(journal, entry);
        Person person = participant
                .state()
                .ofBusiness()
                .find(Json.object(entry.data()).path("person").stringValue())
                .orElseThrow();
        return views.of(participant, person);
    }
}
