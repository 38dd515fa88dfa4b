package dev.surety.escrow.domain;

import dev.surety.escrow.domain.EscrowCommand.Award;
import dev.surety.escrow.domain.EscrowCommand.Dispute;
import dev.surety.escrow.domain.EscrowEvent.Back;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The payer's disputes: what they freeze, and how it is freed or divided. The bank's are in {@link BankRules}. */
final class CaseRules {
    static final Duration LONG_STOP = Duration.ofDays(60);
    private static final Duration GIVEN_BACK_AT_LEAST = Duration.ofHours(24);

    private CaseRules() {}

    static Decision dispute(Escrow escrow, Dispute dispute, Instant deadline, Instant now) {
        return switch (Free.slice(escrow.custodyNow().orElseThrow(), dispute.amount())) {
            case Free.Wanted.No(var refusal) -> refusal;
            case Free.Wanted.Yes(var part) ->
                Decision.happens(
                        new EscrowEvent.Disputed(part, now.plus(LONG_STOP), left(deadline, now)));
        };
    }

    /** What was released but still matures goes back to the escrow, and is frozen there. */
    static Decision disputeMaturing(Escrow.Settled settled, Dispute dispute, Instant now) {
        Custody custody = settled.custody();
        Optional<Instant> until = custody.maturing().stream()
                .map(Custody.Maturing::at)
                .filter(now::isBefore)
                .max(Instant::compareTo);
        if (custody.maturing().isEmpty()) {
            return EscrowRules.notAllowed(settled);
        }
        if (until.isEmpty()) {
            return EscrowRules.closed("The money is the payee's by now.");
        }
        Money most = custody.maturing().stream()
                .filter(there -> now.isBefore(there.at()))
                .map(there -> there.part().price())
                .reduce(Money.zero(settled.agreement().price().currency()), Money::plus);
        Money wanted = dispute.amount().orElse(most);
        if (wanted.compareTo(most) > 0) {
            return Decision.refuse(CommonReason.AMOUNT_EXCEEDS, "There are " + most + " left that still mature.");
        }
        Slice part = custody.sliceOfMaturing(wanted);
        return Decision.happens(
                new EscrowEvent.Disputed(part, now.plus(LONG_STOP), left(until.get(), now)),
                Moves.of(settled.agreement()).unrelease(part).postings());
    }

    static Decision withdraw(Escrow.Disputed disputed, Instant now) {
        Case open = disputed.open();
        if (open.claim().isEmpty()) {
            return EscrowRules.notAllowed(disputed);
        }
        Agreement agreement = disputed.agreement();
        Slice unfrozen = open.claim().get().part();
        for (Case.Charged bank : open.charged()) {
            unfrozen = unfrozen.minus(drawnOf(agreement, unfrozen, bank.shared(agreement)));
        }
        boolean settled = disputed.before() == Escrow.Before.SETTLED;
        boolean matures = settled && !unfrozen.weighsNothing();
        Optional<Instant> until = matures
                ? Optional.of(now.plus(givenBack(open.left())))
                : resumes(disputed, !open.isCharged(), now);
        return Decision.happens(
                new EscrowEvent.Withdrawn(unfrozen, until),
                matures ? Moves.of(agreement).release(unfrozen, true).postings() : Postings.NONE);
    }

    static Decision award(Escrow.Disputed disputed, Award award, Circumstances when) {
        Case open = disputed.open();
        if (open.claim().isEmpty()) {
            return EscrowRules.notAllowed(disputed);
        }
        Slice claimed = open.claim().get().part();
        if (!award.toPayee().plus(award.toPayer()).equals(claimed.price())) {
            return new Decision.Refused(Refusal.of(
                    CommonReason.INVALID, List.of(new FieldError("/lines", "do_not_sum_to_frozen_amount"))));
        }
        if (open.isCharged()) {
            // The bank has this money already: paying it out would be paying twice.
            return EscrowRules.frozen();
        }
        boolean back = !award.toPayer().isZero();
        if (back && disputed.custody().openRefund().isPresent()) {
            return EscrowRules.refundInFlight();
        }
        Slice released = back ? claimed.portion(disputed.agreement(), award.toPayee()) : claimed;
        Slice returned = claimed.minus(released);
        Optional<Back> sent = back
                ? Optional.of(sent(disputed, award.refund(), returned, Refund.Cause.AWARDED, when.now()))
                : Optional.empty();
        Optional<Instant> matures = released.weighsNothing() ? Optional.empty() : when.maturesAt();
        Holdings after = disputed.custody().holdings().unfreeze(claimed).release(released);
        boolean settled = disputed.before() == Escrow.Before.SETTLED;
        // What was settled before stays so since then.
        Optional<Escrow.Outcome> settles =
                back || settled ? Optional.empty() : ReleaseRules.settles(disputed, after);
        Moves moves = Moves.of(disputed.agreement()).release(released, matures.isPresent());
        return Decision.happens(
                new EscrowEvent.Awarded(
                        released,
                        matures,
                        sent,
                        settles.isPresent() ? Optional.empty() : resumes(disputed, true, when.now()),
                        settles),
                (back ? moves.sendBack(returned) : moves).postings());
    }

    /** Nobody decided for too long. */
    static Decision timedOut(Escrow.Disputed disputed, RefundId refund, Instant now) {
        Slice claimed = disputed.open().claim().orElseThrow().part();
        return Decision.happens(
                new EscrowEvent.CaseTimedOut(
                        sent(disputed, refund, claimed, Refund.Cause.CASE_TIMED_OUT, now),
                        resumes(disputed, true, now)),
                Moves.of(disputed.agreement()).sendBack(claimed).postings());
    }

    private static Back sent(Escrow.Disputed disputed, RefundId id, Slice part, Refund.Cause cause, Instant now) {
        return RefundRules.back(disputed, id, part, cause, Optional.empty(), now);
    }

    /** The piece of a claim that a bank drew so much of. */
    static Slice drawnOf(Agreement agreement, Slice claimed, Money drawn) {
        return drawn.compareTo(claimed.gross(agreement)) >= 0 ? claimed : claimed.portionOfGross(agreement, drawn);
    }

    static Duration left(Instant deadline, Instant now) {
        Duration left = Duration.between(now, deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The deadline that stood still, given back; a settled escrow has none. */
    static Optional<Instant> resumes(Escrow.Disputed disputed, boolean ends, Instant now) {
        return ends && disputed.before() != Escrow.Before.SETTLED
                ? Optional.of(now.plus(givenBack(disputed.open().left())))
                : Optional.empty();
    }

    /** How long a deadline that stood still runs on. */
    static Duration givenBack(Duration left) {
        return left.compareTo(GIVEN_BACK_AT_LEAST) < 0 ? GIVEN_BACK_AT_LEAST : left;
    }
}
