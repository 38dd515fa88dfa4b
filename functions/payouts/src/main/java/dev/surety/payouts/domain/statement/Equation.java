package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Money;

/** Whether a statement's opening balance and its booked lines make its closing balance. */
public sealed interface Equation {
    /** @param turned whether its reversals have to be read against the direction that they are told with */
    record Holds(boolean turned) implements Equation {}

    /** The bank left out a balance. */
    record Unchecked() implements Equation {}

    /**
     * Neither reading of its reversals makes it hold.
     *
     * @param computed opening and lines, as they are told
     */
    record Fails(Money computed, Money closing) implements Equation {}
}
