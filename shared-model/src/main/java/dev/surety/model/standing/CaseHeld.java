package dev.surety.model.standing;

import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * The money that cases hold of an escrow. Each entry of an escrow with an open dispute or chargeback carries this as
 * {@code case}. The last entry is then enough to decide about it.
 *
 * @param v the version of this shape, {@link #VERSION}; a reader skips members that it does not know
 * @param claim the disputed part of the price, before fees
 * @param frozen all frozen money, with the fees that the payer bore
 * @param drawn the part of it that a bank has debited
 * @param longStop when the dispute ends in the payer's favour; empty while a bank has some of the money
 */
public record CaseHeld(int v, Optional<Money> claim, Money frozen, Money drawn, Optional<Instant> longStop) {
    public static final int VERSION = 1;
}
