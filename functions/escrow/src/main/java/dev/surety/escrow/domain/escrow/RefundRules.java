package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.escrow.EscrowCommand.OfRefund;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundDeclined;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundDone;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundPayer;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefundStillUnknown;
import dev.surety.escrow.domain.escrow.EscrowCommand.RefuseRefund;
import dev.surety.escrow.domain.escrow.EscrowEvent.Back;
import dev.surety.escrow.domain.escrow.EscrowEvent.Ends;
import dev.surety.escrow.domain.funds.Chargeback;
import dev.surety.escrow.domain.funds.EscrowAmounts;
import dev.surety.escrow.domain.funds.EscrowFunds;
import dev.surety.escrow.domain.funds.FundsHolds;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.funds.Taking;
import dev.surety.escrow.domain.payment.RetrySchedule;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.standing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A refund of r with payer's fees t sends r + t to the payer and takes no fee of the payee. The money is in flight from
 * the intent until the gateway's answer. A refused refund that is owed is tried again; a granted one returns to the
 * escrow, which goes on.
 */
public final class RefundRules {
    /**
     * We decline a refund ourselves by this code: two people found its payer on a list. The money goes to suspense, the
     * escrow ends all the same, and people decide. The word tells the payer nothing.
     */
    public static final String WITHHELD = Standing.UNDER_REVIEW;

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
        return sendBack(back(held, id, part, Refund.Cause.CANCELLED, Optional.empty(), now));
    }

    static Decision giveBack(Escrow escrow, RefundPayer refund, Instant now) {
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        AvailableFunds.Availability wanted = AvailableFunds.slice(funds, refund.amount());
        if (funds.openRefund().isPresent() && !wanted.isFrozen()) {
            return EscrowRules.refundInFlight();
        }
        return switch (wanted) {
            case AvailableFunds.Availability.Unavailable(var refusal) -> refusal;
            case AvailableFunds.Availability.Available(var part) ->
                sendBack(
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

    /** Free money goes back because of a deadline, not by a party's wish. */
    static Decision owed(Escrow escrow, RefundId id, Refund.Cause cause, Instant now) {
        Portion part = escrow.amountsNow().allUncommitted();
        return sendBack(back(escrow, id, part, cause, Optional.empty(), now));
    }

    /** From released money: money on hold first; the command says how the payee bears the rest. */
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
            return Decision.exceeds("There are " + left + " left that were released.", left, wanted);
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
                RetrySchedule.begun(now),
                refund.charge());
        return Decision.accepted(new EscrowEvent.RefundStarted(back));
    }

    /** The part of the price that open chargebacks took back from released money. */
    private static Money withBanks(EscrowFunds funds) {
        return funds.holds().chargebacks().stream()
                .filter(Chargeback::isOpen)
                .map(bank -> bank.taken().price())
                .reduce(Money.zero(funds.amounts().funded().currency()), Money::plus);
    }

    private static Decision sendBack(Back back) {
        return Decision.accepted(new EscrowEvent.RefundStarted(back));
    }

    static Back back(
            Escrow escrow,
            RefundId id,
            Portion part,
            Refund.Cause cause,
            Optional<String> reference,
            Instant now) {
        return new Back(
                id,
                part,
                Portion.none(escrow.agreement()),
                cause,
                reference,
                RetrySchedule.begun(now),
                Optional.empty());
    }

    /** The gateway's answer about the open refund; an answer about another is refused. */
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
                Decision.accepted(new EscrowEvent.Refunded(refund.id(), ends(escrow, refund)));
            case RefundDeclined(var _, var code) -> declined(escrow, refund, code, when.now());
            case RefundStillUnknown _ -> Decision.accepted(new EscrowEvent.RefundUnknown(refund.id()));
        };
    }

    private static Decision declined(Escrow escrow, Refund refund, String code, Instant now) {
        EscrowFunds funds = escrow.fundsNow().orElseThrow();
        Money gross = refund.part().gross(escrow.agreement());
        // The payer already has the charged-back part, so it is not refunded again. A refund after settlement cannot
        // return to the escrow, which is over.
        FundsHolds holds = funds.holds();
        boolean keptAll = holds.shortfallKept(escrow.agreement(), now).compareTo(gross) >= 0;
        boolean isWithheld = code.equals(WITHHELD);
        boolean owed = (isWithheld || refund.cause().isOwed()) && (refund.afterSettlement() || !keptAll);
        if (owed && !keptAll && holds.shortfall(escrow.agreement()).compareTo(gross) >= 0) {
            // While a bank decides about all of it, the money is neither sent again nor given to the payee.
            Instant answered = holds.bankAnswersBy(escrow.agreement(), now);
            Instant next = now.plus(NEXT_ATTEMPT);
            Instant retryAt = answered.isBefore(next) ? next : answered;
            return Decision.accepted(EscrowEvent.RefundFailed.plain(refund.id(), code, Optional.of(retryAt)));
        }
        if (owed && !isWithheld && refund.attempt() < Refund.MOST_ATTEMPTS) {
            Instant retryAt = now.plus(NEXT_ATTEMPT.multipliedBy(refund.attempt()));
            return Decision.accepted(EscrowEvent.RefundFailed.plain(refund.id(), code, Optional.of(retryAt)));
        }
        if (owed) {
            return Decision.accepted(
                    new EscrowEvent.RefundUndeliverable(refund.id(), code, ends(escrow, refund)));
        }
        return cameBack(escrow, refund, funds.cameBack(code), code, now);
    }

    /** Returning money first covers chargebacks' shortfalls; the rest returns to its former place. */
    private static Decision cameBack(
            Escrow escrow, Refund refund, EscrowFunds back, String code, Instant now) {
        List<Taking> takings = ChargebackRules.takings(back, now);
        Optional<Escrow.Outcome> settles = ReleaseRules.settles(escrow, back.taking(takings));
        return Decision.accepted(
                new EscrowEvent.RefundFailed(refund.id(), code, Optional.empty(), takings, settles));
    }

    /** How the escrow ends with this refund; empty if it goes on. */
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
