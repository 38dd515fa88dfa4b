package dev.surety.model.standing;

import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What cases hold of an escrow: carried, as {@code case}, by every entry of an escrow that has an open dispute or
 * chargeback, so that whoever decides about it need only read the last one.
 *
 * @param v the version of this word, {@link #VERSION}; a reader passes over members that it does not know
 * @param claim what the payer disputes, of the price, before fees
 * @param frozen all that is held, with the fees the payer bore
 * @param drawn how much of that a bank has
 * @param longStop when the dispute is decided for the payer; empty while a bank has some of it
 */
public record CaseHeld(int v, Optional<Money> claim, Money frozen, Money drawn, Optional<Instant> longStop) {
    public static final int VERSION = 1;
}
