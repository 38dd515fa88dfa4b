package dev.surety.payouts.app.payout;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.payout.Payees.Looked;
import dev.surety.payouts.app.payout.Payouts.Fact;
import dev.surety.payouts.app.payout.Payouts.Written;
import dev.surety.payouts.domain.payout.BankReference;
import dev.surety.payouts.domain.payout.PayeeChecks;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutOrder.Destination;
import dev.surety.payouts.domain.payout.PayoutOrder.Speed;
import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.ledger.GuardedAppend.Bound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Debits the payee of a run's item, in one transaction with the item's payout, or excludes the item. The payout's place
 * follows from run and payee, so any number of calls ends in the same one.
 */
public final class SchedulePayout {
    private final Payouts payouts;
    private final Payees payees;
    private final Accounts accounts;
    private final Debts debts;
    private final PayeesPayouts earlier;
    private final Present present;

    public SchedulePayout(
            Payouts payouts, Payees payees, Accounts accounts, Debts debts, Present present) {
        this.payouts = payouts;
        this.payees = payees;
        this.accounts = accounts;
        this.debts = debts;
        this.earlier = new PayeesPayouts(payouts, accounts);
        this.present = present;
    }

    public RunStep ofRun(RunItem item) {
        return Contention.retry("a payout of a run", () -> {
                    PayoutChain payout = payouts.load(item.marketplace(), item.payout());
                    return payout.isEmpty() ? begun(payout, item) : Optional.of(payout);
                })
                .step();
    }

    private Optional<PayoutChain> begun(PayoutChain payout, RunItem item) {
        MarketplaceSettings settings = present.settings(item.marketplace());
        Instant now = present.now(item.marketplace(), settings);
        PayoutOrder order = order(item, settings);
        Optional<Looked> looked = payees.find(item.marketplace(), item.payee());
        Optional<String> problem = looked.isEmpty()
                ? Optional.of("account_suspended")
                : Checks.problem(looked.get(), order, settings, now)
                        .or(() -> earlier.problem(
                                item.marketplace(), payout.id(), looked.get(), order, settings, now))
                        .map(PayeeChecks.Problem::code);
        if (problem.isEmpty() && owes(item)) {
            problem = Optional.of("debt");
        }
        return problem.isPresent()
                ? excluded(payout, order, problem.get(), now)
                : debited(payout, order, looked.get(), item, now);
    }

    private boolean owes(RunItem item) {
        return debts.collect(
                item.marketplace(),
                item.payee(),
                item.amount().currency(),
                item.payout().value());
    }

    private Optional<PayoutChain> debited(
            PayoutChain payout, PayoutOrder order, Looked looked, RunItem item, Instant now) {
        LedgerAccount payable = account(item, AccountKind.PAYABLE);
        var bounds = List.of(
                Bound.atLeast(payable, order.whole().amountMinor()),
                Bound.atLeast(account(item, AccountKind.DEBT), 0));
        Written written = payouts.append(
                payout, fact(payout, new PayoutEvent.Scheduled(order), now), bounds, List.of(looked.unchanged()));
        return switch (written) {
            case Written.Done(var after, var _) -> Optional.of(after);
            case Written.Lost _, Written.Changed _ -> Optional.empty();
            case Written.Insufficient(var account) when account.kind() == AccountKind.DEBT ->
                excluded(payout, order, "debt", now);
            case Written.Insufficient _ -> less(payout, order, looked, item, now);
        };
    }

    /** Pays what is there, if the run allows that and it is enough. */
    private Optional<PayoutChain> less(
            PayoutChain payout, PayoutOrder order, Looked looked, RunItem item, Instant now) {
        Money there = Money.of(
                        accounts.balance(account(item, AccountKind.PAYABLE)), order.amount().currency())
                .minus(order.fee());
        if (there.compareTo(order.amount()) >= 0) {
            return Optional.empty();
        }
        return item.payLessDownTo().filter(least -> there.isPositive() && there.compareTo(least) >= 0).isPresent()
                ? debited(payout, order.paying(there), looked, item, now)
                : excluded(payout, order, "balance_changed", now);
    }

    private Optional<PayoutChain> excluded(PayoutChain payout, PayoutOrder order, String code, Instant now) {
        var event = new PayoutEvent.Excluded(order, code);
        return payouts.append(payout, fact(payout, event, now)) instanceof Written.Done(var after, var _)
                ? Optional.of(after)
                : Optional.empty();
    }

    private static Fact fact(PayoutChain payout, PayoutEvent event, Instant now) {
        return new Fact(event, now, Actor.EVENT, CommandKey.ofFact("payout", payout.id().value(), "of run"));
    }

    static PayoutOrder order(RunItem item, MarketplaceSettings settings) {
        return new PayoutOrder(
                Optional.of(item.run()),
                Optional.empty(),
                Account.of(AccountKind.PAYABLE, item.payee()).toString(),
                item.amount(),
                item.fee(),
                Speed.STANDARD,
                item.rail(),
                item.bankAccount(),
                new Destination(item.method(), item.fingerprint(), item.words()),
                BankReference.of(item.marketplace(), item.payout()),
                settings.version());
    }

    private static LedgerAccount account(RunItem item, AccountKind kind) {
        return new LedgerAccount(
                item.marketplace(), Account.of(kind, item.payee()), item.amount().currency());
    }
}
