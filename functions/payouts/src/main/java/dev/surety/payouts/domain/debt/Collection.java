package dev.surety.payouts.domain.debt;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import java.util.Optional;

/** How a debt, or a credit of it, is set against the payee's other accounts. It is the one entry of its chain. */
public sealed interface Collection {
    ParticipantId payee();

    /** The postings, which debit guarded accounts. */
    Postings postings();

    /** The debt is paid out of what is available, and out of the reserve where that is not enough. */
    record Collected(ParticipantId payee, Money fromPayable, Money fromReserve) implements Collection {
        public Money amount() {
            return fromPayable.plus(fromReserve);
        }

        @Override
        public Postings postings() {
            return Postings.building()
                    .debit(Account.of(AccountKind.PAYABLE, payee), fromPayable)
                    .debit(Account.of(AccountKind.RESERVE, payee), fromReserve)
                    .credit(Account.of(AccountKind.DEBT, payee), amount())
                    .guarded();
        }
    }

    /** More came back than the payee owed: the rest becomes available. */
    record CreditMoved(ParticipantId payee, Money amount) implements Collection {
        @Override
        public Postings postings() {
            return Postings.building()
                    .debit(Account.of(AccountKind.DEBT, payee), amount)
                    .credit(Account.of(AccountKind.PAYABLE, payee), amount)
                    .guarded();
        }
    }

    /** Nothing if there is neither debt nor credit, or no money to collect it from. */
    static Optional<Collection> of(ParticipantId payee, Balances balances) {
        if (balances.debt().isPositive()) {
            return Optional.of(new CreditMoved(payee, balances.debt()));
        }
        Money owed = balances.debt().negated();
        Money fromPayable = least(owed, balances.payable());
        Money fromReserve = least(owed.minus(fromPayable), balances.reserve());
        return fromPayable.isZero() && fromReserve.isZero()
                ? Optional.empty()
                : Optional.of(new Collected(payee, fromPayable, fromReserve));
    }

    private static Money least(Money wanted, Money there) {
        return there.compareTo(wanted) < 0 ? there : wanted;
    }
}
