package dev.surety.model.event;

import dev.surety.model.money.Money;

/**
 * A change of an ended escrow's fees, by a refund or a chargeback. The entry that makes the change carries this in its
 * data, as {@code reversal}.
 *
 * @param v the version of this shape, {@link #VERSION}; a reader skips members that it does not know
 * @param feesRetained the change of the marketplace's fees: negative if they are taken back
 */
public record Reversal(int v, Money feesRetained) {
    public static final int VERSION = 1;
}
