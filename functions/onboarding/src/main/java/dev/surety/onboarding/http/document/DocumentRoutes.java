package dev.surety.onboarding.http.document;

import static dev.surety.model.refusal.CommonReason.DIGEST_MISMATCH;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.model.refusal.CommonReason.NOT_FOUND;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.UPLOAD_MISSING;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.document.AnnounceDocument.AnnounceRequest;
import dev.surety.onboarding.app.document.AnnounceDocument;
import dev.surety.onboarding.app.document.DecideDocument;
import dev.surety.onboarding.app.document.DocumentFiles;
import dev.surety.onboarding.app.document.Documents;
import dev.surety.onboarding.app.document.ReadDocuments;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.onboarding.http.document.DocumentRequests.Accepting;
import dev.surety.onboarding.http.document.DocumentRequests.Listed;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The routes of a participant's documents. The participant hands them in; only a person with the right to decide is
 * ever given a file, and that is an entry.
 */
public final class DocumentRoutes {
    private static final String PATH = "/v1/participants/{id}/documents";
    private static final String ONE = PATH + "/{d}";
    private static final Set<String> READ = Set.of("participants:read");
    private static final Set<String> WRITE = Set.of("participants:write");
    private static final Set<String> DECIDE = Set.of("participants:decide");

    private final AnnounceDocument announcing;
    private final ReadDocuments reading;
    private final DecideDocument deciding;
    private final DocumentFiles files;
    private final RequestKeys keys;
    private final Cursors cursors;

    public DocumentRoutes(
            AnnounceDocument announcing,
            ReadDocuments reading,
            DecideDocument deciding,
            DocumentFiles files,
            RequestKeys keys,
            Cursors cursors) {
        this.announcing = announcing;
        this.reading = reading;
        this.deciding = deciding;
        this.files = files;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads(PATH, READ, PARTICIPANTS_TOO, DocumentRequests::list, this::list),
                Route.reads(ONE, READ, PARTICIPANTS_TOO, Request::plain, this::get),
                Route.changes("POST", PATH, WRITE, PARTICIPANTS_TOO, DocumentRequests::announce, this::announce)
                        .refuses(NOT_FOUND, INVALID, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED),
                decision("/open", DocumentRequests::command, this::open),
                decision("/accept", DocumentRequests::accept, this::accept).refuses(INVALID),
                decision("/reject", DocumentRequests::reject, this::reject));
    }

    private static <C> Route<?> decision(
            String verb,
            Function<Request, Parsed<C>> parse,
            BiFunction<C, Request, Response> run) {
        return Route.changes("POST", ONE + verb, DECIDE, MARKETPLACE_ONLY, parse, run)
                .refuses(NOT_FOUND, FORBIDDEN, DIGEST_MISMATCH, TRANSITION_NOT_ALLOWED, UPLOAD_MISSING)
                .verified();
    }

    private static boolean isAbsent(Request request) {
        String id = request.parameter("id");
        boolean isOwn = !request.caller().isParticipant() || request.caller().id().equals(id);
        return !isOwn || !Id.isWellFormed(ParticipantId.PREFIX, id);
    }

    private Response announce(AnnounceRequest asked, Request request) {
        if (isAbsent(request)) {
            return Response.notFound();
        }
        return announcing
                .announce(CommandEnvelope.of(request, keys, Optional.empty()), request.parameter("id"), asked)
                .answer(entry -> {
                    ObjectNode view = DocumentView.of(entry);
                    files.upload(entry.chain(), Documents.from(entry))
                            .ifPresent(link -> view.set("upload", DocumentView.upload(link)));
                    return Response.of(201, view).version(entry.number());
                });
    }

    private Response list(Listed asked, Request request) {
        Caller caller = request.caller();
        String participant = request.parameter("id");
        String filters = PATH + " " + participant;
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        if (isAbsent(request)) {
            return Response.notFound();
        }
        return reading.page(caller.marketplace(), participant, asked.limit(), from)
                .<Response>map(page -> Response.ok(listed(page, caller, filters)))
                .orElseGet(Response::notFound);
    }

    private ObjectNode listed(ReadDocuments.Page page, Caller caller, String filters) {
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        page.found().forEach(entry -> data.add(DocumentView.of(entry)));
        return body.put(
                "nextCursor",
                page.next().map(place -> cursors.of(caller, filters, place)).orElse(null));
    }

    private Response get(Request asked, Request request) {
        Caller caller = request.caller();
        Optional<Entry> found = isAbsent(request)
                ? Optional.empty()
                : reading.find(caller.marketplace(), request.parameter("id"), request.parameter("d"));
        return found.<Response>map(entry -> {
                    ObjectNode view = DocumentView.of(entry);
                    if (!caller.isParticipant()) {
                        view.put("sharedWith", reading.sharedWith(entry));
                    }
                    return Response.ok(view).version(entry.number());
                })
                .orElseGet(Response::notFound);
    }

    /** One use case of a person who decides. */
    private interface Use {
        Outcome<Entry> run(CommandEnvelope envelope, String participant, String document);
    }

    private Response open(Request asked, Request request) {
        return decide(request, deciding::open, entry -> {
            ObjectNode view = DocumentView.of(entry);
            view.set("link", DocumentView.download(files.download(entry.chain(), Documents.from(entry))));
            return view;
        });
    }

    private Response accept(Accepting asked, Request request) {
        return decide(
                request,
                (envelope, id, document) -> deciding.accept(envelope, id, document, asked.validUntil()),
                DocumentView::of);
    }

    private Response reject(ProofError asked, Request request) {
        return decide(
                request, (envelope, id, document) -> deciding.reject(envelope, id, document, asked), DocumentView::of);
    }

    private Response decide(Request request, Use use, Function<Entry, ObjectNode> view) {
        if (request.caller().kind() != Caller.Kind.STAFF) {
            return Response.refuse(FORBIDDEN.with("Only a token with a person opens or decides a document."));
        }
        return use.run(
                        CommandEnvelope.of(request, keys, Optional.empty()),
                        request.parameter("id"),
                        request.parameter("d"))
                .answer(entry -> Response.ok(view.apply(entry)).version(entry.number()));
    }
}
