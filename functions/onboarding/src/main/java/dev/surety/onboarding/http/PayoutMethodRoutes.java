package dev.surety.onboarding.http;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.method.AddPayoutMethod.AddRequest;
import dev.surety.onboarding.app.method.AddPayoutMethod;
import dev.surety.onboarding.app.method.ChangePayoutMethod;
import dev.surety.onboarding.app.method.PayeeAccounts;
import dev.surety.onboarding.app.method.WatchPayoutMethods;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.domain.method.PayoutMethod;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The routes of payout methods. Each change of them decides where money goes, so the token is verified once more. */
public final class PayoutMethodRoutes {
    private static final String PATH = "/v1/participants/{id}/payout-methods";
    private static final String METHOD = "m";
    private static final Set<String> READ = Set.of("participants:read");
    private static final Set<String> WRITE = Set.of("participants:write");
    private static final Set<String> WRITE_OR_DECIDE = Set.of("participants:write", "participants:decide");

    private final Journal journal;
    private final Vault vault;
    private final PayeeAccounts accounts;
    private final AddPayoutMethod adding;
    private final ChangePayoutMethod changing;
    private final WatchPayoutMethods watching;
    private final ScreenParticipants screening;
    private final RequestKeys keys;

    public PayoutMethodRoutes(
            Journal journal,
            Vault vault,
            PayeeAccounts accounts,
            AddPayoutMethod adding,
            ChangePayoutMethod changing,
            WatchPayoutMethods watching,
            ScreenParticipants screening,
            RequestKeys keys) {
        this.journal = journal;
        this.vault = vault;
        this.accounts = accounts;
        this.adding = adding;
        this.changing = changing;
        this.watching = watching;
        this.screening = screening;
        this.keys = keys;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", PATH, WRITE, PARTICIPANTS_TOO, PayoutMethodRequests::add, this::add)
                        .refuses(INVALID, LIMIT_EXCEEDED)
                        .verified(),
                Route.reads(PATH, READ, PARTICIPANTS_TOO, Request::plain, this::list),
                Route.reads(PATH + "/{m}", READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.changes(
                                "POST",
                                PATH + "/{m}/disable",
                                WRITE,
                                PARTICIPANTS_TOO,
                                PayoutMethodRequests::command,
                                this::disable)
                        .refuses(TRANSITION_NOT_ALLOWED)
                        .verified(),
                Route.changes(
                                "POST",
                                PATH + "/{m}/default",
                                WRITE_OR_DECIDE,
                                PARTICIPANTS_TOO,
                                PayoutMethodRequests::command,
                                this::makeDefault)
                        .refuses(LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED)
                        .verified());
    }

    private Response add(AddRequest wanted, Request request) {
        if (!isVisible(request)) {
            return Response.notFound();
        }
        Outcome<Entry> added = adding.add(envelope(request), request.parameter("id"), wanted);
        // If this fails, the answer is an outage, the method is there, and a timer asks the bank and the lists.
        if (added instanceof Outcome.Done<Entry>(var entry, _)) {
            watching.look(entry.chain());
            screening.lookAfter(entry);
        }
        return added.answer(entry -> Response.of(201, asAnswered(request.caller(), entry)));
    }

    private Response disable(Request asked, Request request) {
        return isVisible(request)
                ? changing.disable(envelope(request), request.parameter("id"), request.parameter(METHOD))
                        .answer(entry -> Response.ok(asAnswered(request.caller(), entry)))
                : Response.notFound();
    }

    private Response makeDefault(Request asked, Request request) {
        return isVisible(request)
                ? changing.makeDefault(envelope(request), request.parameter("id"), request.parameter(METHOD))
                        .answer(entry -> Response.ok(asAnswered(request.caller(), entry)))
                : Response.notFound();
    }

    private Response list(Request asked, Request request) {
        return found(request)
                .<Response>map(participant -> {
                    ObjectNode body = Json.object();
                    var data = body.putArray("data");
                    views(request.caller(), participant, participant.state().methods().list()).forEach(data::add);
                    return Response.ok(body.putNull("nextCursor"));
                })
                .orElseGet(Response::notFound);
    }

    private Response get(Request asked, Request request) {
        return found(request)
                .flatMap(participant -> participant
                        .state()
                        .methods()
                        .find(request.parameter(METHOD))
                        .map(method -> views(request.caller(), participant, List.of(method)).getFirst()))
                .<Response>map(Response::ok)
                .orElseGet(Response::notFound);
    }

    private CommandEnvelope envelope(Request request) {
        return CommandEnvelope.of(request, keys, Optional.empty());
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

    private List<ObjectNode> views(Caller caller, Participant participant, List<PayoutMethod> methods) {
        var chain = participant.entry().chain();
        Map<String, ObjectNode> words = vault.findAll(
                chain, methods.stream().map(PayoutMethod::words).collect(Collectors.toSet()));
        return methods.stream()
                .map(method -> PayoutMethodView.of(
                        participant.state().methods(),
                        method,
                        account(Optional.ofNullable(words.get(method.words()))),
                        caller.isParticipant()
                                ? Optional.empty()
                                : Optional.of(accounts.others(
                                        chain.marketplace(), method.fingerprint(), chain.id()))))
                .toList();
    }

    /** The method as the entry left it, with the sharing that the entry noted, so that a replay has the same bytes. */
    private ObjectNode asAnswered(Caller caller, Entry entry) {
        Participant participant = Participant.of(journal, entry);
        ObjectNode event = Json.object(entry.data());
        PayoutMethod method = participant
                .state()
                .methods()
                .find(event.path("method").stringValue())
                .orElseThrow();
        return PayoutMethodView.of(
                participant.state().methods(),
                method,
                account(vault.find(entry.chain(), method.words())),
                caller.isParticipant()
                        ? Optional.empty()
                        : Optional.of(event.path("sharedWith").intValue()));
    }

    private static Optional<PayeeAccount> account(Optional<ObjectNode> words) {
        return words.map(of -> Json.read(of, PayeeAccount.class));
    }
}
