package dev.surety.escrow.domain;

import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.util.Optional;

/**
 * What may be asked of an escrow: by its parties, by an arbiter, by the answer of a gateway, or by time. Amounts are
 * parts of the price, before fees; without one, all that is free is meant. A command that may send money back brings
 * the id the refund would have.
 */
public sealed interface EscrowCommand {
    /** What became of the payment that funds it. */
    sealed interface OfPayment extends EscrowCommand {}

    /** What became of a refund, by the reference the gateway knows it by. */
    sealed interface OfRefund extends EscrowCommand {
        RefundId gatewayReference();
    }

    /** What the payer's bank did. */
    sealed interface OfBank extends EscrowCommand {}

    record Fund(PaymentId payment, String method) implements EscrowCommand {}

    record Cancel(RefundId refund) implements EscrowCommand {}

    record Deliver() implements EscrowCommand {}

    record RequestChanges() implements EscrowCommand {}

    record Accept() implements EscrowCommand {}

    record Release(Optional<Money> amount, Optional<String> reference) implements EscrowCommand {}

    record RefundPayer(RefundId refund, Optional<Money> amount, Optional<String> reference)
            implements EscrowCommand {}

    /** A refund that was ordered of its payment and that the rules refuse: it is not to be begun later either. */
    record RefuseRefund(RefundId refund, String reason) implements EscrowCommand {}

    record Dispute(Optional<Money> amount) implements EscrowCommand {}

    record Withdraw() implements EscrowCommand {}

    /** What is in dispute, divided: the two amounts sum to it. */
    record Award(RefundId refund, Money toPayee, Money toPayer) implements EscrowCommand {}

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

    /** The deadline that the last entry left has come. */
    record DeadlineReached(RefundId refund) implements EscrowCommand {}
}
