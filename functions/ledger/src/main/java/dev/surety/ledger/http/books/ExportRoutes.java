package dev.surety.ledger.http.books;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;
import static dev.surety.model.refusal.CommonReason.TOO_EARLY;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.ledger.app.books.GiveBookFile;
import dev.surety.ledger.app.export.RequestExport;
import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.export.LedgerExport.Format;
import dev.surety.ledger.domain.export.LedgerExport;
import dev.surety.ledger.http.Moment;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The routes of exports for the general ledger. */
public final class ExportRoutes {
    private static final String PATH = "/v1/ledger/exports";
    private static final Set<String> READ = Set.of("ledger:read");
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
    private static final int LONGEST_MOMENT = 40;

    private final BookChains chains;
    private final RequestExport requesting;
    private final GiveBookFile giving;
    private final RequestKeys keys;
    private final Cursors cursors;

    public ExportRoutes(
            BookChains chains, RequestExport requesting, GiveBookFile giving, RequestKeys keys, Cursors cursors) {
        this.chains = chains;
        this.requesting = requesting;
        this.giving = giving;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.changes("POST", PATH, READ, MARKETPLACE_ONLY, ExportRoutes::wanted, this::request)
                        .refuses(INVALID, LIMIT_EXCEEDED, TOO_EARLY),
                Route.reads(PATH, READ, MARKETPLACE_ONLY, BookList::parse, this::list),
                Route.reads(PATH + "/{id}", READ, MARKETPLACE_ONLY, Request::plain, this::get),
                Route.changes(
                                "POST", PATH + "/{id}/download", READ, MARKETPLACE_ONLY,
                                request -> request.optionalFields().build(() -> request), this::download)
                        .refuses(TRANSITION_NOT_ALLOWED));
    }

    private record Wanted(Format format, Optional<YearMonth> month, Optional<Moment> from, Optional<Moment> until) {}

    private static Parsed<Wanted> wanted(Request request) {
        Fields body = request.fields();
        Optional<String> format = body.choice("format", Set.of("csv", "beancount"));
        Optional<String> period = body.has("period") ? body.text("period", 7, 7) : Optional.empty();
        Optional<YearMonth> month = period.flatMap(Months::parse);
        if (period.isPresent() && month.isEmpty()) {
            body.wrong("period", "format");
        }
        Optional<Moment> from = moment(body, "from");
        Optional<Moment> until = moment(body, "to");
        if (body.has("period") && (body.has("from") || body.has("to"))) {
            body.wrong("period", "either_a_period_or_from_and_to");
        } else if (!body.has("period") && !body.has("to")) {
            body.wrong("to", "required");
        }
        return body.build(() -> new Wanted(Format.find(format.orElseThrow()).orElseThrow(), month, from, until));
    }

    private static Optional<Moment> moment(Fields body, String name) {
        Optional<String> text = body.has(name) ? body.text(name, 1, LONGEST_MOMENT) : Optional.empty();
        Optional<Moment> moment = text.flatMap(Moment::parse);
        if (text.isPresent() && moment.isEmpty()) {
            body.wrong(name, "format");
        }
        return moment;
    }

    private Response request(Wanted wanted, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        ZoneId zone = chains.present().zone(marketplace);
        BookSpan span = wanted.month()
                .map(month -> chains.span(marketplace, month))
                .orElseGet(() -> new BookSpan(
                        wanted.from().map(from -> from.in(zone)).orElse(BEGINNING),
                        wanted.until().orElseThrow().in(zone),
                        zone.getId()));
        if (!span.from().isBefore(span.until())) {
            return Response.refuse(Refusal.of(INVALID, List.of(new FieldError("/to", "not_after_from"))));
        }
        var asked = new RequestExport.Wanted(wanted.format(), wanted.month().map(YearMonth::toString), span);
        return requesting
                .request(CommandEnvelope.of(request, keys, Optional.empty()), asked)
                .answer(entry -> Response.of(202, view(entry)).version(entry.number()));
    }

    private Response list(BookList asked, Request request) {
        return asked.answer(chains, BookChains.EXPORT, cursors, request.caller(), ExportRoutes::view);
    }

    private Response get(Request asked, Request request) {
        return id(request)
                .flatMap(chains::last)
                .<Response>map(entry -> Response.ok(view(entry)).version(entry.number()))
                .orElseGet(Response::notFound);
    }

    private Response download(Request asked, Request request) {
        return id(request)
                .map(id -> giving.export(CommandEnvelope.of(request, keys, Optional.empty()), id)
                        .answer(BookList::link))
                .orElseGet(Response::notFound);
    }

    private static Optional<ChainId> id(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(LedgerExport.PREFIX, id)
                ? Optional.of(BookChains.export(request.caller().marketplace(), id))
                : Optional.empty();
    }

    private static ObjectNode view(Entry entry) {
        LedgerExport export = BookChains.export(entry);
        ObjectNode view = Json.object()
                .put("id", entry.chain().id())
                .put("format", export.format().code())
                .put("state", export.state())
                .put("period", export.month().orElse(null))
                .put("from", Times.text(export.span().from()))
                .put("to", Times.text(export.span().until()))
                .put("timeZone", export.span().timeZone())
                .put("requestedBy", export.by())
                .put("requestedAt", Times.text(export.requestedAt()));
        BookList.file(view, export.file());
        return view.put("version", entry.number());
    }
}
