package dev.surety.escrow.domain;

import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to an escrow. Stored for ever: a changed shape gets a new version of its name. A free text that came
 * with the command is no part of it: the entry names it as its note.
 */
public sealed interface EscrowEvent {
    record Created(Agreement agreement, Instant payBy) implements EscrowEvent {}

    record FundingStarted(PaymentId payment, String method) implements EscrowEvent {}

    /** The payer has to do something at the gateway's page, until {@code actBy}. */
    record FundingActionNeeded(PaymentId payment, String method, Instant actBy) implements EscrowEvent {}

    record Funded(PaymentId payment, String method, Money amount, Instant deliverBy) implements EscrowEvent {}

    record FundingDeclined(PaymentId payment, String method, String code) implements EscrowEvent {}

    record FundingUnknown(PaymentId payment, String method) implements EscrowEvent {}

    /** Nothing was paid, and now nothing will be. */
    record Cancelled() implements EscrowEvent {}

    /** Nobody paid in time. */
    record Expired() implements EscrowEvent {}

    record Delivered(Instant inspectUntil) implements EscrowEvent {}

    record ChangesRequested(Instant deliverBy) implements EscrowEvent {}

    /**
     * A part of the price went to the payee.
     *
     * @param maturesAt when a new payee can be paid it; empty if at once
     * @param settles what the escrow has come to, if this was the last of it
     */
    record Released(
            Slice part,
            Why why,
            Optional<String> reference,
            Optional<Instant> maturesAt,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {}

    /** What was to mature until {@code until} is the payee's to be paid. */
    record Matured(Slice part, Instant until) implements EscrowEvent {}

    record RefundStarted(Back back) implements EscrowEvent {}

    /** The gateway refused what must be made; it is asked again under another reference. */
    record RefundRetried(RefundId refund) implements EscrowEvent {}

    record RefundUnknown(RefundId refund) implements EscrowEvent {}

    /**
     * The gateway would not. If {@code retryAt} is there the money stays in flight and it is tried again then.
     *
     * @param covers what of the money that comes back a bank has drawn already
     * @param opens the case that opened, if there was none
     * @param settles what the escrow has come to, if banks have kept the last of it
     */
    record RefundFailed(
            RefundId refund,
            String code,
            Optional<Instant> retryAt,
            List<Cover> covers,
            Optional<Duration> opens,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {
        public RefundFailed {
            covers = List.copyOf(covers);
        }

        /** One after which nothing comes back to any bank. */
        public static RefundFailed plain(RefundId refund, String code, Optional<Instant> retryAt) {
            return new RefundFailed(refund, code, retryAt, List.of(), Optional.empty(), Optional.empty());
        }
    }

    record Refunded(RefundId refund, Optional<Ends> ends) implements EscrowEvent {}

    /** Tried often enough: the payer's money waits in suspense for a person. */
    record RefundUndeliverable(RefundId refund, String code, Optional<Ends> ends) implements EscrowEvent {}

    /** A refund that was ordered of the payment was not begun, and never will be. Nothing moved. */
    record RefundRefused(RefundId refund, String reason) implements EscrowEvent {}

    record Disputed(Slice part, Instant longStop, Duration left) implements EscrowEvent {}

    /**
     * The payer took the dispute back.
     *
     * @param unfrozen what is free again; less than was in dispute if a bank has drawn the same money
     * @param resumedUntil the deadline that stood still, given back; empty if a bank's case goes on
     */
    record Withdrawn(Slice unfrozen, Optional<Instant> resumedUntil) implements EscrowEvent {}

    /** An arbiter ruled: this to the payee, that back to the payer. */
    record Awarded(
            Slice released,
            Optional<Instant> maturesAt,
            Optional<Back> back,
            Optional<Instant> resumedUntil,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {}

    /** Nobody ruled for too long: what was in dispute goes back to the payer. */
    record CaseTimedOut(Back back, Optional<Instant> resumedUntil) implements EscrowEvent {}

    /**
     * The payer's bank drew money.
     *
     * @param amount what it drew for this escrow
     * @param covered how much of that is frozen now, by this or by the payer's dispute before
     * @param frozen what this froze more
     * @param ofMaturing how much of that had been released and was maturing
     * @param toMature how long that still had to mature
     * @param opens the case this opened; empty if there was one, or there is nothing to freeze
     */
    record ChargebackDrawn(
            String chargeback,
            Money amount,
            Money covered,
            Slice frozen,
            Slice ofMaturing,
            Duration toMature,
            Instant answerBy,
            Optional<Duration> opens)
            implements EscrowEvent {}

    /**
     * The bank gave it back.
     *
     * @param maturesAt when what had been maturing matures again; the rest is free
     * @param covers what of it another chargeback has drawn
     * @param settles what the escrow has come to, if nothing is free
     */
    record ChargebackWon(
            String chargeback,
            Slice unfrozen,
            Optional<Instant> resumedUntil,
            Optional<Instant> maturesAt,
            List<Cover> covers,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {
        public ChargebackWon {
            covers = List.copyOf(covers);
        }
    }

    /**
     * What came free, of what a bank had drawn and not found.
     *
     * @param covered how much of what it drew
     * @param frozen what is frozen for it, or lost to it, that was not before
     * @param ofMaturing how much of that was released and maturing
     * @param kept whether the bank has kept it: then it is lost
     * @param ofClaim what is lost to it of what the payer disputes
     */
    record Cover(
            String chargeback,
            Money covered,
            Slice frozen,
            Slice ofMaturing,
            Duration toMature,
            boolean kept,
            Slice ofClaim) {
        /** All that is lost to it, if the bank has kept it. */
        Slice lost() {
            return frozen.plus(ofClaim);
        }
    }

    /** The bank gave back what it was taken to have kept: it waits in suspense for somebody to say whose it is. */
    record ChargebackWonLate(String chargeback, Slice part) implements EscrowEvent {}

    /** The bank kept it. {@code settles} is there if nothing is left. */
    record ChargebackLost(
            String chargeback,
            Slice lost,
            Optional<Instant> resumedUntil,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {}

    /**
     * Money that starts on its way back to the payer.
     *
     * @param ofMaturing how much of it was maturing for the payee
     * @param askAt when to look after it, should nobody hear of it again
     */
    record Back(
            RefundId refund,
            Slice part,
            Slice ofMaturing,
            Refund.Cause cause,
            Optional<String> reference,
            Instant askAt) {}

    /** How a refund ends an escrow. */
    enum Ends {
        REFUNDED,
        SPLIT,
        RELEASED,
        CANCELLED
    }

    enum Why {
        ACCEPTED,
        RELEASED,
        INSPECTION_OVER
    }
}
