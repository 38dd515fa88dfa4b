package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowCommand.Award;
import dev.surety.escrow.domain.escrow.EscrowCommand.Dispute;
import dev.surety.escrow.domain.escrow.EscrowEvent.Back;
import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The payer's disputes: the money they freeze, and how it is freed or divided. A dispute stops its own part; the rest
 * goes on with its timers. {@link ChargebackRules} has the bank's chargebacks.
 */
final class FundsHoldRules {
    /** Without a ruling by then, the disputed money goes back to the payer. */
    static final Duration LONG_STOP = Duration.ofDays(75);

    /** A payer opens this many disputes of an escrow. */
    static final int MOST_DISPUTES = 2;

    /** All disputes of an escrow together take this long, without the time in which a bank has the money. */
    static final Duration MOST_DISPUTED = Duration.ofDays(150);

    /** A dispute needs this long for its whole path; with less time left none opens. */
    static final Duration WHOLE_PATH = Duration.ofDays(65);

    private static final Duration GIVEN_BACK_AT_LEAST = Duration.ofHours(24);

    private FundsHoldRules() {}

    /** Disputes uncommitted money. {@code closed} is the refusal once the state's deadline is over. */
    static Decision dispute(Escrow escrow, Dispute dispute, Instant now, Optional<Decision.Refused> closed) {
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        Decision decided = preconditions(escrow).<Decision>map(refused -> refused).orElseGet(() ->
                switch (AvailableFunds.slice(funds, dispute.amount())) {
                    case AvailableFunds.Availability.Unavailable(var refusal) -> refusal;
                    case AvailableFunds.Availability.Available(var part) -> {
                        EscrowFunds after = funds.with(funds.amounts().freeze(part));
                        yield Decision.accepted(new EscrowEvent.Disputed(
                                part, longStop(funds, now), stopped(escrow, after, now)));
                    }
                });
        return closed.map(later -> EscrowRules.before(decided, later)).orElse(decided);
    }

    /** Money on hold goes back to the escrow and is frozen there. */
    static Decision disputeMaturing(Escrow.Settled settled, Dispute dispute, Instant now) {
        EscrowFunds funds = settled.funds();
        Optional<Decision.Refused> preconditions = preconditions(settled);
        if (preconditions.isPresent()) {
            return preconditions.get();
        }
        List<EscrowFunds.Maturing> left = funds.maturing().stream()
                .filter(there -> now.isBefore(there.at()))
                .toList();
        if (funds.maturing().isEmpty()) {
            boolean bank = funds.holds().chargebacks().stream()
                    .anyMatch(of -> of.isOpen() && !of.onHold().isZero());
            return bank ? EscrowRules.bankDecides() : EscrowRules.notAllowed(settled);
        }
        if (left.isEmpty()) {
            return EscrowRules.closed("The money is the payee's by now.");
        }
        Money most = left.stream()
                .map(there -> there.part().price())
                .reduce(Money.zero(settled.agreement().price().currency()), Money::plus);
        Money wanted = dispute.amount().orElse(most);
        if (wanted.compareTo(most) > 0) {
            return Decision.exceeds("There are " + most + " left that still mature.", most, wanted);
        }
        Portion part = funds.sliceOfMaturing(wanted);
        return Decision.accepted(new EscrowEvent.Disputed(part, longStop(funds, now), funds.toMature(now)));
    }

    /** One dispute at a time, two in all, and none when too little of the allowed time is left. */
    private static Optional<Decision.Refused> preconditions(Escrow escrow) {
        FundsHolds holds = escrow.fundsNow().orElseThrow().holds();
        if (holds.opened() >= MOST_DISPUTES) {
            return Optional.of(Decision.limited(
                    "disputes",
                    MOST_DISPUTES,
                    holds.opened() + 1L,
                    "The payer has opened " + MOST_DISPUTES + " disputes."));
        }
        if (holds.dispute().isPresent()) {
            return Optional.of(EscrowRules.notAllowed(escrow));
        }
        return timeLeft(holds).compareTo(WHOLE_PATH) < 0
                ? Optional.of(Decision.limited(
                        "days_disputed",
                        MOST_DISPUTED.toDays(),
                        holds.ran().plus(WHOLE_PATH).toDays(),
                        "Disputes of this escrow may take " + MOST_DISPUTED.toDays() + " days in all; "
                                + timeLeft(holds).toDays() + " are left."))
                : Optional.empty();
    }

    private static Duration timeLeft(FundsHolds holds) {
        return MOST_DISPUTED.minus(holds.ran());
    }

    private static Instant longStop(EscrowFunds funds, Instant now) {
        Duration left = timeLeft(funds.holds());
        return now.plus(left.compareTo(LONG_STOP) < 0 ? left : LONG_STOP);
    }

    static Decision withdraw(Escrow escrow, Instant now) {
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        Optional<OpenDispute> open = funds.holds().dispute();
        if (open.isEmpty()) {
            return EscrowRules.notAllowed(escrow);
        }
        Agreement agreement = escrow.agreement();
        Portion unfrozen = open.get().part();
        for (Chargeback bank : funds.holds().freezing()) {
            unfrozen = unfrozen.minus(drawnOf(agreement, unfrozen, bank.shared()));
        }
        if (unfrozen.isZero()) {
            return Decision.accepted(new EscrowEvent.Withdrawn(unfrozen, Optional.empty()));
        }
        boolean settled = escrow instanceof Escrow.Settled;
        Optional<Instant> until = settled
                ? Optional.of(now.plus(givenBack(open.get().left())))
                : resumes(escrow, open.get().left(), now);
        return Decision.accepted(new EscrowEvent.Withdrawn(unfrozen, until));
    }

    static Decision award(Escrow escrow, Award award, DecisionContext when) {
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        Optional<OpenDispute> open = funds.holds().dispute();
        if (open.isEmpty()) {
            return EscrowRules.notAllowed(escrow);
        }
        Portion claimed = open.get().part();
        if (!award.toPayee().plus(award.toPayer()).equals(claimed.price())) {
            return new Decision.Refused(Refusal.of(
                    CommonReason.INVALID, List.of(new FieldError("/lines", "do_not_sum_to_frozen_amount"))));
        }
        if (funds.holds().isBankDeciding()) {
            // The bank has this money already: an award would pay it twice.
            return EscrowRules.bankDecides();
        }
        boolean back = !award.toPayer().isZero();
        if (back && funds.openRefund().isPresent()) {
            return EscrowRules.refundInFlight();
        }
        Portion released = back ? claimed.portion(escrow.agreement(), award.toPayee()) : claimed;
        Portion returned = claimed.minus(released);
        Optional<Back> sent = back
                ? Optional.of(sent(escrow, award.refund(), returned, Refund.Cause.AWARDED, when.now()))
                : Optional.empty();
        Optional<Instant> matures = released.isZero() ? Optional.empty() : when.maturesAt();
        Optional<EscrowEvent.Kept> kept = when.kept(released.net(escrow.agreement()));
        EscrowFunds after = funds.with(funds.amounts().unfreeze(claimed).release(released));
        Optional<Escrow.Outcome> settles = back ? Optional.empty() : ReleaseRules.settles(escrow, after);
        return Decision.accepted(new EscrowEvent.Awarded(released, matures, sent, Optional.empty(), settles, kept));
    }

    /** The long stop: no arbiter ruled in time. */
    static Decision timedOut(Escrow escrow, OpenDispute dispute, RefundId refund, Instant now) {
        return Decision.accepted(new EscrowEvent.CaseTimedOut(
                sent(escrow, refund, dispute.part(), Refund.Cause.CASE_TIMED_OUT, now), Optional.empty()));
    }

    private static Back sent(Escrow escrow, RefundId id, Portion part, Refund.Cause cause, Instant now) {
        return RefundRules.back(escrow, id, part, cause, Optional.empty(), now);
    }

    /** The portion of a dispute that covers a bank's debit of this amount. */
    static Portion drawnOf(Agreement agreement, Portion disputed, Money drawn) {
        return drawn.compareTo(disputed.gross(agreement)) >= 0
                ? disputed
                : disputed.portionOfGross(agreement, drawn);
    }

    /** The time left of the state's deadline, if this freezes the last uncommitted money; else zero. */
    static Duration stopped(Escrow escrow, EscrowFunds after, Instant now) {
        boolean last = !escrow.amountsNow().uncommitted().isZero() && after.amounts().uncommitted().isZero();
        return last
                ? Deadlines.ofState(escrow).map(at -> EscrowFunds.left(at, now)).orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /** The state's deadline when money comes back to it, at least a day from now; a settled escrow has none. */
    static Optional<Instant> resumes(Escrow escrow, Duration left, Instant now) {
        Instant least = now.plus(givenBack(left));
        return Deadlines.ofState(escrow).map(at -> at.isBefore(least) ? least : at);
    }

    /** How long a deadline runs on for money that a case gives back. */
    static Duration givenBack(Duration left) {
        return left.compareTo(GIVEN_BACK_AT_LEAST) < 0 ? GIVEN_BACK_AT_LEAST : left;
    }
}
