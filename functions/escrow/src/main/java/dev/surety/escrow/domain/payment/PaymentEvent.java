package dev.surety.escrow.domain.payment;

import dev.surety.model.dispute.PaymentChargebacks.Answer;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.dispute.PaymentChargebacks.Share;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Allocation;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An event of a payment. It is stored for ever, like the events of an escrow. */
public sealed interface PaymentEvent {
    /** The intent: from here on the gateway may have been called. */
    record Requested(ParticipantId payer, List<Part> parts, Money amount, String gateway, String method)
            implements PaymentEvent {
        public Requested {
            parts = List.copyOf(parts);
        }
    }

    record Part(EscrowId escrow, Money amount) {
        /** Divides an amount in proportion to each escrow's part, by largest remainder; ties by position. */
        public static List<Part> inProportion(Money amount, List<Part> to) {
            List<Money> shares = Allocation.largestRemainder(
                    amount, to.stream().map(part -> part.amount().amountMinor()).toList());
            return IntStream.range(0, to.size())
                    .filter(i -> shares.get(i).isPositive())
                    .mapToObj(i -> new Part(to.get(i).escrow(), shares.get(i)))
                    .toList();
        }
    }

    record Captured(Money amount, String gatewayReference) implements PaymentEvent {}

    record Declined(String code) implements PaymentEvent {}

    /** The payer has to act at the gateway's page first. */
    record ActionNeeded() implements PaymentEvent {}

    /** The gateway's answer is unknown; the reconciler finds it out. */
    record Unknown() implements PaymentEvent {}

    /** A deadline came and no news was learned; the payment is looked at again. */
    record Looked() implements PaymentEvent {}

    /** The gateway sent a part back. {@code reference} is its name for the refund. */
    record Refunded(RefundId reference, EscrowId escrow, Money amount) implements PaymentEvent {}

    record RefundDeclined(RefundId reference, EscrowId escrow, String code) implements PaymentEvent {}

    /** The gateway refused a refund and sent it later all the same: the cost lies in suspense. */
    record RefundedLate(RefundId reference, EscrowId escrow, Money amount) implements PaymentEvent {}

    /** The gateway declined and took the money later all the same: it lies in suspense until it is back. */
    record CapturedLate(Money amount, String gatewayReference) implements PaymentEvent {}

    /** Money captured for an escrow that does not wait for it starts on its way back. */
    record ReturnStarted(RefundId reference, Money amount, boolean fromSuspense) implements PaymentEvent {}

    record Returned(RefundId reference, Money amount) implements PaymentEvent {}

    /** The outcome is unknown; the gateway is asked again. */
    record ReturnUnknown(RefundId reference) implements PaymentEvent {}

    /** The gateway refuses to send it back: it waits in suspense for a person. */
    record ReturnFailed(RefundId reference, Money amount, String code) implements PaymentEvent {}

    /** The gateway refused and sent it back later all the same: it does not wait any more. */
    record ReturnedLate(RefundId reference, Money amount) implements PaymentEvent {}

    /** The payer's bank debited money; this fixes the share of each escrow. */
    record ChargebackOpened(String chargeback, Money amount, List<Part> parts) implements PaymentEvent {
        public ChargebackOpened {
            parts = List.copyOf(parts);
        }
    }

    record ChargebackWon(String chargeback, Money amount) implements PaymentEvent {}

    record ChargebackLost(String chargeback) implements PaymentEvent {}

    /** The bank gave back what it had kept. The money lies in suspense for a person. */
    record ChargebackRegained(String chargeback, Money amount) implements PaymentEvent {}

    /**
     * The gateway's word on a chargeback or a warning, each time it changes. It moves no money.
     *
     * @param tellAt when to look whether our case has a chain of its own; empty if it has one
     */
    record ChargebackNoticed(
            String chargeback,
            Money amount,
            List<Share> shares,
            String reason,
            Optional<Instant> evidenceDueBy,
            Phase phase,
            Optional<Instant> tellAt)
            implements PaymentEvent {
        public ChargebackNoticed {
            shares = List.copyOf(shares);
        }
    }

    /**
     * A look for the chain of our case, which the event of a notice asks for.
     *
     * @param next when to look again; empty if the case is known, or a person has to see to it
     */
    record CaseTold(String chargeback, boolean known, Optional<Instant> next) implements PaymentEvent {}

    /** The outcome of an answer that a case of ours asked for. */
    record ChargebackAnswered(String chargeback, Answer answer) implements PaymentEvent {}

    /** Every escrow has been told of the chargeback's last change. */
    record ChargebackAllocated(String chargeback) implements PaymentEvent {}

    /**
     * The marketplace ordered a refund of the payment; this fixes the share of each escrow.
     *
     * @param leaves the debt that it may leave payees with
     */
    record RefundRequested(
            RefundId refund, List<Back> parts, Optional<String> reference, PayeeDebt leaves)
            implements PaymentEvent {
        public RefundRequested {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The share that one escrow is to give back.
     *
     * @param refund the id of the escrow's refund
     * @param amount of the price, before fees
     * @param words commitment to the reason, in the escrow's own vault
     */
    record Back(EscrowId escrow, RefundId refund, Money amount, Optional<String> words) {}

    /** Every escrow has been told its share; {@code refused} names those that refused. */
    record RefundAllocated(RefundId refund, List<Refused> refused) implements PaymentEvent {
        public RefundAllocated {
            refused = List.copyOf(refused);
        }
    }

    record Refused(RefundId refund, String reason) {}
}
