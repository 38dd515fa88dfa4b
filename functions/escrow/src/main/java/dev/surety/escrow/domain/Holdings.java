package dev.surety.escrow.domain;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the money of one escrow is: what was funded, cut into slices, and what is left of it is free. At every version
 * {@code funded = free + frozen + inFlight + released + refunded + fees + lost}, each not negative
 * (invariant {@code escrow-conserved}); nothing else can be built.
 *
 * @param funded what the payer was charged; zero until then
 * @param frozen held by a case
 * @param inFlight on its way back to the payer, not yet known to have arrived
 * @param released gone to the payee, fees taken
 * @param refunded gone back to the payer, no fees taken
 * @param lost drawn by the payer's bank
 */
public record Holdings(
        Agreement agreement,
        Money funded,
        Slice frozen,
        Slice inFlight,
        Slice released,
        Slice refunded,
        Slice lost) {

    public Holdings {
        Money free = funded;
        for (Slice slice : List.of(frozen, inFlight, released, refunded, lost)) {
            free = free.minus(slice.gross(agreement));
        }
        Invariants.hold(!free.isNegative(), "escrow-conserved: the parts sum to what was funded");
        Invariants.hold(!released.net(agreement).isNegative(), "escrow-conserved: no part is negative");
    }

    static Holdings none(Agreement agreement) {
        return funded(agreement, Money.zero(agreement.price().currency()));
    }

    static Holdings funded(Agreement agreement, Money amount) {
        Slice none = Slice.none(agreement);
        return new Holdings(agreement, amount, none, none, none, none, none);
    }

    /** What rules and timers may spend. */
    public Money free() {
        return slices().map(slice -> slice.gross(agreement)).reduce(funded, Money::minus);
    }

    /** The part of the price that is free, before fees. */
    public Money freePrice() {
        return funded.isZero() ? funded : agreement.price().minus(cut().price());
    }

    /** What the payee got, after fees. */
    public Money releasedNet() {
        return released.net(agreement);
    }

    public Money refundedGross() {
        return refunded.gross(agreement);
    }

    public Money fees() {
        return released.fees();
    }

    public boolean isSpent() {
        return free().isZero() && frozen.weighsNothing() && inFlight.weighsNothing();
    }

    /** The next part of what is free, with the share every fee has in it. */
    public Slice next(Money part) {
        return new Slice(part, Shares.of(agreement, cut(), part));
    }

    public Slice allFree() {
        return next(freePrice());
    }

    /** All that is not free. */
    private Slice cut() {
        return slices().reduce(Slice.none(agreement), Slice::plus);
    }

    private Stream<Slice> slices() {
        return Stream.of(frozen, inFlight, released, refunded, lost);
    }

    Holdings release(Slice part) {
        return new Holdings(agreement, funded, frozen, inFlight, released.plus(part), refunded, lost);
    }

    /** Takes back what was released, to the escrow. */
    Holdings unrelease(Slice part) {
        return new Holdings(agreement, funded, frozen, inFlight, released.minus(part), refunded, lost);
    }

    Holdings freeze(Slice part) {
        return new Holdings(agreement, funded, frozen.plus(part), inFlight, released, refunded, lost);
    }

    Holdings unfreeze(Slice part) {
        return new Holdings(agreement, funded, frozen.minus(part), inFlight, released, refunded, lost);
    }

    Holdings sendBack(Slice part) {
        return new Holdings(agreement, funded, frozen, inFlight.plus(part), released, refunded, lost);
    }

    Holdings comeBack(Slice part) {
        return new Holdings(agreement, funded, frozen, inFlight.minus(part), released, refunded, lost);
    }

    Holdings refund(Slice part) {
        return new Holdings(agreement, funded, frozen, inFlight, released, refunded.plus(part), lost);
    }

    Holdings unrefund(Slice part) {
        return new Holdings(agreement, funded, frozen, inFlight, released, refunded.minus(part), lost);
    }

    Holdings lose(Slice part) {
        return new Holdings(agreement, funded, frozen, inFlight, released, refunded, lost.plus(part));
    }

    /** What a bank had taken comes back. */
    Holdings unlose(Slice part) {
        return new Holdings(agreement, funded, frozen, inFlight, released, refunded, lost.minus(part));
    }
}
