package dev.surety.model.event;

import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * How an escrow ended: carried, as {@code ends}, by the entry that ends it, whatever ended it, and told to others as
 * {@code escrow.ended}. The amounts are of the price; what an escrow gives back later is told by later reversals.
 *
 * @param v the version of this word, {@link #VERSION}; a reader passes over members that it does not know
 * @param outcome one of the outcomes that the escrow's view shows
 * @param released what was credited to the payee, fees included, less what was taken back before the end
 * @param feesRetained what the marketplace keeps of it
 * @param late whether the payee delivered after the deadline, or not at all
 * @param cancelledBy {@code payer}, {@code payee}, {@code marketplace} or {@code surety}; empty if nobody called it off
 */
public record Ends(
        int v,
        String outcome,
        Money price,
        Money released,
        Money refunded,
        Money feesRetained,
        boolean late,
        Optional<String> cancelledBy) {
    public static final int VERSION = 1;
}
