package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.stream.Stream;

/**
 * The places of one escrow's money: portions are cut from the funded amount, and the rest is uncommitted. At every
 * version {@code funded = uncommitted + frozen + inFlight + released + refunded + fees + lost}, each not negative. The
 * constructor refuses anything else (invariant {@code escrow-conserved}).
 *
 * @param funded the payer's charge; zero until it is paid
 * @param frozen held by a case
 * @param inFlight on its way back to the payer, not yet known to have arrived
 * @param released gone to the payee, fees taken
 * @param refunded gone back to the payer, no fees taken
 * @param lost debited by the payer's bank
 */
public record EscrowAmounts(
        Agreement agreement,
        Money funded,
        Portion frozen,
        Portion inFlight,
        Portion released,
        Portion refunded,
        Portion lost) {

    public EscrowAmounts {
        Money uncommitted = funded;
        for (Portion slice : List.of(frozen, inFlight, released, refunded, lost)) {
            uncommitted = uncommitted.minus(slice.gross(agreement));
        }
        Invariants.hold(!uncommitted.isNegative(), "escrow-conserved: the parts sum to what was funded");
        Invariants.hold(!released.net(agreement).isNegative(), "escrow-conserved: no part is negative");
    }

    public static EscrowAmounts none(Agreement agreement) {
        return funded(agreement, Money.zero(agreement.price().currency()));
    }

    public static EscrowAmounts funded(Agreement agreement, Money amount) {
        Portion none = Portion.none(agreement);
        return new EscrowAmounts(agreement, amount, none, none, none, none, none);
    }

    /** The money that rules and timers may spend. */
    public Money uncommitted() {
        return slices().map(slice -> slice.gross(agreement)).reduce(funded, Money::minus);
    }

    /** The part of the price that is uncommitted, before fees. */
    public Money uncommittedPrice() {
        return funded.isZero() ? funded : agreement.price().minus(cut().price());
    }

    /** The payee's money, after fees. */
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
        return uncommitted().isZero() && frozen.isZero() && inFlight.isZero();
    }

    /** The next part of the uncommitted money, with its share of every fee. */
    public Portion next(Money part) {
        return new Portion(part, Shares.of(agreement, cut(), part));
    }

    public Portion allUncommitted() {
        return next(uncommittedPrice());
    }

    /** All money that is not uncommitted. */
    private Portion cut() {
        return slices().reduce(Portion.none(agreement), Portion::plus);
    }

    private Stream<Portion> slices() {
        return Stream.of(frozen, inFlight, released, refunded, lost);
    }

    public EscrowAmounts release(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen, inFlight, released.plus(part), refunded, lost);
    }

    /** Takes released money back to the escrow. */
    public EscrowAmounts reverseRelease(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen, inFlight, released.minus(part), refunded, lost);
    }

    public EscrowAmounts freeze(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen.plus(part), inFlight, released, refunded, lost);
    }

    public EscrowAmounts unfreeze(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen.minus(part), inFlight, released, refunded, lost);
    }

    public EscrowAmounts sendBack(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen, inFlight.plus(part), released, refunded, lost);
    }

    public EscrowAmounts refundReturned(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen, inFlight.minus(part), released, refunded, lost);
    }

    public EscrowAmounts refund(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen, inFlight, released, refunded.plus(part), lost);
    }

    EscrowAmounts reverseRefund(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen, inFlight, released, refunded.minus(part), lost);
    }

    public EscrowAmounts lose(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen, inFlight, released, refunded, lost.plus(part));
    }

    /** Money that a bank had debited comes back. */
    public EscrowAmounts reverseLoss(Portion part) {
        return new EscrowAmounts(agreement, funded, frozen, inFlight, released, refunded, lost.minus(part));
    }
}
