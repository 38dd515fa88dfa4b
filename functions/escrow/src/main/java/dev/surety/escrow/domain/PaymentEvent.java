package dev.surety.escrow.domain;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Allocation;
import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What happened to a payment. Stored for ever, like the events of an escrow. */
public sealed interface PaymentEvent {
    /** The intent: from here on the gateway may have been called. */
    record Requested(ParticipantId payer, List<Part> parts, Money amount, String gateway, String method)
            implements PaymentEvent {
        public Requested {
            parts = List.copyOf(parts);
        }
    }

    record Part(EscrowId escrow, Money amount) {
        /** An amount in proportion to what each has, by largest remainder; ties by position. */
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

    /** The payer has to do something at the gateway's page first. */
    record ActionNeeded() implements PaymentEvent {}

    /** Nobody knows whether the gateway did it; the reconciler finds out. */
    record Unknown() implements PaymentEvent {}

    /** A deadline came, and nothing was learned that has an entry of its own: it is looked at again. */
    record Looked() implements PaymentEvent {}

    /** The gateway sent part of it back. {@code reference} is what it knows the refund by. */
    record Refunded(RefundId reference, EscrowId escrow, Money amount) implements PaymentEvent {}

    record RefundDeclined(RefundId reference, EscrowId escrow, String code) implements PaymentEvent {}

    /** The gateway sent it back although it had said it would not: what that cost lies in suspense. */
    record RefundedLate(RefundId reference, EscrowId escrow, Money amount) implements PaymentEvent {}

    /** The gateway took the money although it had said it would not: it lies in suspense until it is back. */
    record CapturedLate(Money amount, String gatewayReference) implements PaymentEvent {}

    /** What was captured for an escrow that does not wait for it starts on its way back. */
    record ReturnStarted(RefundId reference, Money amount, boolean fromSuspense) implements PaymentEvent {}

    record Returned(RefundId reference, Money amount) implements PaymentEvent {}

    /** Nobody knows whether it went back; it is asked again. */
    record ReturnUnknown(RefundId reference) implements PaymentEvent {}

    /** The gateway will not send it back: it waits in suspense for a person. */
    record ReturnFailed(RefundId reference, Money amount, String code) implements PaymentEvent {}

    /** The gateway sent it back although it had said it would not: it does not wait any more. */
    record ReturnedLate(RefundId reference, Money amount) implements PaymentEvent {}

    /** The payer's bank drew money; which escrow bears how much of it is fixed here. */
    record ChargebackOpened(String chargeback, Money amount, List<Part> parts) implements PaymentEvent {
        public ChargebackOpened {
            parts = List.copyOf(parts);
        }
    }

    record ChargebackWon(String chargeback, Money amount) implements PaymentEvent {}

    record ChargebackLost(String chargeback) implements PaymentEvent {}

    /** Every escrow has been told of the last change of the chargeback. */
    record ChargebackAllocated(String chargeback) implements PaymentEvent {}

    /** A refund of the payment was asked for; which escrow gives back how much is fixed here. */
    record RefundRequested(RefundId refund, List<Back> parts, Optional<String> reference) implements PaymentEvent {
        public RefundRequested {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What one escrow is to give back.
     *
     * @param refund the refund it becomes there
     * @param amount of the price, before fees
     * @param words commitment to the reason, in the escrow's own vault
     */
    record Back(EscrowId escrow, RefundId refund, Money amount, Optional<String> words) {}

    /** Every escrow has been told what it is to give back; {@code refused} would not, any more. */
    record RefundAllocated(RefundId refund, List<Refused> refused) implements PaymentEvent {
        public RefundAllocated {
            refused = List.copyOf(refused);
        }
    }

    record Refused(RefundId refund, String reason) {}
}
