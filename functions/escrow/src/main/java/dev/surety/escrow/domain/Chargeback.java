package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowEvent.Taking;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;

/**
 * What the payer's bank debited for this escrow, and where that was found: under the lock of the payer's dispute, free
 * in the escrow, or released to the payee, who then owes it. The rest is the shortfall: the payer has it already.
 *
 * @param amount what the bank debited for this escrow
 * @param held taken from the escrow for this chargeback alone: frozen while it is open, lost when it is
 * @param ofMaturing how much of {@code held} was on hold for the payee; only former releases took it so
 * @param shared how much of what the payer disputes it covers, while it is open
 * @param taken taken back from what was released, at once
 * @param onHold how much of {@code taken} was on hold; the payee owes the rest
 * @param toMature how long what was on hold still had to mature
 * @param left how long the state's deadline had left when this froze the last free money; else zero
 * @param answerBy when it counts as lost because the bank gave nothing back
 */
public record Chargeback(
        String id,
        Money amount,
        ChargebackStatus status,
        Portion held,
        Portion ofMaturing,
        Money shared,
        Portion taken,
        Portion onHold,
        Duration toMature,
        Duration left,
        Instant answerBy) {
    /** A bank that has given nothing back by then has kept it. */
    public static final Duration ANSWER = Duration.ofDays(180);

    static Chargeback opened(Agreement agreement, String id, Money amount, Duration left, Instant answerBy) {
        Portion none = Portion.none(agreement);
        return new Chargeback(
                id,
                amount,
                ChargebackStatus.OPEN,
                none,
                none,
                none.price(),
                none,
                none,
                Duration.ZERO,
                left,
                answerBy);
    }

    public boolean isOpen() {
        return status == ChargebackStatus.OPEN;
    }

    public Instant openedAt() {
        return answerBy.minus(ANSWER);
    }

    /** How much of it was found. */
    public Money covered(Agreement agreement) {
        return held.gross(agreement).plus(shared).plus(taken.gross(agreement));
    }

    /** What the bank has and was not found; nothing once the bank gave it back. */
    public Money shortfall(Agreement agreement) {
        return status == ChargebackStatus.WON ? Money.zero(amount.currency()) : amount.minus(covered(agreement));
    }

    /** Whether it keeps money under the lock. */
    public boolean freezes() {
        return isOpen() && (!held.isZero() || shared.isPositive());
    }

    /** Whether the bank has decided to keep it, or has been silent for so long that it will count as if it had. */
    boolean isKept(Instant now) {
        return status == ChargebackStatus.LOST || (isOpen() && !now.isBefore(answerBy));
    }

    /** With more of it found. */
    Chargeback with(Agreement agreement, Taking more) {
        Money found = more.covered().minus(more.held().gross(agreement)).minus(more.taken().gross(agreement));
        return new Chargeback(
                id,
                amount,
                status,
                held.plus(more.held()).plus(more.ofDispute()),
                ofMaturing.plus(more.ofMaturing()),
                shared.plus(found).minus(more.ofDispute().gross(agreement)),
                taken.plus(more.taken()),
                onHold.plus(more.onHold()),
                toMature.compareTo(more.toMature()) > 0 ? toMature : more.toMature(),
                left,
                answerBy);
    }

    /** The payer took the dispute back: what this covers of it is frozen for this alone. */
    Chargeback withdrawn(Portion ofDispute) {
        return with(status, held.plus(ofDispute), ofMaturing, taken, onHold);
    }

    Chargeback lost(Portion all) {
        return with(ChargebackStatus.LOST, all, ofMaturing, taken, onHold);
    }

    /** What it had taken is given back; {@code late} was lost and is nobody's yet. */
    Chargeback won(Portion late) {
        Portion none = taken.minus(taken);
        return with(ChargebackStatus.WON, late, none, none, none);
    }

    private Chargeback with(
            ChargebackStatus next, Portion nextHeld, Portion hold, Portion nextTaken, Portion nextOnHold) {
        Money none = Money.zero(amount.currency());
        return new Chargeback(
                id, amount, next, nextHeld, hold, none, nextTaken, nextOnHold, toMature, left, answerBy);
    }
}
