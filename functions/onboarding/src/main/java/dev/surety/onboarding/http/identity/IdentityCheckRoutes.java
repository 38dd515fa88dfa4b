package dev.surety.onboarding.http.identity;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.ANYONE;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.onboarding.app.identity.StartIdentityCheck.StartRequest;
import dev.surety.onboarding.app.identity.StartIdentityCheck;
import dev.surety.onboarding.app.identity.WatchIdentityCheck;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The routes of identity checks, the page that leads to the provider's, and the provider's webhooks. The page needs no
 * token: its address is not guessable, and it leads the person to the provider and does nothing else.
 */
public final class IdentityCheckRoutes {
    private static final String PATH = "/v1/participants/{id}/identity-checks";
    private static final String PAGE = "/identity-checks/{marketplace}/{c}";
    private static final String WEBHOOKS = "/v1/identity-providers/{gateway}/{endpoint}/webhooks";
    private static final Set<String> READ = Set.of("participants:read");
    private static final Set<String> WRITE = Set.of("participants:write");

    private final Journal journal;
    private final StartIdentityCheck starting;
    private final WatchIdentityCheck watching;
    private final RequestKeys keys;
    private final IdentityCheckView views;

    public IdentityCheckRoutes(
            Journal journal,
            StartIdentityCheck starting,
            WatchIdentityCheck watching,
            RequestKeys keys,
            String publicUrl) {
        this.journal = journal;
        this.starting = starting;
        this.watching = watching;
        this.keys = keys;
        this.views = new IdentityCheckView(publicUrl);
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", PATH, WRITE, PARTICIPANTS_TOO, IdentityCheckRoutes::read, this::start)
                        .refuses(INVALID, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED),
                Route.reads(PATH + "/{c}", READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.reads(PAGE, Set.of(), ANYONE, Request::plain, this::page),
                Route.hears(WEBHOOKS, IdentityCheckRoutes::notice, this::hear));
    }

    private static Parsed<StartRequest> read(Request request) {
        Fields body = request.fields();
        Optional<String> url = body.text("returnUrl", 1, 500);
        if (url.filter(text -> !isUrl(text)).isPresent()) {
            body.wrong("returnUrl", "format");
        }
        Optional<String> person = body.has("person") ? body.id("person", Person.PREFIX) : Optional.empty();
        return body.build(() -> new StartRequest(url.orElseThrow(), person));
    }

    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            return uri.isAbsolute() && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Response start(StartRequest wanted, Request request) {
        if (!isVisible(request)) {
            return Response.notFound();
        }
        Outcome<Entry> begun =
                starting.start(CommandEnvelope.of(request, keys, Optional.empty()), request.parameter("id"), wanted);
        // If this fails, the answer is an outage, the check is there, and a timer asks the provider.
        if (begun instanceof Outcome.Done<Entry>(var entry, _)) {
            watching.begin(entry.chain());
        }
        return begun.answer(entry -> Response.of(201, views.of(answered(entry))));
    }

    /** The second entry is the provider's first answer, so that a replay has the same bytes. */
    private Entry answered(Entry intent) {
        return journal.find(intent.chain(), 2).orElse(intent);
    }

    private Response get(Request asked, Request request) {
        return isVisible(request)
                ? IdentityChecks.find(journal, request.caller().marketplace(), request.parameter("c"))
                        .filter(last -> IdentityChecks.from(last).participant().equals(request.parameter("id")))
                        .<Response>map(last -> Response.ok(views.of(last)))
                        .orElseGet(Response::notFound)
                : Response.notFound();
    }

    private static boolean isVisible(Request request) {
        Caller caller = request.caller();
        String id = request.parameter("id");
        return Id.isWellFormed(ParticipantId.PREFIX, id)
                && (!caller.isParticipant() || caller.id().equals(id));
    }

    private Response page(Request asked, Request request) {
        Optional<Entry> found = chain(request.parameter("marketplace"), request.parameter("c")).flatMap(journal::last);
        if (found.isEmpty()) {
            return page(404, "Nothing here", "No check waits at this address.");
        }
        return watching.page(found.get())
                .<Response>map(Response.SeeOther::new)
                .orElseGet(() -> page(
                        200,
                        "Nothing more to do",
                        "This check does not wait for you any more. You can close this page."));
    }

    private static Response page(int status, String title, String text) {
        return Response.Page.of(
                status, title, "<h1>" + title + "</h1>\n<p>" + text + "</p>", Optional.empty());
    }

    private static Optional<ChainId> chain(String marketplace, String id) {
        return MarketplaceId.isWellFormed(marketplace) && IdentityChecks.isId(id)
                ? Optional.of(IdentityChecks.chain(new MarketplaceId(marketplace), id))
                : Optional.empty();
    }

    /** A provider's notice has a hundred members, of which one matters: our id of the check. */
    private static Parsed<String> notice(Request request) {
        JsonNode object = request.body().orElseGet(Json::object).path("data").path("object");
        return request.queryFields().build(() -> object.path("client_reference_id").asString(""));
    }

    /** Notices about what is not ours are taken, too: a provider would send them again for days. */
    private Response hear(String check, Request request) {
        String endpoint = request.parameter("endpoint");
        boolean isOurs = chain(endpoint, check).isPresent()
                && watching.hear(new MarketplaceId(endpoint), request.parameter("gateway"), check);
        return Response.ok(Json.object().put("status", isOurs ? "followed" : "ignored"));
    }
}
