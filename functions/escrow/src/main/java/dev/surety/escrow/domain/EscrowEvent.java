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
            Portion part,
            Why why,
            Optional<String> reference,
            Optional<Instant> maturesAt,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {}

    /** What was to mature until {@code until} is the payee's to be paid. */
    record Matured(Portion part, Instant until) implements EscrowEvent {}

    record RefundStarted(Back back) implements EscrowEvent {}

    /** The gateway refused what must be made; it is asked again under another reference. */
    record RefundRetried(RefundId refund) implements EscrowEvent {}

    record RefundUnknown(RefundId refund) implements EscrowEvent {}

    /**
     * The gateway would not. If {@code retryAt} is there the money stays in flight and it is tried again then.
     *
     * @param takings what of the money that comes back banks have drawn already
     * @param settles what the escrow has come to, if banks have kept the last of it
     */
    record RefundFailed(
            RefundId refund,
            String code,
            Optional<Instant> retryAt,
            List<Taking> takings,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {
        public RefundFailed {
            takings = List.copyOf(takings);
        }

        /** One after which nothing comes back to any bank. */
        public static RefundFailed plain(RefundId refund, String code, Optional<Instant> retryAt) {
            return new RefundFailed(refund, code, retryAt, List.of(), Optional.empty());
        }
    }

    record Refunded(RefundId refund, Optional<Ends> ends) implements EscrowEvent {}

    /** Tried often enough: the payer's money waits in suspense for a person. */
    record RefundUndeliverable(RefundId refund, String code, Optional<Ends> ends) implements EscrowEvent {}

    /** A refund that was ordered of the payment was not begun, and never will be. Nothing moved. */
    record RefundRefused(RefundId refund, String reason) implements EscrowEvent {}

    /** A deadline needed nothing; this entry carries the one that runs next. */
    record Looked() implements EscrowEvent {}

    record Disputed(Portion part, Instant longStop, Duration left) implements EscrowEvent {}

    /**
     * The payer took the dispute back.
     *
     * @param unfrozen what is free again; less than was in dispute if a bank has drawn the same money
     * @param resumedUntil the state's deadline, or when it matures; empty if nothing comes back to the state
     */
    record Withdrawn(Portion unfrozen, Optional<Instant> resumedUntil) implements EscrowEvent {}

    /** An arbiter ruled: this to the payee, that back to the payer. */
    record Awarded(
            Portion released,
            Optional<Instant> maturesAt,
            Optional<Back> back,
            Optional<Instant> resumedUntil,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {}

    /** Nobody ruled for too long: what was in dispute goes back to the payer. */
    record CaseTimedOut(Back back, Optional<Instant> resumedUntil) implements EscrowEvent {}

    /**
     * The payer's bank debited money.
     *
     * @param amount what it debited for this escrow
     * @param found where that was found; the rest is the shortfall
     * @param left how long the state's deadline had left, if this froze the last free money
     */
    record ChargebackOpened(String chargeback, Money amount, Taking found, Duration left, Instant answerBy)
            implements EscrowEvent {}

    /**
     * What a chargeback found of what it lacked.
     *
     * @param covered all that it found, with what the payer's dispute had frozen already
     * @param held what is frozen for it, or lost to it, that was not before
     * @param ofMaturing how much of {@code held} had been on hold; none in today's events
     * @param taken what was taken back from what had been released
     * @param onHold how much of {@code taken} was on hold; the payee owes the rest
     * @param toMature how long that still had to mature
     * @param ofDispute what is lost to it of what the payer disputes, because the bank has kept it
     */
    record Taking(
            String chargeback,
            Money covered,
            Portion held,
            Portion ofMaturing,
            Portion taken,
            Portion onHold,
            Duration toMature,
            Portion ofDispute) {
        static Taking nothing(Agreement agreement, String chargeback) {
            Portion none = Portion.none(agreement);
            return new Taking(chargeback, none.price(), none, none, none, none, Duration.ZERO, none);
        }
    }

    /**
     * The bank gave it back.
     *
     * @param unfrozen what was frozen for it
     * @param returned what had been taken back and is released again
     * @param late what had been lost to it: it waits in suspense for a person to say whose it is
     * @param resumedUntil the state's deadline, if money comes back to the state
     * @param maturesAt when what had been on hold matures again
     * @param takings what of it other chargebacks had drawn
     * @param settles what the escrow has come to, if nothing is free
     */
    record ChargebackWon(
            String chargeback,
            Portion unfrozen,
            Portion returned,
            Portion late,
            Optional<Instant> resumedUntil,
            Optional<Instant> maturesAt,
            List<Taking> takings,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {
        public ChargebackWon {
            takings = List.copyOf(takings);
        }
    }

    /** The bank kept it. {@code lost} was frozen for it; {@code settles} is there if nothing is left. */
    record ChargebackLost(
            String chargeback,
            Portion lost,
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
            Portion part,
            Portion ofMaturing,
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
