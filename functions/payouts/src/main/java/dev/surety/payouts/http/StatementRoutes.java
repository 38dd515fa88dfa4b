package dev.surety.payouts.http;

import static dev.surety.model.refusal.CommonReason.APPROVER_IS_MAKER;
import static dev.surety.model.refusal.CommonReason.FORBIDDEN;
import static dev.surety.model.refusal.CommonReason.INVALID;
import static dev.surety.model.refusal.CommonReason.TRANSITION_NOT_ALLOWED;
import static dev.surety.model.refusal.CommonReason.VERSION_CONFLICT;
import static dev.surety.runtime.edge.http.Route.People.MARKETPLACE_ONLY;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Accounts;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.LineChains;
import dev.surety.payouts.app.statement.ResolveLine.Explained;
import dev.surety.payouts.app.statement.StatementChains;
import dev.surety.payouts.app.statement.Statements;
import dev.surety.payouts.app.statement.UploadStatement.Announced;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.payout.PayoutRules;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.http.PayoutRequests.Deciding;
import dev.surety.payouts.http.StatementRequests.Explaining;
import dev.surety.payouts.http.StatementRequests.Listed;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.Request;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.edge.http.Response;
import dev.surety.runtime.edge.http.Route;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The routes of statements, of their lines, and of the accounts that they tell of. */
public final class StatementRoutes {
    private static final Set<String> RECONCILE = Set.of("payouts:reconcile");
    private static final Set<String> READ = Set.of("payouts:read");
    private static final String STATEMENTS = "/v1/bank-statements";
    private static final String ACCOUNTS = "/v1/bank-accounts";
    private static final String LINE = "/v1/bank-lines/{id}/resolve";

    private final Statements statements;
    private final Accounts ledger;
    private final Present present;
    private final Vault vault;
    private final RequestKeys keys;
    private final Pages pages;

    public StatementRoutes(
            Statements statements, Accounts ledger, Present present, Vault vault, RequestKeys keys, Cursors cursors) {
        this.statements = statements;
        this.ledger = ledger;
        this.present = present;
        this.vault = vault;
        this.keys = keys;
        this.pages = new Pages(cursors);
    }

    public List<Route<?>> table() {
        Set<String> approve = Set.of(PayoutRules.APPROVE);
        return List.of(
                Route.changes(
                                "POST",
                                STATEMENTS,
                                RECONCILE,
                                MARKETPLACE_ONLY,
                                StatementRequests::announce,
                                this::announce)
                        .refuses(FORBIDDEN),
                Route.reads(STATEMENTS, READ, MARKETPLACE_ONLY, StatementRequests::list, this::list),
                Route.reads(
                        STATEMENTS + "/{id}", READ, MARKETPLACE_ONLY, Request::plain, (_, request) -> get(request)),
                Route.reads(
                        STATEMENTS + "/{id}/lines", READ, MARKETPLACE_ONLY, StatementRequests::lines, this::lines),
                Route.reads(ACCOUNTS, READ, MARKETPLACE_ONLY, Request::plain, (_, request) -> accounts(request)),
                Route.reads(
                        ACCOUNTS + "/{account}",
                        READ,
                        MARKETPLACE_ONLY,
                        Request::plain,
                        (_, request) -> account(request)),
                Route.changes("POST", LINE, RECONCILE, MARKETPLACE_ONLY, StatementRequests::explain, this::explain)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED),
                Route.changes(
                                "POST",
                                LINE + "/approve",
                                approve,
                                MARKETPLACE_ONLY,
                                PayoutRequests::plain,
                                this::approve)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, INVALID, TRANSITION_NOT_ALLOWED, APPROVER_IS_MAKER),
                Route.changes(
                                "POST",
                                LINE + "/reject",
                                approve,
                                MARKETPLACE_ONLY,
                                PayoutRequests::reasoned,
                                this::reject)
                        .verified()
                        .refuses(FORBIDDEN, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED));
    }

    private Response announce(Announced announced, Request request) {
        return byPerson(request, person -> {
            var envelope = CommandEnvelope.of(request, keys, Optional.empty());
            return statements
                    .uploading()
                    .announce(envelope, announced, person)
                    .answer(stored -> Response.of(
                                    201,
                                    StatementView.withUpload(
                                            StatementView.of(stored),
                                            statements.uploading().link(stored)))
                            .version(stored.chain().version()));
        });
    }

    private Response list(Listed asked, Request request) {
        return pages.page(
                asked,
                request,
                asked.filters(request),
                from -> Optional.of(statements.chains().list(request.caller().marketplace(), asked.limit(), from)),
                found -> statements.chains().find(found.chain()).map(StatementView::of));
    }

    private Response get(Request request) {
        return statement(request)
                .<Response>map(stored ->
                        Response.ok(StatementView.of(stored)).version(stored.chain().version()))
                .orElseGet(Response::notFound);
    }

    private Optional<Uploaded<StatementFile>> statement(Request request) {
        String id = request.parameter("id");
        return Id.isWellFormed(StatementChains.PREFIX, id)
                ? statements.chains().find(StatementChains.chain(request.caller().marketplace(), id))
                : Optional.empty();
    }

    private Response lines(Listed asked, Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        return pages.page(
                asked,
                request,
                asked.filters(request),
                from -> statement(request)
                        .map(of -> statements.lines()
                                .list(marketplace, of.id().id(), asked.as(), asked.limit(), from)),
                found -> statements.lines().find(marketplace, found.chain().id()).map(StatementView::line));
    }

    private Response accounts(Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        known(marketplace).forEach(account -> data.add(view(marketplace, account)));
        return Response.ok(body.put("nextCursor", (String) null));
    }

    private Response account(Request request) {
        MarketplaceId marketplace = request.caller().marketplace();
        return known(marketplace).stream()
                .filter(account -> account.name().equals(request.parameter("account")))
                .findFirst()
                .<Response>map(account -> Response.ok(view(marketplace, account)))
                .orElseGet(Response::notFound);
    }

    private List<BankAccount> known(MarketplaceId marketplace) {
        return present.find(marketplace)
                .map(settings -> settings.moneyOut().bankAccounts())
                .orElse(List.of());
    }

    private ObjectNode view(MarketplaceId marketplace, BankAccount account) {
        Account bank = Account.of(AccountKind.BANK, account.name());
        List<Money> booked = account.currencies().stream()
                .map(Currency::of)
                .map(currency -> Money.of(
                        Math.negateExact(ledger.balance(new LedgerAccount(marketplace, bank, currency))), currency))
                .toList();
        return StatementView.account(
                account.name(),
                account.currencies(),
                statements.books().find(marketplace, account.name()),
                booked,
                statements.books().asOf(marketplace, account.name()).map(Instant::toString));
    }

    private Response explain(Explaining asked, Request request) {
        return byPerson(request, person -> {
            var explained = new Explained(asked.as(), asked.target(), person);
            CommandEnvelope envelope = envelope(request, asked.ifMatch(), Optional.of(asked.reason()));
            return answer(statements.resolving().explain(envelope, request.parameter("id"), explained));
        });
    }

    private Response approve(Deciding asked, Request request) {
        return byPerson(request, person -> answer(statements
                .resolving()
                .approve(envelope(request, asked.ifMatch(), asked.reason()), request.parameter("id"), person)));
    }

    private Response reject(Deciding asked, Request request) {
        return byPerson(request, person -> answer(statements
                .resolving()
                .reject(envelope(request, asked.ifMatch(), asked.reason()), request.parameter("id"))));
    }

    private CommandEnvelope envelope(Request request, Optional<Integer> ifMatch, Optional<String> reason) {
        return CommandEnvelope.of(request, keys, ifMatch).noting(() -> reason.map(words -> {
            ChainId chain = LineChains.chain(request.caller().marketplace(), request.parameter("id"));
            return vault.keep(chain, Json.object().put("reason", words));
        }));
    }

    private static Response answer(Outcome<LineChains.Stored> outcome) {
        return outcome.answer(line ->
                Response.ok(StatementView.line(line)).version(line.chain().version()));
    }

    private static Response byPerson(Request request, Function<String, Response> does) {
        return NamedPerson.only(request, "A named person uploads statements and decides about lines.", does);
    }
}
