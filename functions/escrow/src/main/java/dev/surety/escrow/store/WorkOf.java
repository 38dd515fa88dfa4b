package dev.surety.escrow.store;

import dev.surety.escrow.domain.EscrowEvent;
import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.model.journal.Attention;
import java.util.Optional;

/** Which events give a person work, and which take it away again. */
final class WorkOf {
    private WorkOf() {}

    static Optional<String> attention(EscrowEvent event) {
        return (switch (event) {
                    case EscrowEvent.RefundUndeliverable _ -> Optional.of(Attention.opens("refund_undeliverable"));
                    // What is not covered here is somebody's work even while the bank decides.
                    case EscrowEvent.ChargebackDrawn drawn when drawn.covered().compareTo(drawn.amount()) < 0 ->
                        Optional.of(Attention.opens("chargeback"));
                    case EscrowEvent.ChargebackWonLate _ -> Optional.of(Attention.opens("late_money"));
                    case EscrowEvent.ChargebackWon _ -> Optional.of(Attention.closes("chargeback"));
                    default -> Optional.<Attention>empty();
                })
                .map(Attention::toString);
    }

    static Optional<String> attention(PaymentEvent event) {
        return (switch (event) {
                    case PaymentEvent.CapturedLate _ -> Optional.of(Attention.opens("late_money"));
                    case PaymentEvent.RefundedLate _ -> Optional.of(Attention.opens("late_refund"));
                    case PaymentEvent.Returned _ -> Optional.of(Attention.closes("late_money"));
                    case PaymentEvent.ReturnFailed _ -> Optional.of(Attention.opens("late_money"));
                    case PaymentEvent.ChargebackDrawn _ -> Optional.of(Attention.opens("chargeback"));
                    case PaymentEvent.ChargebackWon _, PaymentEvent.ChargebackLost _ ->
                        Optional.of(Attention.closes("chargeback"));
                    default -> Optional.<Attention>empty();
                })
                .map(Attention::toString);
    }
}
