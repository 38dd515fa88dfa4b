package dev.surety.ledger.http;

import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.LIMIT_EXCEEDED;

import dev.surety.ledger.app.report.ExplainBalance;
import dev.surety.ledger.app.report.ReadAccount;
import dev.surety.ledger.app.report.ReadBalance;
import dev.surety.ledger.app.report.ReadStatement;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.domain.report.StatementAccount;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route.People;
import dev.surety.runtime.edge.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The routes that read the books. All need {@code ledger:read}; a participant sees its own and nothing else. */
public final class LedgerRoutes {
    private static final Set<String> READ = Set.of("ledger:read");
    private static final Duration LOOK_BACK = Duration.ofDays(31);
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private final ReadBalance balance;
    private final ExplainBalance explanation;
    private final ReadStatement statement;
    private final ReadTrialBalance trialBalance;
    private final ReadAccount account;
    private final Cursors cursors;

    public LedgerRoutes(
            ReadBalance balance,
            ExplainBalance explanation,
            ReadStatement statement,
            ReadTrialBalance trialBalance,
            ReadAccount account,
            Cursors cursors) {
        this.balance = balance;
        this.explanation = explanation;
        this.statement = statement;
        this.trialBalance = trialBalance;
        this.account = account;
        this.cursors = cursors;
    }

    public List<Route<?>> table() {
        return List.of(
                Route.reads("/v1/participants/{id}/balance", READ, People.PARTICIPANTS_TOO,
                        request -> request.queryFields().build(() -> request), (_, request) -> balance(request)),
                Route.reads("/v1/participants/{id}/balance/explain", READ, People.PARTICIPANTS_TOO,
                        request -> request.queryFields().build(() -> request), (_, request) -> explain(request)),
                Route.reads("/v1/participants/{id}/statement", READ, People.PARTICIPANTS_TOO,
                        LedgerRoutes::statementQuery, this::statement)
                        .refuses(INVALID, LIMIT_EXCEEDED),
                Route.reads("/v1/ledger/trial-balance", READ, People.MARKETPLACE_ONLY,
                        LedgerRoutes::trialBalanceQuery, this::trialBalance)
                        .refuses(INVALID),
                Route.reads("/v1/ledger/accounts/{account}", READ, People.MARKETPLACE_ONLY,
                        LedgerRoutes::accountQuery, this::account)
                        .refuses(INVALID));
    }

    private record StatementQuery(StatementAccount of, PageQuery page, boolean asCsv) {}

    private static Parsed<StatementQuery> statementQuery(Request request) {
        QueryFields query = request.queryFields();
        Optional<StatementAccount> of = query.text("account", 20)
                .map(StatementAccount::find)
                .orElse(Optional.of(StatementAccount.PAYABLE));
        if (of.isEmpty()) {
            query.wrong("account", "format");
        }
        PageQuery page = PageQuery.read(query);
        boolean asCsv = StatementCsv.isWanted(request);
        if (asCsv) {
            Stream.of("limit", "cursor").filter(query::has).forEach(name -> query.wrong(name, "unknown"));
        }
        return query.build(() -> new StatementQuery(of.orElseThrow(), page, asCsv));
    }

    private static Parsed<Optional<Moment>> trialBalanceQuery(Request request) {
        QueryFields query = request.queryFields();
        Optional<Moment> at = Moment.read(query, "at");
        return query.build(() -> at);
    }

    private static Parsed<PageQuery> accountQuery(Request request) {
        QueryFields query = request.queryFields();
        PageQuery page = PageQuery.read(query);
        return query.build(() -> page);
    }

    private Response balance(Request request) {
        return visible(request)
                .flatMap(participant -> balance.of(request.caller().marketplace(), participant))
                .<Response>map(read -> Response.ok(LedgerViews.of(read)))
                .orElseGet(Response::notFound);
    }

    private Response explain(Request request) {
        return visible(request)
                .flatMap(participant -> explanation.of(request.caller().marketplace(), participant))
                .<Response>map(read -> Response.ok(LedgerViews.of(read)))
                .orElseGet(Response::notFound);
    }

    private Response statement(StatementQuery query, Request request) {
        Optional<ParticipantId> participant = visible(request);
        if (participant.isEmpty()) {
            return Response.notFound();
        }
        PageQuery page = query.page();
        ZoneId zone = statement.zone(request.caller().marketplace());
        if (page.isBackwards(zone)) {
            return statement.has(request.caller().marketplace(), participant.get())
                    ? backwards()
                    : Response.notFound();
        }
        var places = new Places(
                cursors, request.caller(), page.filters("statement " + participant.get() + " " + query.of()));
        Optional<Places.At> at = page.cursor().flatMap(places::find);
        if (page.cursor().isPresent() && at.isEmpty()) {
            return badCursor();
        }
        // Without an end the statement goes to the present, this very millisecond included.
        Instant until = at.map(Places.At::until)
                .or(() -> page.until().map(to -> to.in(zone)))
                .orElseGet(() -> statement.now(request.caller().marketplace()).plusMillis(1));
        Instant from = at.map(Places.At::from)
                .or(() -> page.from().map(moment -> moment.in(zone)))
                .orElseGet(() -> until.minus(LOOK_BACK));
        var wanted = new ReadStatement.Request(
                participant.get(), query.of(), page.currency(), from, until, at.map(Places.At::line),
                query.asCsv() ? statement.limits().csvLines() : page.limit());
        return switch (statement.of(request.caller().marketplace(), wanted)) {
            case ReadStatement.Read read when query.asCsv() -> csv(read);
            case ReadStatement.Read read ->
                Response.ok(LedgerViews.of(
                        wanted, read, read.next().map(line -> places.cursor(from, until, line))));
            case ReadStatement.NotThere _ -> Response.notFound();
            case ReadStatement.TooManyPayments(var most) ->
                Response.refuse(LIMIT_EXCEEDED.with(
                        "At most " + most + " payments of a payer are read: choose an earlier end."));
        };
    }

    private Response csv(ReadStatement.Read read) {
        return read.next().isEmpty()
                ? new Response.Document(StatementCsv.TYPE + "; charset=utf-8", StatementCsv.of(read))
                : Response.refuse(LIMIT_EXCEEDED.with(
                        "At most " + statement.limits().csvLines() + " lines at once: choose a shorter time."));
    }

    private Response trialBalance(Optional<Moment> moment, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        Optional<Instant> at = moment.map(when -> when.in(statement.zone(marketplace)));
        if (at.filter(asked -> asked.isAfter(trialBalance.now(marketplace))).isPresent()) {
            return Response.refuse(Refusal.of(CommonReason.INVALID, List.of(new FieldError("at", "in_the_future"))));
        }
        return Response.ok(LedgerViews.of(trialBalance.of(marketplace, at)));
    }

    private Response account(PageQuery page, Request request) {
        Optional<Account> named = Account.parse(request.parameter("account"));
        if (named.isEmpty()) {
            return Response.notFound();
        }
        ZoneId zone = statement.zone(request.caller().marketplace());
        if (page.isBackwards(zone)) {
            return backwards();
        }
        var places = new Places(cursors, request.caller(), page.filters("account " + named.get()));
        Optional<Places.At> at = page.cursor().flatMap(places::find);
        if (page.cursor().isPresent() && at.isEmpty()) {
            return badCursor();
        }
        Instant from = page.from().map(moment -> moment.in(zone)).orElse(BEGINNING);
        Instant until = page.until().map(moment -> moment.in(zone)).orElse(END);
        var wanted = new ReadAccount.Request(
                named.get(), page.currency(), from, until, at.map(Places.At::line), page.limit());
        ReadAccount.Read read = account.of(request.caller().marketplace(), wanted);
        return Response.ok(LedgerViews.of(
                named.get(), read, read.next().map(line -> places.cursor(from, until, line))));
    }

    /** The participant of the path, unless the caller is another participant: that one sees nothing here. */
    private static Optional<ParticipantId> visible(Request request) {
        String id = request.parameter("id");
        return Optional.of(id)
                .filter(text -> Id.isWellFormed(ParticipantId.PREFIX, text))
                .map(ParticipantId::new)
                .filter(participant -> !request.caller().isParticipant()
                        || request.caller().is(participant));
    }

    private static Response backwards() {
        return Response.refuse(Refusal.of(CommonReason.INVALID, List.of(new FieldError("to", "before_from"))));
    }

    private static Response badCursor() {
        return Response.refuse(Refusal.of(CommonReason.MALFORMED, List.of(new FieldError("cursor", "format"))));
    }
}
