package dev.surety.ledger.http.books;

import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.HASH_MISMATCH;
import static dev.surety.model.refusal.CommonReason.ITEMS_OPEN;
import static dev.surety.model.refusal.CommonReason.NO_ELIGIBLE_APPROVER;
import static dev.surety.model.refusal.CommonReason.PERIOD_CLOSED;
import static dev.surety.model.refusal.CommonReason.STATEMENT_GAP;
import static dev.surety.model.refusal.CommonReason.TOO_EARLY;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.ledger.app.books.BookChains;
import dev.surety.ledger.app.books.GiveBookFile;
import dev.surety.ledger.app.period.DecidePeriod;
import dev.surety.ledger.domain.period.Period;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/** The routes of periods: one person has a month closed, and another approves its file. */
public final class PeriodRoutes {
    private static final String PATH = "/v1/ledger/periods";
    private static final Set<String> READ = Set.of("ledger:read");
    private static final Set<String> ADJUST = Set.of("ledger:adjust");
    private static final Set<String> APPROVE = Set.of("ledger:approve");
    private static final int HASH = 64;

    private final BookChains chains;
    private final DecidePeriod deciding;
    private final GiveBookFile giving;
    private final RequestKeys keys;
    private final Cursors cursors;

    public PeriodRoutes(
            BookChains chains, DecidePeriod deciding, GiveBookFile giving, RequestKeys keys, Cursors cursors) {
        this.chains = chains;
        this.deciding = deciding;
        this.giving = giving;
        this.keys = keys;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        String one = PATH + "/{period}";
        return List.of(
                Route.reads(PATH, READ, MARKETPLACE_ONLY, BookList::parse, this::list),
                Route.reads(one, READ, MARKETPLACE_ONLY, Request::plain, this::get),
                Route.changes("POST", one + "/close", ADJUST, MARKETPLACE_ONLY, PeriodRoutes::empty, this::close)
                        .verified()
                        .refuses(
                                FORBIDDEN,
                                VERSION_CONFLICT,
                                TRANSITION_NOT_ALLOWED,
                                TOO_EARLY,
                                STATEMENT_GAP,
                                ITEMS_OPEN,
                                PERIOD_CLOSED,
                                NO_ELIGIBLE_APPROVER),
                Route.changes(
                                "POST", one + "/approve", APPROVE, MARKETPLACE_ONLY, PeriodRoutes::approval,
                                this::approve)
                        .verified()
                        .refuses(
                                FORBIDDEN,
                                VERSION_CONFLICT,
                                TRANSITION_NOT_ALLOWED,
                                PERIOD_CLOSED,
                                HASH_MISMATCH,
                                APPROVER_IS_MAKER),
                Route.changes("POST", one + "/reject", APPROVE, MARKETPLACE_ONLY, PeriodRoutes::empty, this::reject)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED, PERIOD_CLOSED),
                Route.changes("POST", one + "/download", READ, MARKETPLACE_ONLY, PeriodRoutes::empty, this::download)
                        .refuses(VERSION_CONFLICT, TRANSITION_NOT_ALLOWED));
    }

    private record Plain(Optional<Integer> ifMatch) {}

    private record Approval(String hash, Optional<Integer> ifMatch) {}

    private static Parsed<Plain> empty(Request request) {
        Fields body = request.optionalFields();
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Plain(ifMatch));
    }

    private static Parsed<Approval> approval(Request request) {
        Fields body = request.fields();
        Optional<String> hash = body.text("hash", HASH, HASH);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new Approval(hash.orElseThrow(), ifMatch));
    }

    private Response list(BookList asked, Request request) {
        return asked.answer(
                chains, BookChains.PERIOD, cursors, request.caller(), entry -> view(entry));
    }

    private Response get(Request asked, Request request) {
        return month(request)
                .flatMap(month -> chains.last(chain(request, month)))
                .<Response>map(PeriodRoutes::shown)
                .orElseGet(Response::notFound);
    }

    private static ChainId chain(Request request, YearMonth month) {
        return BookChains.period(request.caller().marketplace(), month.toString());
    }

    private static Optional<YearMonth> month(Request request) {
        return Months.parse(request.parameter("period"));
    }

    private Response close(Plain asked, Request request) {
        return decided(asked.ifMatch(), request, (envelope, month) ->
                deciding.close(envelope, month).answer(entry -> Response.of(202, view(entry)).version(entry.number())));
    }

    private Response approve(Approval asked, Request request) {
        return decided(asked.ifMatch(), request, (envelope, month) ->
                deciding.approve(envelope, month, asked.hash()).answer(PeriodRoutes::shown));
    }

    private Response reject(Plain asked, Request request) {
        return decided(asked.ifMatch(), request, (envelope, month) ->
                deciding.reject(envelope, month).answer(PeriodRoutes::shown));
    }

    private Response download(Plain asked, Request request) {
        return decided(asked.ifMatch(), request, (envelope, month) ->
                giving.period(envelope, chain(request, month)).answer(BookList::link));
    }

    private Response decided(
            Optional<Integer> ifMatch, Request request, BiFunction<CommandEnvelope, YearMonth, Response> command) {
        return month(request)
                .map(month -> command.apply(CommandEnvelope.of(request, keys, ifMatch), month))
                .orElseGet(Response::notFound);
    }

    private static Response.Said shown(Entry entry) {
        return Response.ok(view(entry)).version(entry.number());
    }

    private static ObjectNode view(Entry entry) {
        Period period = BookChains.period(entry);
        ObjectNode view = Json.object()
                .put("period", entry.chain().id())
                .put("state", period.state().code())
                .put("from", Times.text(period.span().from()))
                .put("to", Times.text(period.span().until()))
                .put("timeZone", period.span().timeZone())
                .put("requestedBy", period.by())
                .put("requestedAt", Times.text(period.askedAt()));
        BookList.file(view, period.file());
        period.decided()
                .ifPresentOrElse(
                        by -> view.putObject("decided").put("person", by.by()).put("at", Times.text(by.at())),
                        () -> view.putNull("decided"));
        return view.put("version", entry.number());
    }
}
