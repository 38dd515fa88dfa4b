package dev.surety.escrow.domain.escrow;

import dev.surety.escrow.domain.funds.Charge;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.util.Optional;

/**
 * A command to an escrow: of its parties, an arbiter, a gateway's answer, or a timer. Amounts are parts of the price,
 * before fees; without one the command means all uncommitted money. A command that may send money back brings the
 * refund's id.
 */
public sealed interface EscrowCommand {
    /** The outcome of the payment that funds the escrow. */
    sealed interface OfPayment extends EscrowCommand {}

    /** The outcome of a refund, by the gateway's reference. */
    sealed interface OfRefund extends EscrowCommand {
        RefundId gatewayReference();
    }

    /** An act of the payer's bank. */
    sealed interface OfBank extends EscrowCommand {}

    record Fund(PaymentId payment, String method) implements EscrowCommand {}

    record Cancel(RefundId refund) implements EscrowCommand {}

    record Deliver() implements EscrowCommand {}

    record RequestChanges() implements EscrowCommand {}

    record Accept() implements EscrowCommand {}

    record Release(Optional<Money> amount, Optional<String> reference) implements EscrowCommand {}

    /** @param charge how the payee bears it if the escrow is settled; empty if it becomes the payee's debt */
    record RefundPayer(
            RefundId refund, Optional<Money> amount, Optional<String> reference, Optional<Charge> charge)
            implements EscrowCommand {
        /** A refund that an operator forces, or of money that is still held. */
        public RefundPayer(RefundId refund, Optional<Money> amount, Optional<String> reference) {
            this(refund, amount, reference, Optional.empty());
        }

        public RefundPayer charging(Charge to) {
            return new RefundPayer(refund, amount, reference, Optional.of(to));
        }
    }

    /** The rules refuse a refund that was ordered on the payment; it must not begin later either. */
    record RefuseRefund(RefundId refund, String reason) implements EscrowCommand {}

    /** @param asks how the payer wants the amount to be divided; empty if all of it is to go to the payer */
    record Dispute(Optional<Money> amount, DisputeReason reason, Optional<Division> asks) implements EscrowCommand {
        /** A dispute that names no reason of the list and asks for all. */
        public Dispute(Optional<Money> amount) {
            this(amount, DisputeReason.OTHER, Optional.empty());
        }
    }

    record Withdraw() implements EscrowCommand {}

    /** Divides the disputed money: the two amounts sum to it. */
    record Award(RefundId refund, Money toPayee, Money toPayer) implements EscrowCommand {}

    /** Outages have moved the dispute's deadlines by this much in all. */
    record ExtendCase(Duration extended) implements EscrowCommand {}

    /** We looked whether the dispute has a chain of its own. */
    record TellCase(boolean known) implements EscrowCommand {}

    record Captured(PaymentId payment, Money amount) implements OfPayment {}

    record Declined(PaymentId payment, String code) implements OfPayment {}

    record ActionNeeded(PaymentId payment) implements OfPayment {}

    record StillUnknown(PaymentId payment) implements OfPayment {}

    record RefundDone(RefundId gatewayReference) implements OfRefund {}

    record RefundDeclined(RefundId gatewayReference, String code) implements OfRefund {}

    record RefundStillUnknown(RefundId gatewayReference) implements OfRefund {}

    record OpenChargeback(String chargeback, Money amount) implements OfBank {}

    record WinChargeback(String chargeback) implements OfBank {}

    record LoseChargeback(String chargeback) implements OfBank {}

    /** The deadline of the last entry has come. */
    record DeadlineReached(RefundId refund) implements EscrowCommand {}
}
