package dev.surety.onboarding.http.imports;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.MALFORMED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.imports.AnnounceImport;
import dev.surety.onboarding.app.imports.ImportFiles;
import dev.surety.onboarding.app.imports.Imports;
import dev.surety.onboarding.app.imports.ReadImports;
import dev.surety.onboarding.domain.imports.ParticipantImport;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.tokens.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which a marketplace brings the participants that it has already. */
public final class ImportRoutes {
    private static final String PATH = "/v1/imports";
    private static final String ERRORS = PATH + "/{id}/errors";
    private static final Set<String> READ = Set.of("participants:read");
    private static final Set<String> WRITE = Set.of("participants:write");
    private static final int LONGEST_CURSOR = 1024;
    private static final int HASH = 64;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    private final AnnounceImport announcing;
    private final ReadImports reading;
    private final ImportFiles files;
    private final RequestKeys keys;
    private final Cursors cursors;

    public ImportRoutes(
            AnnounceImport announcing, ReadImports reading, ImportFiles files, RequestKeys keys, Cursors cursors) {
        this.announcing = announcing;
        this.reading = reading;
        this.files = files;
        this.keys = keys;
        this.cursors = cursors;
    }

    private record Listed(int limit, Optional<String> cursor) {}

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", PATH, WRITE, MARKETPLACE_ONLY, ImportRoutes::announced, this::announce)
                        .refuses(INVALID),
                Route.reads(PATH, READ, MARKETPLACE_ONLY, ImportRoutes::listed, this::list),
                Route.reads(PATH + "/{id}", READ, MARKETPLACE_ONLY, Request::plain, this::get),
                Route.reads(ERRORS, READ, MARKETPLACE_ONLY, ImportRoutes::listed, this::errors));
    }

    private static Parsed<AnnouncedFile> announced(Request request) {
        Fields body = request.fields();
        Optional<AnnouncedFile> file = body.object("file").flatMap(ImportRoutes::file);
        return body.build(file::orElseThrow);
    }

    private static Optional<AnnouncedFile> file(Fields of) {
        Optional<FileType> type =
                of.choice("contentType", Set.of(FileType.CSV.contentType())).flatMap(FileType::find);
        Optional<Long> bytes = of.integer("bytes", 1, ParticipantImport.MOST_BYTES);
        Optional<String> sha256 = of.text("sha256", HASH, HASH);
        if (sha256.filter(hash -> !HEX.matcher(hash).matches()).isPresent()) {
            of.wrong("sha256", "format");
        }
        of.finish();
        return type.flatMap(known -> bytes.flatMap(
                length -> sha256.map(hash -> new AnnouncedFile(known, length, hash))));
    }

    private static Parsed<Listed> listed(Request request) {
        QueryFields query = request.queryFields();
        int limit = query.limit();
        Optional<String> cursor = query.text("cursor", LONGEST_CURSOR);
        return query.build(() -> new Listed(limit, cursor));
    }

    private Response announce(AnnouncedFile asked, Request request) {
        return announcing
                .announce(CommandEnvelope.of(request, keys, Optional.empty()), asked)
                .answer(entry -> {
                    ObjectNode view = ImportView.of(entry);
                    files.upload(entry.chain(), Imports.from(entry))
                            .ifPresent(link -> view.set("upload", ImportView.upload(link)));
                    return Response.of(201, view).version(entry.number());
                });
    }

    private Optional<Entry> find(Request request) {
        return reading.find(request.caller().marketplace(), request.parameter("id"));
    }

    private Response get(Request asked, Request request) {
        return find(request)
                .<Response>map(entry -> Response.ok(ImportView.of(entry)).version(entry.number()))
                .orElseGet(Response::notFound);
    }

    private Response list(Listed asked, Request request) {
        return paged(
                asked,
                request,
                PATH,
                from -> Optional.of(reading.page(request.caller().marketplace(), asked.limit(), from)),
                ImportView::of);
    }

    private Response errors(Listed asked, Request request) {
        return paged(
                asked,
                request,
                ERRORS + " " + request.parameter("id"),
                from -> find(request).map(entry -> reading.errors(entry, asked.limit(), from)),
                ImportView::of);
    }

    /** A bad cursor is refused before the import is looked for. */
    private <T> Response paged(
            Listed asked,
            Request request,
            String filters,
            Function<Optional<String>, Optional<ReadImports.Page<T>>> read,
            Function<T, ObjectNode> view) {
        Caller caller = request.caller();
        Optional<String> from = asked.cursor().flatMap(cursor -> cursors.parse(caller, filters, cursor));
        if (asked.cursor().isPresent() && from.isEmpty()) {
            return Response.refuse(Refusal.of(MALFORMED, List.of(new FieldError("cursor", "format"))));
        }
        return read.apply(from)
                .<Response>map(page -> {
                    ObjectNode body = Json.object();
                    var data = body.putArray("data");
                    page.found().forEach(each -> data.add(view.apply(each)));
                    return Response.ok(body.put(
                            "nextCursor",
                            page.next().map(place -> cursors.of(caller, filters, place)).orElse(null)));
                })
                .orElseGet(Response::notFound);
    }
}
