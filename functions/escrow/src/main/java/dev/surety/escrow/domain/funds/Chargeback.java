package dev.surety.escrow.domain.funds;

import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;

/**
 * The payer's bank debited money for this escrow. The escrow finds it in the payer's dispute, in uncommitted money, or
 * in released money, which the payee then owes. The rest is the shortfall: the payer has it already.
 *
 * @param amount the bank's debit for this escrow
 * @param held money of the escrow for this chargeback alone: frozen while it is open, lost afterwards
 * @param ofMaturing the part of {@code held} that was on hold for the payee; today's code takes none
 * @param shared the part of the dispute that this covers, while it is open
 * @param taken released money that was taken back at once
 * @param onHold the part of {@code taken} that was on hold; the payee owes the rest
 * @param toMature how long that part still had to stay on hold
 * @param left how long the state's deadline had left when this froze the last uncommitted money; else zero
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
    /** A bank that gave nothing back by then has kept its debit. */
    public static final Duration ANSWER = Duration.ofDays(180);

    public static Chargeback opened(Agreement agreement, String id, Money amount, Duration left, Instant answerBy) {
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

    /** The part of the debit that the escrow found. */
    public Money covered(Agreement agreement) {
        return held.gross(agreement).plus(shared).plus(taken.gross(agreement));
    }

    /** The part of the debit that the escrow did not find; zero once the bank gave it back. */
    public Money shortfall(Agreement agreement) {
        return status == ChargebackStatus.WON ? Money.zero(amount.currency()) : amount.minus(covered(agreement));
    }

    /** Whether it keeps money frozen. */
    public boolean freezes() {
        return isOpen() && (!held.isZero() || shared.isPositive());
    }

    /** Whether the bank kept its debit, or was silent for so long that it counts as kept. */
    boolean isKept(Instant now) {
        return status == ChargebackStatus.LOST || (isOpen() && !now.isBefore(answerBy));
    }

    /** The escrow found more of the debit. */
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

    /** The payer withdrew the dispute: the shared part is frozen for this chargeback alone. */
    public Chargeback withdrawn(Portion ofDispute) {
        return with(status, held.plus(ofDispute), ofMaturing, taken, onHold);
    }

    public Chargeback lost(Portion all) {
        return with(ChargebackStatus.LOST, all, ofMaturing, taken, onHold);
    }

    /** The bank gave the debit back. {@code late} was lost before: it waits in suspense. */
    public Chargeback won(Portion late) {
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
