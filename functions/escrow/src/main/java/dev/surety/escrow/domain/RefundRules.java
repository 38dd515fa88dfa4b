package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.OfRefund;
import dev.surety.escrow.domain.EscrowCommand.RefundDeclined;
import dev.surety.escrow.domain.EscrowCommand.RefundDone;
import dev.surety.escrow.domain.EscrowCommand.RefundPayer;
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
        EscrowFunds funds = held.funds();
        if (!funds.amounts().released().isZero()) {
            return Decision.refuse(
                    CommonReason.TRANSITION_NOT_ALLOWED, "A part has been released; the rest can be refunded.");
        }
        if (funds.openRefund().isPresent()) {
            return EscrowRules.refundInFlight();
        }
        Portion part = funds.amounts().allUncommitted();
        return sendBack(held, back(held, id, part, Refund.Cause.CANCELLED, Optional.empty(), now));
    }

    static Decision giveBack(Escrow escrow, RefundPayer refund, Instant now) {
        EscrowFunds funds = escrow.custodyNow().orElseThrow();
        AvailableFunds.Availability wanted = AvailableFunds.slice(funds, refund.amount());
        if (funds.openRefund().isPresent() && !wanted.isFrozen()) {
            return EscrowRules.refundInFlight();
        }
        return switch (wanted) {
            case AvailableFunds.Availability.Unavailable(var refusal) -> refusal;
            case AvailableFunds.Availability.Available(var part) ->
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
        return Decision.accepted(new EscrowEvent.RefundRefused(refused.refund(), refused.reason()));
    }

    /** What is free goes back because time, not a party, says so. */
    static Decision owed(Escrow escrow, RefundId id, Refund.Cause cause, Instant now) {
        Portion part = escrow.amountsNow().allUncommitted();
        return sendBack(escrow, back(escrow, id, part, cause, Optional.empty(), now));
    }

    /** From what was released, what still matures first; the rest is the payee's debt. */
    static Decision giveBackAfter(Escrow.Settled settled, RefundPayer refund, Instant now) {
        EscrowFunds funds = settled.funds();
        Agreement agreement = settled.agreement();
        Portion released = funds.amounts().released();
        if (released.isZero() && withBanks(funds).isZero() && !funds.isFrozen()) {
            return EscrowRules.notAllowed(settled);
        }
        Money left = released.price();
        Money wanted = refund.amount().orElse(left);
        boolean tooMuch = wanted.compareTo(left) > 0 || released.isZero();
        if (tooMuch && withBanks(funds).isPositive() && wanted.compareTo(left.plus(withBanks(funds))) <= 0) {
            return EscrowRules.bankDecides();
        }
        if (tooMuch && funds.isFrozen() && wanted.compareTo(left.plus(funds.amounts().frozen().price())) <= 0) {
            return EscrowRules.frozen(funds);
        }
        if (funds.openRefund().isPresent()) {
            return EscrowRules.refundInFlight();
        }
        if (!now.isBefore(settled.settledAt().plus(EscrowRules.REFUND_WINDOW))) {
            return EscrowRules.closed("The time to refund is over.");
        }
        if (tooMuch) {
            return Decision.refuse(CommonReason.AMOUNT_EXCEEDS, "There are " + left + " left that were released.");
        }
        Portion maturing = funds.allMaturing();
        Portion ofMaturing = funds.sliceOfMaturing(
                wanted.compareTo(maturing.price()) < 0 ? wanted : maturing.price());
        Portion rest = released.minus(maturing).portion(agreement, wanted.minus(ofMaturing.price()));
        Portion part = ofMaturing.plus(rest);
        var back = new Back(
                refund.refund(),
                part,
                ofMaturing,
                Refund.Cause.GRANTED,
                refund.reference(),
                Deadlines.begun(now));
        return Decision.accepted(
                new EscrowEvent.RefundStarted(back),
                PostingRules.of(agreement).clawBack(part, ofMaturing, PostingRules.REFUND).postings());
    }

    /** Of the price, what open chargebacks took back from what was released. */
    private static Money withBanks(EscrowFunds funds) {
        return funds.cases().chargebacks().stream()
                .filter(Chargeback::isOpen)
                .map(bank -> bank.taken().price())
                .reduce(Money.zero(funds.amounts().funded().currency()), Money::plus);
    }

    private static Decision sendBack(Escrow escrow, Back back) {
        return Decision.accepted(
                new EscrowEvent.RefundStarted(back),
                PostingRules.of(escrow.agreement()).sendBack(back.part()).postings());
    }

    static Back back(
            Escrow escrow,
            RefundId id,
            Portion part,
            Refund.Cause cause,
            Optional<String> reference,
            Instant now) {
        return new Back(id, part, Portion.none(escrow.agreement()), cause, reference, Deadlines.begun(now));
    }

    /** The gateway's word about the open refund; about another it changes nothing. */
    static Decision answered(Escrow escrow, OfRefund answer, DecisionContext when) {
        Optional<Refund> open = escrow.openRefund()
                .filter(refund -> refund.gatewayReference().equals(answer.gatewayReference()))
                .filter(refund -> refund.status() != Refund.Status.RETRYING);
        if (open.isEmpty()) {
            return EscrowRules.notAllowed(escrow);
        }
        Refund refund = open.get();
        return switch (answer) {
            case RefundDone _ ->
                Decision.accepted(new EscrowEvent.Refunded(refund.id(), ends(escrow, refund)), Postings.NONE);
            case RefundDeclined(var _, var code) -> declined(escrow, refund, code, when.now());
            case RefundStillUnknown _ -> Decision.accepted(new EscrowEvent.RefundUnknown(refund.id()));
        };
    }

    private static Decision declined(Escrow escrow, Refund refund, String code, Instant now) {
        PostingRules moves = PostingRules.of(escrow.agreement());
        EscrowFunds funds = escrow.custodyNow().orElseThrow();
        Money gross = refund.part().gross(escrow.agreement());
        // The payer already has the charged-back part, so it is not refunded again. A refund after settlement cannot
        // return to the escrow, which is over.
        FundsHolds cases = funds.cases();
        boolean keptAll = cases.shortfallKept(escrow.agreement(), now).compareTo(gross) >= 0;
        boolean owed = refund.cause().isOwed() && (refund.afterSettlement() || !keptAll);
        if (owed && !keptAll && cases.shortfall(escrow.agreement()).compareTo(gross) >= 0) {
            // While a bank decides about all of it, it is neither sent again nor given to the payee.
            Instant answered = cases.bankAnswersBy(escrow.agreement(), now);
            Instant next = now.plus(NEXT_ATTEMPT);
            Instant retryAt = answered.isBefore(next) ? next : answered;
            return Decision.accepted(EscrowEvent.RefundFailed.plain(refund.id(), code, Optional.of(retryAt)));
        }
        if (owed && refund.attempt() < Refund.MOST_ATTEMPTS) {
            Instant retryAt = now.plus(NEXT_ATTEMPT.multipliedBy(refund.attempt()));
            return Decision.accepted(EscrowEvent.RefundFailed.plain(refund.id(), code, Optional.of(retryAt)));
        }
        if (owed) {
            return Decision.accepted(
                    new EscrowEvent.RefundUndeliverable(refund.id(), code, ends(escrow, refund)),
                    moves.suspend(refund.part()).postings());
        }
        moves = refund.afterSettlement()
                ? moves.reverseClawback(refund.part(), refund.ofMaturing(), PostingRules.REFUND)
                : moves.refundReturned(refund.part());
        return cameBack(escrow, refund, funds.cameBack(code), code, moves, now);
    }

    /** What comes back covers what banks have and did not find; only the rest is where it was. */
    private static Decision cameBack(
            Escrow escrow, Refund refund, EscrowFunds back, String code, PostingRules moves, Instant now) {
        List<EscrowEvent.Taking> takings = ChargebackRules.takings(back, now);
        Optional<Escrow.Outcome> settles = ReleaseRules.settles(escrow, back.taking(takings));
        return Decision.accepted(
                new EscrowEvent.RefundFailed(refund.id(), code, Optional.empty(), takings, settles),
                ChargebackRules.moved(moves, takings, back.cases()).postings());
    }

    /** How the escrow ends when this refund is out of the way; nothing if it goes on. */
    private static Optional<Ends> ends(Escrow escrow, Refund refund) {
        if (refund.afterSettlement()) {
            return Optional.empty();
        }
        EscrowAmounts after =
                escrow.amountsNow().refundReturned(refund.part()).refund(refund.part());
        if (!after.isSpent()) {
            return Optional.empty();
        }
        if (refund.cause() == Refund.Cause.CANCELLED) {
            return Optional.of(Ends.CANCELLED);
        }
        return Optional.of(after.released().isZero() ? Ends.REFUNDED : Ends.SPLIT);
    }
}
