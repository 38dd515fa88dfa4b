package dev.surety.onboarding.http;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.NOT_FOUND;
import static dev.surety.model.refusal.CommonReason.TERMS_UNSAFE;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant.CreateParticipantRequest;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.FindParticipants;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.onboarding.app.References;
import dev.surety.onboarding.app.screening.ScreenParticipants;
import dev.surety.onboarding.http.ParticipantRequests.ListRequest;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.tokens.Caller;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes of settings and participants. */
public final class OnboardingRoutes {
    private static final Set<String> OPERATOR = Set.of("operator");
    private static final Set<String> READ = Set.of("participants:read");
    private static final Set<String> WRITE = Set.of("participants:write");

    private final Journal journal;
    private final References references;
    private final FindParticipants finding;
    private final PutSettings settings;
    private final CreateParticipant creating;
    private final ScreenParticipants screening;
    private final Vault vault;
    private final RequestKeys keys;
    private final Cursors cursors;

    public OnboardingRoutes(
            Journal journal,
            References references,
            FindParticipants finding,
            PutSettings settings,
            CreateParticipant creating,
            ScreenParticipants screening,
            Vault vault,
            RequestKeys keys,
            Cursors cursors) {
        this.journal = journal;
        this.references = references;
        this.finding = finding;
        this.settings = settings;
        this.creating = creating;
        this.screening = screening;
        this.vault = vault;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        String participants = "/v1/participants";
        return List.of(
                Route.reads("/v1/settings", OPERATOR, MARKETPLACE_ONLY, Request::plain, this::readSettings)
                        .refuses(NOT_FOUND),
                Route.changes("PUT", "/v1/settings", OPERATOR, MARKETPLACE_ONLY, SettingsRequests::put, this::put)
                        .refuses(VERSION_CONFLICT, INVALID, TERMS_UNSAFE),
                Route.changes(
                                "POST",
                                participants,
                                WRITE,
                                MARKETPLACE_ONLY,
                                ParticipantRequests::create,
                                this::create)
                        .refuses(INVALID),
                Route.reads(participants, READ, PARTICIPANTS_TOO, ParticipantRequests::list, this::list)
                        .refuses(CommonReason.FORBIDDEN),
                Route.reads(participants + "/{id}", READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.reads(
                        participants + "/{id}/requirements",
                        READ,
                        PARTICIPANTS_TOO,
                        Request::plain,
                        this::requirements));
    }

    private Response readSettings(Request asked, Request request) {
        return journal.last(Marketplaces.chain(request.caller().marketplace()))
                .<Response>map(entry -> Response.ok(SettingsView.of(entry)).version(entry.number()))
                .orElseGet(Response::notFound);
    }

    private Response put(PutSettings.PutSettingsRequest wanted, Request request) {
        return settings.put(CommandEnvelope.of(request, keys, wanted.ifMatch()), wanted)
                .answer(entry -> Response.ok(SettingsView.asAnswered(entry)).version(entry.number()));
    }

    private Response create(CreateParticipantRequest wanted, Request request) {
        Outcome<Entry> created =
                creating.create(CommandEnvelope.of(request, keys, Optional.empty()), wanted);
        if (created instanceof Outcome.Done<Entry>(var done, _)) {
            screening.lookAfter(done);
        }
        return created.answer(entry -> Response.of(
                        201, ParticipantView.asAnswered(journal, vault, entry, request.caller()))
                .version(entry.number()));
    }

    private Response get(Request asked, Request request) {
        return shown(request, found -> view(found, request.caller()));
    }

    private Response requirements(Request asked, Request request) {
        return shown(request, found -> {
            ObjectNode body = Json.object();
            body.set("data", ParticipantView.requirements(found.state(), request.caller()));
            return body;
        });
    }

    private Response shown(Request request, Function<Participant, ObjectNode> view) {
        String id = request.parameter("id");
        return Id.isWellFormed(ParticipantId.PREFIX, id)
                ? visible(request.caller(), id)
                        .<Response>map(found ->
                                Response.ok(view.apply(found)).version(found.entry().number()))
                        .orElseGet(Response::notFound)
                : Response.notFound();
    }

    private Response list(ListRequest asked, Request request) {
        Caller caller = request.caller();
        String filters = "participants " + asked.reference().orElseGet(() -> asked.filter().toString());
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        if (caller.isParticipant()) {
            return asked.reference()
                    .<Response>map(reference -> Response.ok(itself(caller, reference)))
                    .orElseGet(() -> Response.refuse(
                            CommonReason.FORBIDDEN.with("A participant's own token lists itself by reference only.")));
        }
        MarketplaceId marketplace = caller.marketplace();
        FindParticipants.Page page = asked.reference()
                .map(reference -> named(marketplace, reference, asked.limit(), from))
                .orElseGet(() -> finding.page(marketplace, asked.filter(), asked.limit(), from));
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        page.found().forEach(participant -> data.add(view(participant, caller)));
        return Response.ok(body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(caller, filters, place)).orElse(null)));
    }

    private FindParticipants.Page named(
            MarketplaceId marketplace, String reference, int limit, Optional<String> from) {
        References.Page page = references.page(marketplace, reference, limit, from);
        List<Participant> found = page.found().stream()
                .flatMap(hint -> Participant.find(journal, hint.chain()).stream())
                .toList();
        return new FindParticipants.Page(found, page.next());
    }

    /**
     * Lists a participant for its own token, by its id. A page of the index, or a cursor, would tell that others have
     * the same reference.
     */
    private ObjectNode itself(Caller caller, String reference) {
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        visible(caller, caller.id())
                .map(found -> view(found, caller))
                .filter(view -> view.path("reference").asString("").equals(reference))
                .ifPresent(data::add);
        return body.putNull("nextCursor");
    }

    private Optional<Participant> visible(Caller caller, String id) {
        boolean own = !caller.isParticipant() || caller.id().equals(id);
        return own
                ? Participant.find(journal, CreateParticipant.chain(caller.marketplace(), id))
                : Optional.empty();
    }

    private ObjectNode view(Participant participant, Caller caller) {
        return ParticipantView.of(participant, vault, caller);
    }
}
