package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.Charge;
import dev.surety.escrow.domain.funds.Portion;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.funds.Taking;
import dev.surety.escrow.domain.terms.Agreement;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event of an escrow. It is stored for ever: a changed shape gets a new version of its name. The entry's note, not
 * the event, names a command's free text.
 */
public sealed interface EscrowEvent {
    record Created(Agreement agreement, Instant payBy) implements EscrowEvent {}

    record FundingStarted(PaymentId payment, String method) implements EscrowEvent {}

    /** The payer has to act at the gateway's page, until {@code actBy}. */
    record FundingActionNeeded(PaymentId payment, String method, Instant actBy) implements EscrowEvent {}

    record Funded(PaymentId payment, String method, Money amount, Instant deliverBy) implements EscrowEvent {}

    record FundingDeclined(PaymentId payment, String method, String code) implements EscrowEvent {}

    record FundingUnknown(PaymentId payment, String method) implements EscrowEvent {}

    /** A party cancelled the escrow before it was paid. */
    record Cancelled() implements EscrowEvent {}

    /** The payer did not pay in time. */
    record Expired() implements EscrowEvent {}

    record Delivered(Instant inspectUntil) implements EscrowEvent {}

    record ChangesRequested(Instant deliverBy) implements EscrowEvent {}

    /**
     * A part of the price went to the payee.
     *
     * @param maturesAt when a new payee can be paid it; empty if at once
     * @param settles the escrow's outcome, if this was the last of its money
     * @param reserve the part of the payee's money that is kept for a time
     */
    record Released(
            Portion part,
            Why why,
            Optional<String> reference,
            Optional<Instant> maturesAt,
            Optional<Escrow.Outcome> settles,
            Optional<Kept> reserve)
            implements EscrowEvent {
        public Released(
                Portion part,
                Why why,
                Optional<String> reference,
                Optional<Instant> maturesAt,
                Optional<Escrow.Outcome> settles) {
            this(part, why, reference, maturesAt, settles, Optional.empty());
        }
    }

    /** The money that goes to the payee's reserve, and the whole days for which it is kept. */
    record Kept(Money amount, int days) {}

    /** The hold is over for money on hold until {@code until}: the payee can be paid. */
    record Matured(Portion part, Instant until) implements EscrowEvent {}

    record RefundStarted(Back back) implements EscrowEvent {}

    /** The gateway refused an owed refund; it is asked again under another reference. */
    record RefundRetried(RefundId refund) implements EscrowEvent {}

    record RefundUnknown(RefundId refund) implements EscrowEvent {}

    /**
     * The gateway refused. With {@code retryAt} the money stays in flight and the refund is tried again then.
     *
     * @param takings the returning money that covers chargebacks
     * @param settles the escrow's outcome, if banks kept the last of its money
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

        /** A failure after which no money covers a chargeback. */
        public static RefundFailed plain(RefundId refund, String code, Optional<Instant> retryAt) {
            return new RefundFailed(refund, code, retryAt, List.of(), Optional.empty());
        }
    }

    record Refunded(RefundId refund, Optional<Ends> ends) implements EscrowEvent {}

    /** The last attempt failed: the payer's money waits in suspense for a person. */
    record RefundUndeliverable(RefundId refund, String code, Optional<Ends> ends) implements EscrowEvent {}

    /** A refund that was ordered on the payment was not begun, and never will be. No money moved. */
    record RefundRefused(RefundId refund, String reason) implements EscrowEvent {}

    /** A deadline needed nothing; this entry carries the one that runs next. */
    record Looked() implements EscrowEvent {}

    /**
     * The payer disputes a part of the price.
     *
     * @param left how long the state's deadline had left, if this froze the last uncommitted money
     * @param asks how the payer wants the part to be divided, before fees
     * @param tellAt when to look whether the dispute has a chain of its own; empty if the marketplace has no arbiters
     */
    record Disputed(
            Portion part,
            Instant longStop,
            Duration left,
            DisputeReason reason,
            Division asks,
            Optional<Instant> tellAt)
            implements EscrowEvent {}

    /**
     * The payer withdrew the dispute.
     *
     * @param unfrozen the money that is uncommitted again; less than was disputed if a bank debited some of it
     * @param resumedUntil the state's deadline, or the end of the hold; empty if no money comes back to the state
     */
    record Withdrawn(Portion unfrozen, Optional<Instant> resumedUntil) implements EscrowEvent {}

    /** An arbiter divided the disputed money between payee and payer. */
    record Awarded(
            Portion released,
            Optional<Instant> maturesAt,
            Optional<Back> back,
            Optional<Instant> resumedUntil,
            Optional<Escrow.Outcome> settles,
            Optional<Kept> reserve)
            implements EscrowEvent {}

    /** No arbiter ruled in time: the disputed money goes back to the payer. */
    record CaseTimedOut(Back back, Optional<Instant> resumedUntil) implements EscrowEvent {}

    /** Outages moved the dispute's deadlines, by {@code extended} in all, so the long stop is as much later. */
    record CaseExtended(Instant longStop, Duration extended) implements EscrowEvent {}

    /**
     * We looked whether the dispute has a chain of its own. If it had none, this entry is the reason to make it.
     *
     * @param next when to look again
     */
    record CaseTold(boolean known, Optional<Instant> next) implements EscrowEvent {}

    /**
     * The payer's bank debited money.
     *
     * @param amount the debit for this escrow
     * @param found the places where the escrow found it; the rest is the shortfall
     * @param left how long the state's deadline had left, if this froze the last uncommitted money
     */
    record ChargebackOpened(String chargeback, Money amount, Taking found, Duration left, Instant answerBy)
            implements EscrowEvent {}

    /**
     * The bank gave its debit back.
     *
     * @param unfrozen money that was frozen for it
     * @param returned money that had been taken back and is released again
     * @param late money that had been lost to it: it waits in suspense until a person says whose it is
     * @param resumedUntil the state's deadline, if money comes back to the state
     * @param maturesAt until when money that had been on hold is on hold again
     * @param takings the returning money that covers other chargebacks
     * @param settles the escrow's outcome, if nothing is uncommitted
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

    /** The bank kept its debit. {@code lost} was frozen for it; {@code settles} is there if nothing is left. */
    record ChargebackLost(
            String chargeback,
            Portion lost,
            Optional<Instant> resumedUntil,
            Optional<Escrow.Outcome> settles)
            implements EscrowEvent {}

    /**
     * Money that starts on its way back to the payer.
     *
     * @param ofMaturing the part of it that was on hold for the payee
     * @param askAt when to ask again if the gateway has not answered
     * @param charge how the payee bears a refund that it grants after settlement; empty if it becomes the payee's debt
     */
    record Back(
            RefundId refund,
            Portion part,
            Portion ofMaturing,
            Refund.Cause cause,
            Optional<String> reference,
            Instant askAt,
            Optional<Charge> charge) {}

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
