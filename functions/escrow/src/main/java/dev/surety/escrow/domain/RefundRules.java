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
        if (released.weighsNothing() && withBanks(custody).isZero() && !custody.isFrozen()) {
            return EscrowRules.notAllowed(settled);
        }
        Money left = released.price();
        Money wanted = refund.amount().orElse(left);
        boolean tooMuch = wanted.compareTo(left) > 0 || released.weighsNothing();
        if (tooMuch && withBanks(custody).isPositive() && wanted.compareTo(left.plus(withBanks(custody))) <= 0) {
            return EscrowRules.bankDecides();
        }
        if (tooMuch && custody.isFrozen() && wanted.compareTo(left.plus(custody.holdings().frozen().price())) <= 0) {
            return EscrowRules.frozen(custody);
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
                Moves.of(agreement).takeBack(part, ofMaturing, Moves.REFUND).postings());
    }

    /** Of the price, what open chargebacks took back from what was released. */
    private static Money withBanks(Custody custody) {
        return custody.cases().chargebacks().stream()
                .filter(Chargeback::isOpen)
                .map(bank -> bank.taken().price())
                .reduce(Money.zero(custody.holdings().funded().currency()), Money::plus);
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
        // The payer already has the charged-back part, so it is not refunded again. A refund after settlement cannot
        // return to the escrow, which is over.
        Cases cases = custody.cases();
        boolean keptAll = cases.shortfallKept(escrow.agreement(), now).compareTo(gross) >= 0;
        boolean owed = refund.cause().isOwed() && (refund.afterSettlement() || !keptAll);
        if (owed && !keptAll && cases.shortfall(escrow.agreement()).compareTo(gross) >= 0) {
            // While a bank decides about all of it, it is neither sent again nor given to the payee.
            Instant answered = cases.bankAnswersBy(escrow.agreement(), now);
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
                ? moves.giveAgain(refund.part(), refund.ofMaturing(), Moves.REFUND)
                : moves.comeBack(refund.part());
        return cameBack(escrow, refund, custody.cameBack(code), code, moves, now);
    }

    /** What comes back covers what banks have and did not find; only the rest is where it was. */
    private static Decision cameBack(
            Escrow escrow, Refund refund, Custody back, String code, Moves moves, Instant now) {
        List<EscrowEvent.Taking> takings = ChargebackRules.takings(back, now);
        Optional<Escrow.Outcome> settles = ReleaseRules.settles(escrow, back.taking(takings));
        return Decision.happens(
                new EscrowEvent.RefundFailed(refund.id(), code, Optional.empty(), takings, settles),
                ChargebackRules.moved(moves, takings, back.cases()).postings());
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
        if (refund.cause() == Refund.Cause.CANCELLED) {
            return Optional.of(Ends.CANCELLED);
        }
        return Optional.of(after.released().weighsNothing() ? Ends.REFUNDED : Ends.SPLIT);
    }
}
