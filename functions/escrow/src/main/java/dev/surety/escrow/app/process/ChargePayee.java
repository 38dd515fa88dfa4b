package dev.surety.escrow.app.process;

import dev.surety.escrow.app.escrow.Balances;
import dev.surety.escrow.app.escrow.EscrowChain;
import dev.surety.escrow.app.escrow.Escrows.Charged;
import dev.surety.escrow.app.escrow.Escrows.Stamp;
import dev.surety.escrow.app.escrow.Escrows;
import dev.surety.escrow.domain.escrow.Decision;
import dev.surety.escrow.domain.escrow.DecisionContext;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundPayer;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.escrow.EscrowRules;
import dev.surety.escrow.domain.funds.Charge;
import dev.surety.escrow.domain.payment.PayeeDebt;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.util.Optional;

/**
 * Charges the payee for a refund after settlement, whether the payee or the marketplace for it grants the refund. Payer
 * and payee could otherwise have the gateway send other people's money: the payee takes a payout, then refunds. Only an
 * operator may refund without a charge; the payee then owes it.
 */
public final class ChargePayee {
    private final Escrows escrows;
    private final Marketplaces marketplaces;
    private final Balances balances;

    public ChargePayee(Escrows escrows, Marketplaces marketplaces, Balances balances) {
        this.escrows = escrows;
        this.marketplaces = marketplaces;
        this.balances = balances;
    }

    /** @param mostDebt the debt that the refund may leave */
    private record Terms(boolean keepsFees, Money mostDebt) {}

    /** The decision about a refund in any state. The payee is charged only once the escrow is settled. */
    Decision decide(EscrowChain chain, RefundPayer refund, PayeeDebt leaves, Instant now) {
        DecisionContext when = DecisionContext.at(now);
        if (leaves == PayeeDebt.ANY) {
            return EscrowRules.decide(chain.escrow(), refund, when);
        }
        Terms terms = terms(chain, leaves);
        Money none = Money.zero(terms.mostDebt().currency());
        Decision paid =
                EscrowRules.decide(chain.escrow(), refund.charging(new Charge(none, terms.keepsFees())), when);
        if (terms.mostDebt().isZero() || !(paid instanceof Decision.Accepted accepted)) {
            return paid;
        }
        Money lacking = debit(chain, accepted).minus(payable(chain));
        return lacking.isPositive()
                ? EscrowRules.decide(
                        chain.escrow(), refund.charging(new Charge(lacking, terms.keepsFees())), when)
                : paid;
    }

    /** Appends it, under the payee's bounds if it charges the payee. */
    Charged append(EscrowChain chain, Decision.Accepted decided, Stamp stamp, PayeeDebt leaves) {
        if (charge(decided).isEmpty()) {
            return escrows.append(chain, decided, stamp)
                    .<Charged>map(Charged.Done::new)
                    .orElseGet(Charged.Lost::new);
        }
        Terms terms = terms(chain, leaves);
        Charged charged = escrows.charge(chain, decided, stamp, terms.mostDebt());
        // With a limit, the parts were computed from a balance that may have changed since.
        boolean isOutdated = charged instanceof Charged.Insufficient
                && terms.mostDebt().isPositive()
                && refusal(chain, decided, leaves).isEmpty();
        return isOutdated ? new Charged.Lost() : charged;
    }

    /** The reason against a decision by the balances of now. */
    Optional<Refusal> refusal(EscrowChain chain, Decision.Accepted decided, PayeeDebt leaves) {
        Optional<Charge> charge = charge(decided);
        if (charge.isEmpty()) {
            return Optional.empty();
        }
        Money payable = payable(chain);
        Money room = terms(chain, leaves).mostDebt().plus(balance(chain, AccountKind.DEBT));
        Money debit = debit(chain, decided);
        boolean isPayable = debit.compareTo(payable) <= 0;
        boolean isWithin = charge.get().debt().compareTo(room) <= 0;
        return isPayable && isWithin ? Optional.empty() : Optional.of(insufficient(chain, decided, leaves));
    }

    Refusal insufficient(EscrowChain chain, Decision.Accepted decided, PayeeDebt leaves) {
        Money none = Money.zero(chain.escrow().agreement().price().currency());
        Money room = terms(chain, leaves).mostDebt().plus(balance(chain, AccountKind.DEBT));
        Money available = room.isNegative() ? none : payable(chain).plus(room);
        Money wanted = debit(chain, decided).plus(charge(decided).map(Charge::debt).orElse(none));
        return Refusal.bounded(
                CommonReason.INSUFFICIENT_AVAILABLE,
                "The payee's available money does not cover this refund; an operator can let the payee owe it.",
                "/amount",
                "available",
                available.amountMinor(),
                wanted.amountMinor());
    }

    private static Optional<Charge> charge(Decision.Accepted decided) {
        return decided.event() instanceof EscrowEvent.RefundStarted(var back) ? back.charge() : Optional.empty();
    }

    private Terms terms(EscrowChain chain, PayeeDebt leaves) {
        Money none = Money.zero(chain.escrow().agreement().price().currency());
        MoneyOut rules = marketplaces
                .find(SettleFunding.marketplace(chain))
                .map(MarketplaceSettings::moneyOut)
                .orElse(MoneyOut.SHIPPED);
        Money limit = rules.debtLimits().stream()
                .filter(most -> most.currency().equals(none.currency()))
                .findFirst()
                .orElse(none);
        return new Terms(rules.keepsLateRefundFees(), leaves == PayeeDebt.LIMITED ? limit : none);
    }

    /** The part that the decision takes from {@code payable}. */
    private static Money debit(EscrowChain chain, Decision.Accepted decided) {
        Account payable = account(chain, AccountKind.PAYABLE).account();
        return decided.postings().stream()
                .filter(posting -> posting.account().equals(payable))
                .map(posting -> posting.money().negated())
                .reduce(Money.zero(chain.escrow().agreement().price().currency()), Money::plus);
    }

    private Money payable(EscrowChain chain) {
        return balance(chain, AccountKind.PAYABLE);
    }

    /** A credit on {@code debt} is moved on by itself and is no room for more debt. */
    private Money balance(EscrowChain chain, AccountKind kind) {
        LedgerAccount account = account(chain, kind);
        long minor = balances.of(account);
        return Money.of(kind == AccountKind.DEBT ? Math.min(0, minor) : Math.max(0, minor), account.currency());
    }

    private static LedgerAccount account(EscrowChain chain, AccountKind kind) {
        return new LedgerAccount(
                SettleFunding.marketplace(chain),
                Account.of(kind, chain.escrow().agreement().payee()),
                chain.escrow().agreement().price().currency());
    }
}
