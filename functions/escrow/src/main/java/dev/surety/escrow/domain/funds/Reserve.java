package dev.surety.escrow.domain.funds;

import dev.surety.model.money.Money;

/**
 * The released money that stands on the payee's reserve and not where the rest of it stands. The escrow never takes it
 * back from there, because other sales of the payee use the same reserve.
 *
 * @param kept everything that releases kept
 * @param owed the part of it that was kept of money on hold which went back: the payee owes it
 */
public record Reserve(Money kept, Money owed) {
    static Reserve none(Money zero) {
        return new Reserve(zero, zero);
    }

    Reserve keeping(Money more) {
        return new Reserve(kept.plus(more), owed);
    }

    Reserve owing(Money more) {
        return new Reserve(kept, owed.plus(more));
    }
}
