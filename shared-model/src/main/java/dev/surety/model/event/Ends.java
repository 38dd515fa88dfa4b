package dev.surety.model.event;

import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * Describes the end of an escrow. The entry that ends it carries this as {@code ends}, whatever its event, and the bus
 * tells it as {@code escrow.ended}. The amounts are of the price. A {@link Reversal} tells later changes.
 *
 * @param v the version of this shape, {@link #VERSION}; a reader skips members that it does not know
 * @param outcome one of the outcomes that the escrow's view shows
 * @param released the payee's credit, fees included, less the money taken back before the end
 * @param feesRetained the fees that the marketplace keeps
 * @param late whether the payee delivered after the deadline, or not at all
 * @param cancelledBy {@code payer}, {@code payee}, {@code marketplace} or {@code surety}; empty if it was not cancelled
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
