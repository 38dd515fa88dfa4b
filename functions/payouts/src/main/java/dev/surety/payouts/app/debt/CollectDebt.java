package dev.surety.payouts.app.debt;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.debt.Balances;
import dev.surety.payouts.domain.debt.Collection;
import dev.surety.payouts.domain.debt.DebtCase;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import dev.surety.runtime.ledger.GuardedAppend;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects a payee's debt from its available money, and then from its reserve. The entry's transaction bounds every
 * account that it debits, and the debt itself. So a collection takes neither money that is not there, nor more than is
 * owed, whatever else happens at the same time. If the debt has become a credit, that makes good what was written off,
 * and the rest becomes available.
 */
public final class CollectDebt {
    public static final String TYPE = "collection";
    public static final String PREFIX = "col";
    /** The type of chain that tells of a debt over time. */
    public static final String CASES = DebtCases.TYPE;
    public static final String CASE_PREFIX = DebtCases.PREFIX;
    public static final String COLLECTED = "balance.debt_collected.v1";
    public static final String CREDIT_MOVED = "balance.credit_moved.v1";

    private final Journal journal;
    private final GuardedAppend guarded;
    private final Books books;
    private final World world;
    private final WriteOffs writeOffs;
    private final DebtCases cases;

    public CollectDebt(Journal journal, GuardedAppend guarded, Books books, World world) {
        this.journal = journal;
        this.guarded = guarded;
        this.books = books;
        this.world = world;
        this.writeOffs = new WriteOffs(journal, books);
        this.cases = new DebtCases(journal, writeOffs, world);
    }

    /**
     * Call it before each debit of a payee. A cause makes at most one collection.
     *
     * @param cause names the entry or the payout that causes it
     * @return whether the payee still owes money afterwards
     */
    public boolean collect(MarketplaceId marketplace, ParticipantId payee, Currency currency, String cause) {
        return books.balance(new Accounts(marketplace, payee, currency).debt()) != 0
                && settle(marketplace, payee, currency, cause);
    }

    /** The same where the debt itself may have changed, so that its case has to follow. */
    public boolean settle(MarketplaceId marketplace, ParticipantId payee, Currency currency, String cause) {
        return settled(new Accounts(marketplace, payee, currency), cause, Optional.empty());
    }

    /**
     * Looks at a debt again on its day.
     *
     * @param number of the entry that left the deadline
     * @return whether the wake is done; if not, it has to come again
     */
    public boolean wake(ChainId id, int number) {
        StateChain chain = cases.load(id);
        Optional<Boolean> isDue = world.isDue(chain, number);
        if (isDue.filter(due -> due).isPresent()) {
            DebtCase open = DebtCases.state(chain).orElseThrow();
            var accounts =
                    new Accounts(id.marketplace(), open.payee(), open.owed().currency());
            boolean _ = settled(accounts, id + "#" + number, Optional.of(number));
        }
        return isDue.orElse(chain.version() >= number);
    }

    private boolean settled(Accounts accounts, String cause, Optional<Integer> dueAfter) {
        Money debt = Contention.retry("a debt", () -> collected(accounts, cause));
        cases.follow(accounts.marketplace(), accounts.payee(), debt, dueAfter);
        return debt.isNegative();
    }

    /** The debt afterwards; nothing if a balance changed meanwhile. */
    private Optional<Money> collected(Accounts accounts, String cause) {
        if (books.balance(accounts.debt()) > 0) {
            recoverLoss(accounts);
        }
        Money debt = money(accounts.debt());
        Optional<Collection> collection = debt.isZero()
                ? Optional.empty()
                : Collection.of(
                        accounts.payee(),
                        new Balances(money(accounts.payable()), money(accounts.reserve()), debt));
        if (collection.isEmpty()) {
            return Optional.of(debt);
        }
        Chain chain = journal.load(chain(accounts, cause));
        if (!chain.isEmpty()) {
            return Optional.of(debt);
        }
        Draft draft = draft(chain.id(), collection.get(), cause);
        return switch (guarded.append(chain, draft, List.of(bound(accounts, collection.get())), List.of())) {
            case GuardedAppend.Outcome.Appended _ -> Optional.of(money(accounts.debt()));
            case GuardedAppend.Outcome.Insufficient _, GuardedAppend.Outcome.Changed _ -> Optional.empty();
        };
    }

    /** More came back than was owed. It first makes good what was written off. */
    private void recoverLoss(Accounts accounts) {
        boolean _ = Contention.retry("a loss", () -> {
            // In this order: another worker that moves the same credit takes the place in the chain.
            StateChain chain =
                    cases.load(DebtCases.chain(accounts.marketplace(), accounts.payee(), accounts.currency()));
            Money credit = money(accounts.debt());
            Money lost = credit.isPositive() ? writeOffs.open(accounts.debt()) : Money.zero(accounts.currency());
            Money back = lost.compareTo(credit) < 0 ? lost : credit;
            return !back.isPositive() || isRecovered(chain, accounts, back)
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }

    private boolean isRecovered(StateChain chain, Accounts accounts, Money back) {
        Draft draft = cases.lossRecovered(chain, accounts.payee(), back);
        return guarded.append(
                        chain, draft, List.of(Bound.atLeast(accounts.debt(), back.amountMinor())), List.of())
                instanceof GuardedAppend.Outcome.Appended(Append.Done(var _, var _));
    }

    /** Of the debt; the append itself bounds the debits of guarded accounts. */
    private static Bound bound(Accounts accounts, Collection collection) {
        return switch (collection) {
            case Collection.Collected collected ->
                Bound.atMost(accounts.debt(), collected.amount().negated().amountMinor());
            case Collection.CreditMoved moved ->
                Bound.atLeast(accounts.debt(), moved.amount().amountMinor());
        };
    }

    private Draft draft(ChainId chain, Collection collection, String cause) {
        ObjectNode data = (ObjectNode) Json.tree(collection);
        data.put("cause", cause);
        data.putObject("tells").put("reference", collection.payee().value());
        String event = switch (collection) {
            case Collection.Collected _ -> COLLECTED;
            case Collection.CreditMoved _ -> CREDIT_MOVED;
        };
        var key = CommandKey.ofFact(TYPE, chain.id());
        return Draft.of(event, data, world.now(chain.marketplace()), Actor.EVENT, key)
                .with(collection.postings());
    }

    private static ChainId chain(Accounts accounts, String cause) {
        String id = Id.derive(
                PREFIX, accounts.payee().value(), accounts.currency().code(), cause);
        return new ChainId(TYPE, accounts.marketplace(), id);
    }

    private Money money(LedgerAccount account) {
        return account.money(books.balance(account));
    }

    /** A payee's accounts in one currency. */
    private record Accounts(MarketplaceId marketplace, ParticipantId payee, Currency currency) {
        LedgerAccount payable() {
            return of(AccountKind.PAYABLE);
        }

        LedgerAccount reserve() {
            return of(AccountKind.RESERVE);
        }

        LedgerAccount debt() {
            return of(AccountKind.DEBT);
        }

        private LedgerAccount of(AccountKind kind) {
            return new LedgerAccount(marketplace, Account.of(kind, payee), currency);
        }
    }
}
