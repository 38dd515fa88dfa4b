package dev.surety.model.event;

import dev.surety.model.money.Money;

/**
 * What happened to an ended escrow afterwards: carried, as {@code reversal}, in the data of an entry that takes back
 * fees of it, by a refund or a chargeback, or gives them again.
 *
 * @param v the version of this word, {@link #VERSION}; a reader passes over members that it does not know
 * @param feesRetained the change of what the marketplace keeps: negative when it is taken back
 */
public record Reversal(int v, Money feesRetained) {
    public static final int VERSION = 1;
}
