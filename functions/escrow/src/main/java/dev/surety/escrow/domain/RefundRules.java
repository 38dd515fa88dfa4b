package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.GiveBack;
import dev.surety.escrow.domain.EscrowCommand.OfRefund;
import dev.surety.escrow.domain.EscrowCommand.RefundDeclined;
import dev.surety.escrow.domain.EscrowCommand.RefundDone;
import dev.surety.escrow.domain.EscrowCommand.RefundStillUnknown;
import dev.surety.escrow.domain.EscrowCommand.RefuseRefund;
import dev.surety.escrow.domain.EscrowEvent.Back;
import dev.surety.escrow.domain.EscrowEvent.Ends;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Giving back: of r with payer's fees t sends r + t to the payer, and the payee's fees on it are never taken. Money is
 * in flight from the intent until the gateway has said what became of it. What is owed is tried again when the gateway
 * refuses; what was granted comes back and the escrow goes on.
 */
final class RefundRules {
    private static final Duration NEXT_ATTEMPT = Duration.ofHours(24);

    private RefundRules() {}

    static Decision cancel(Escrow.Held held, RefundId id, Instant now) {
        Custody custody = held.custody();
        if (!custody.holdings().released().weighsNothing()) {
            return Decision.refuse(
                    CommonReason.TRANSITION_NOT_ALLOWED, "A part has been released; the rest can be refunded.");
        }
        if (custody.openRefund().isPresent()) {
            return EscrowRules.refundInFlight();
        }
        Slice part = custody.holdings().allFree();
        return sendBack(held, back(held, id, part, Refund.Cause.CANCELLED, Optional.empty(), now));
    }

    static Decision giveBack(Escrow escrow, GiveBack refund, Instant now) {
        Custody custody = escrow.custodyNow().orElseThrow();
        Free.Wanted wanted = Free.slice(custody, refund.amount());
        if (custody.openRefund().isPresent() && !wanted.isFrozen()) {
            return EscrowRules.refundInFlight();
        }
        return switch (wanted) {
            case Free.Wanted.No(var refusal) -> refusal;
            case Free.Wanted.Yes(var part) ->
                sendBack(
                        escrow,
                        back(
                                escrow,
                                refund.refund(),
                                part,
                                Refund.Cause.GRANTED,
                                refund.reference(),
                                now));
        };
    }

    static Decision refused(RefuseRefund refused) {
        return Decision.happens(new EscrowEvent.RefundRefused(refused.refund(), refused.reason()));
    }

    /** What is free goes back because time, not a party, says so. */
    static Decision owed(Escrow escrow, RefundId id, Refund.Cause cause, Instant now) {
        Slice part = escrow.holdingsNow().allFree();
        return sendBack(escrow, back(escrow, id, part, cause, Optional.empty(), now));
    }

    /** From what was released, what still matures first; the rest is the payee's debt. */
    static Decision giveBackAfter(Escrow.Settled settled, GiveBack refund, Instant now) {
        Custody custody = settled.custody();
        Agreement agreement = settled.agreement();
        Slice released = custody.holdings().released();
        if (released.weighsNothing()) {
            return EscrowRules.notAllowed(settled);
        }
        Money left = leftOf(settled);
        boolean waits = custody.uncovered().stream().anyMatch(lack -> !lack.kept());
        Money wanted = refund.amount().orElse(left);
        boolean tooMuch = wanted.compareTo(left) > 0 || left.isZero();
        if (tooMuch && waits && wanted.compareTo(released.price()) <= 0) {
            return hasItAlready();
        }
        if (custody.openRefund().isPresent()) {
            return EscrowRules.refundInFlight();
        }
        if (!now.isBefore(settled.settledAt().plus(EscrowRules.REFUND_WINDOW))) {
            return EscrowRules.closed("The time to refund is over.");
        }
        if (tooMuch) {
            return Decision.refuse(CommonReason.AMOUNT_EXCEEDS, "There are " + left + " left that were released.");
        }
        Slice maturing = custody.allMaturing();
        Slice ofMaturing = custody.sliceOfMaturing(
                wanted.compareTo(maturing.price()) < 0 ? wanted : maturing.price());
        Slice rest = released.minus(maturing).portion(agreement, wanted.minus(ofMaturing.price()));
        Slice part = ofMaturing.plus(rest);
        var back = new Back(
                refund.refund(),
                part,
                ofMaturing,
                Refund.Cause.GRANTED,
                refund.reference(),
                Deadlines.begun(now));
        return Decision.happens(
                new EscrowEvent.RefundStarted(back),
                Moves.of(agreement).takeBack(part, ofMaturing).postings());
    }

    /** What of the price was released and the payer has not got by a chargeback that did not find it here. */
    static Money leftOf(Escrow.Settled settled) {
        Agreement agreement = settled.agreement();
        Slice released = settled.custody().holdings().released();
        Money drawn = settled.custody().allUncovered();
        Money gross = released.gross(agreement);
        return drawn.compareTo(gross) >= 0
                ? Money.zero(gross.currency())
                : released.portionOfGross(agreement, gross.minus(drawn)).price();
    }

    /** What a bank drew and did not find here, the payer has: a refund would pay it twice. */
    private static Decision hasItAlready() {
        return Decision.refuse(
                CommonReason.FROZEN_BY_CASE, "The payer's bank has drawn money that was not here any more.");
    }

    private static Decision sendBack(Escrow escrow, Back back) {
        return Decision.happens(
                new EscrowEvent.RefundStarted(back),
                Moves.of(escrow.agreement()).sendBack(back.part()).postings());
    }

    static Back back(
            Escrow escrow,
            RefundId id,
            Slice part,
            Refund.Cause cause,
            Optional<String> reference,
            Instant now) {
        return new Back(id, part, Slice.none(escrow.agreement()), cause, reference, Deadlines.begun(now));
    }

    /** The gateway's word about the open refund; about another it changes nothing. */
    static Decision answered(Escrow escrow, OfRefund answer, Circumstances when) {
        Optional<Refund> open = escrow.openRefund()
                .filter(refund -> refund.gatewayReference().equals(answer.gatewayReference()))
                .filter(refund -> refund.status() != Refund.Status.RETRYING);
        if (open.isEmpty()) {
            return EscrowRules.notAllowed(escrow);
        }
        Refund refund = open.get();
        return switch (answer) {
            case RefundDone _ ->
                Decision.happens(new EscrowEvent.Refunded(refund.id(), ends(escrow, refund)), Postings.NONE);
            case RefundDeclined(var _, var code) -> declined(escrow, refund, code, when.now());
            case RefundStillUnknown _ -> Decision.happens(new EscrowEvent.RefundUnknown(refund.id()));
        };
    }

    private static Decision declined(Escrow escrow, Refund refund, String code, Instant now) {
        Moves moves = Moves.of(escrow.agreement());
        Custody custody = escrow.custodyNow().orElseThrow();
        Money gross = refund.part().gross(escrow.agreement());
        // What banks have kept of it the payer has: it is not owed twice. What a case took from a settled escrow has
        // no place to come back to.
        boolean keptAll = custody.uncoveredAndKept(now).compareTo(gross) >= 0;
        boolean owed = refund.cause().isOwed() && (refund.afterSettlement() || !keptAll);
        if (owed && !keptAll && custody.allUncovered().compareTo(gross) >= 0) {
            // While a bank decides about all of it, it is neither sent again nor anybody else's.
            Instant answered = custody.bankAnswersBy(now);
            Instant next = now.plus(NEXT_ATTEMPT);
            Instant retryAt = answered.isBefore(next) ? next : answered;
            return Decision.happens(EscrowEvent.RefundFailed.plain(refund.id(), code, Optional.of(retryAt)));
        }
        if (owed && refund.attempt() < Refund.MOST_ATTEMPTS) {
            Instant retryAt = now.plus(NEXT_ATTEMPT.multipliedBy(refund.attempt()));
            return Decision.happens(EscrowEvent.RefundFailed.plain(refund.id(), code, Optional.of(retryAt)));
        }
        if (owed) {
            return Decision.happens(
                    new EscrowEvent.RefundUndeliverable(refund.id(), code, ends(escrow, refund)),
                    moves.suspend(refund.part()).postings());
        }
        moves = refund.afterSettlement()
                ? moves.giveAgain(refund.part(), refund.ofMaturing())
                : moves.comeBack(refund.part());
        return cameBack(escrow, refund, custody.cameBack(code), code, moves, now);
    }

    /** What comes back is covered by what banks have drawn and not found; only the rest is where it was. */
    private static Decision cameBack(
            Escrow escrow, Refund refund, Custody back, String code, Moves moves, Instant now) {
        Optional<Case> open = lock(escrow);
        List<EscrowEvent.Cover> covers = BankRules.covers(back, open, now);
        boolean opens = open.isEmpty() && covers.stream().anyMatch(cover -> !cover.kept());
        Custody after = back.covering(covers);
        boolean settled = escrow instanceof Escrow.Settled;
        Optional<Escrow.Outcome> settles = after.isOver() && !settled && open.isEmpty()
                ? Optional.of(Escrow.Outcome.of(after.holdings()))
                : Optional.empty();
        Optional<Duration> left = opens
                ? Optional.of(CaseRules.left(EscrowRules.standing(escrow, back, now), now))
                : Optional.empty();
        return Decision.happens(
                new EscrowEvent.RefundFailed(refund.id(), code, Optional.empty(), covers, left, settles),
                BankRules.moved(moves, covers).postings());
    }

    private static Optional<Case> lock(Escrow escrow) {
        return escrow instanceof Escrow.Disputed disputed ? Optional.of(disputed.open()) : Optional.empty();
    }

    /** How the escrow ends when this refund is out of the way; nothing if it goes on. */
    private static Optional<Ends> ends(Escrow escrow, Refund refund) {
        if (refund.afterSettlement()) {
            return Optional.empty();
        }
        Holdings after =
                escrow.holdingsNow().comeBack(refund.part()).refund(refund.part());
        if (!after.isSpent()) {
            return Optional.empty();
        }
        return Optional.of(
                refund.cause() == Refund.Cause.CANCELLED
                        ? Ends.CANCELLED
                        : switch (Escrow.Outcome.of(after)) {
                            case RELEASED -> Ends.RELEASED;
                            case REFUNDED -> Ends.REFUNDED;
                            case SPLIT -> Ends.SPLIT;
                        });
    }
}
