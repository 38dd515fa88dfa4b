package dev.surety.onboarding.http.export;

import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.NOT_FOUND;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.PARTICIPANTS_TOO;

import dev.surety.files.StoredFiles;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.export.Exports;
import dev.surety.onboarding.app.export.GiveExport;
import dev.surety.onboarding.app.export.RequestExport;
import dev.surety.onboarding.domain.export.Export;
import dev.surety.runtime.command.CommandEnvelope;
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

/** The routes of exports: a participant asks for its data, and comes back for the file. */
public final class ExportRoutes {
    private static final String PATH = "/v1/participants/{id}/exports";
    private static final Set<String> WRITE = Set.of("participants:write");

    private final RequestExport requesting;
    private final GiveExport giving;
    private final RequestKeys keys;

    public ExportRoutes(RequestExport requesting, GiveExport giving, RequestKeys keys) {
        this.requesting = requesting;
        this.giving = giving;
        this.keys = keys;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", PATH, WRITE, PARTICIPANTS_TOO, ExportRoutes::empty, this::request)
                        .refuses(NOT_FOUND, LIMIT_EXCEEDED, TRANSITION_NOT_ALLOWED),
                // A look gives a link to all data of a person, so the right to read participants is not enough.
                Route.reads(PATH + "/{x}", WRITE, PARTICIPANTS_TOO, Request::plain, this::get));
    }

    private static Parsed<Request> empty(Request request) {
        return request.optionalFields().build(() -> request);
    }

    private static boolean isAbsent(Request request) {
        String id = request.parameter("id");
        boolean isOwn = !request.caller().isParticipant() || request.caller().id().equals(id);
        return !isOwn || !Id.isWellFormed(ParticipantId.PREFIX, id);
    }

    private Response request(Request asked, Request request) {
        return isAbsent(request)
                ? Response.notFound()
                : requesting
                        .request(CommandEnvelope.of(request, keys, Optional.empty()), request.parameter("id"))
                        .answer(entry -> Response.of(202, view(entry, Optional.empty())).version(entry.number()));
    }

    private Response get(Request asked, Request request) {
        return isAbsent(request)
                ? Response.notFound()
                : giving.find(request.caller(), request.parameter("id"), request.parameter("x"))
                        .<Response>map(given -> Response.ok(view(given.entry(), given.link()))
                                .version(given.entry().number()))
                        .orElseGet(Response::notFound);
    }

    private static ObjectNode view(Entry entry, Optional<StoredFiles.Link> link) {
        Export export = Exports.from(entry);
        ObjectNode view = Json.object()
                .put("id", entry.chain().id())
                .put("participant", export.participant())
                .put("state", export.state().code())
                .put("requestedAt", Times.text(export.requestedAt()))
                .put("failure", export.failure().orElse(null));
        export.file().ifPresentOrElse(file -> file(view.putObject("file"), file), () -> view.putNull("file"));
        link.ifPresentOrElse(
                of -> view.putObject("link").put("url", of.url()).put("expiresAt", Times.text(of.expiresAt())),
                () -> view.putNull("link"));
        return view.put("version", entry.number());
    }

    private static void file(ObjectNode shown, Export.File file) {
        shown.put("bytes", file.bytes())
                .put("sha256", file.sha256())
                .put("entry", file.entry())
                .put("expiresAt", Times.text(file.expiresAt()));
        shown.putObject("key")
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", file.key())
                .put("kid", file.keyId());
    }
}
