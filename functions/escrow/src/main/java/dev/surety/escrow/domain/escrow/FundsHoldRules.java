package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowCommand.Award;
import dev.surety.escrow.domain.escrow.EscrowCommand.Dispute;
import dev.surety.escrow.domain.escrow.EscrowEvent.Back;
import dev.surety.escrow.domain.funds.CaseTelling;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.model.dispute.Division;
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

    /**
     * A dispute needs this long for its whole path; with less time left none opens. By the shipped terms its stages
     * take 58 d, of which 5 are for a late notice. Outages take 10 d, and carrying it out takes 2 d.
     */
    static final Duration WHOLE_PATH = Duration.ofDays(70);

    /** Outages move the long stop of a dispute by at most this. */
    static final Duration MOST_EXTENDED = Duration.ofDays(10);

    /** The rule of a division whose parts do not sum to the amount. */
    static final String NOT_THE_SUM = "do_not_sum_to_amount";

    private static final Duration GIVEN_BACK_AT_LEAST = Duration.ofHours(24);

    private FundsHoldRules() {}

    /** Disputes uncommitted money. {@code closed} is the refusal once the state's deadline is over. */
    static Decision dispute(
            Escrow escrow, Dispute dispute, DecisionContext when, Optional<Decision.Refused> closed) {
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        Decision decided = preconditions(escrow).<Decision>map(refused -> refused).orElseGet(() ->
                switch (AvailableFunds.slice(funds, dispute.amount())) {
                    case AvailableFunds.Availability.Unavailable(var refusal) -> refusal;
                    case AvailableFunds.Availability.Available(var part) -> {
                        EscrowFunds after = funds.with(funds.amounts().freeze(part));
                        yield opened(funds, dispute, part, stopped(escrow, after, when.now()), when);
                    }
                });
        return closed.map(later -> EscrowRules.before(decided, later)).orElse(decided);
    }

    /** Money on hold goes back to the escrow and is frozen there. */
    static Decision disputeMaturing(Escrow.Settled settled, Dispute dispute, DecisionContext when) {
        Instant now = when.now();
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
        return opened(funds, dispute, part, funds.toMature(now), when);
    }

    private static Decision opened(
            EscrowFunds funds, Dispute dispute, Portion part, Duration left, DecisionContext when) {
        Division asks = dispute.asks().orElseGet(() -> Division.allToPayer(part.price()));
        if (!asks.sum().equals(part.price())) {
            return new Decision.Refused(
                    Refusal.of(CommonReason.INVALID, List.of(new FieldError("/asks", NOT_THE_SUM))));
        }
        Optional<Instant> tellAt =
                when.hasArbiters() ? Optional.of(CaseTelling.first(when.now())) : Optional.empty();
        return Decision.accepted(new EscrowEvent.Disputed(
                part, longStop(funds, when.now()), left, dispute.reason(), asks, tellAt));
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
        Portion unfrozen = open.get().part().minus(funds.holds().drawn(escrow.agreement()));
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

    /** Moves the long stop to the told total, never back, and by {@link #MOST_EXTENDED} at most. */
    static Decision extend(Escrow escrow, Duration told) {
        Optional<OpenDispute> open = escrow.fundsNow().orElseThrow().holds().dispute();
        Duration total = told.compareTo(MOST_EXTENDED) < 0 ? told : MOST_EXTENDED;
        return open.filter(dispute -> total.compareTo(dispute.extended()) > 0)
                .map(dispute -> Decision.accepted(new EscrowEvent.CaseExtended(
                        dispute.longStop().plus(total.minus(dispute.extended())), total)))
                .orElseGet(() -> EscrowRules.notAllowed(escrow));
    }

    /** Takes down a look for the dispute's own chain. */
    static Decision tell(Escrow escrow, boolean known, Instant now) {
        return escrow.fundsNow()
                .flatMap(funds -> funds.holds().dispute())
                .filter(dispute -> isTold(dispute, now))
                .map(dispute -> Decision.accepted(
                        new EscrowEvent.CaseTold(
                                known,
                                dispute.telling().filter(_ -> !known).flatMap(of -> of.after(now)))))
                .orElseGet(() -> EscrowRules.notAllowed(escrow));
    }

    /** Whether the next look is due. */
    static boolean isTold(OpenDispute dispute, Instant now) {
        return dispute.telling().filter(of -> of.isDue(now)).isPresent();
    }

    /** The long stop: no arbiter ruled in time. */
    static Decision timedOut(Escrow escrow, OpenDispute dispute, RefundId refund, Instant now) {
        return Decision.accepted(new EscrowEvent.CaseTimedOut(
                sent(escrow, refund, dispute.part(), Refund.Cause.CASE_TIMED_OUT, now), Optional.empty()));
    }

    private static Back sent(Escrow escrow, RefundId id, Portion part, Refund.Cause cause, Instant now) {
        return RefundRules.back(escrow, id, part, cause, Optional.empty(), now);
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
