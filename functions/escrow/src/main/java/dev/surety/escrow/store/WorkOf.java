package dev.surety.escrow.store;

import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowEvent;
import dev.surety.escrow.domain.funds.CaseTelling;
import dev.surety.escrow.domain.funds.OpenDispute;
import dev.surety.escrow.domain.funds.Refund;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.journal.Attention;
import java.util.Optional;

/** The events that open or close work for a person. */
final class WorkOf {
    /** The disputes function was told of a dispute or a chargeback three times and has not made its chain. */
    private static final String CASE_UNTOLD = "case_untold";

    private WorkOf() {}

    /** {@code next} is the escrow after the event. */
    static Optional<String> attention(EscrowEvent event, Escrow before, Escrow next) {
        return (switch (event) {
                    case EscrowEvent.RefundUndeliverable _ -> Optional.of(Attention.opens("refund_undeliverable"));
                    case EscrowEvent.ChargebackWon won when !won.late().isZero() ->
                        Optional.of(Attention.opens("late_money"));
                    // A person must look at a shortfall even while the bank decides.
                    case EscrowEvent.ChargebackOpened _, EscrowEvent.ChargebackWon _ ->
                        uncovered(isUncovered(before), isUncovered(next));
                    case EscrowEvent.RefundFailed failed ->
                        uncovered(isUncovered(before), isUncovered(next))
                                .or(() -> failed.retryAt().isEmpty()
                                        ? Optional.of(Attention.opens("refund_failed"))
                                        : Optional.empty());
                    // A later refund reached the payer after all.
                    case EscrowEvent.Refunded _ when hasFailed(before) ->
                        Optional.of(Attention.closes("refund_failed"));
                    case EscrowEvent.CaseTold _ when isUntold(next) -> Optional.of(Attention.opens(CASE_UNTOLD));
                    case EscrowEvent.Awarded _, EscrowEvent.Withdrawn _, EscrowEvent.CaseTimedOut _
                    when isUntold(before) ->
                        Optional.of(Attention.closes(CASE_UNTOLD));
                    case EscrowEvent.ChargebackLost _ when isUntold(before) && !isUntold(next) ->
                        Optional.of(Attention.closes(CASE_UNTOLD));
                    default -> Optional.<Attention>empty();
                })
                .map(Attention::toString);
    }

    private static Optional<Attention> uncovered(boolean before, boolean next) {
        return changed("chargeback", before, next);
    }

    private static Optional<Attention> changed(String kind, boolean before, boolean next) {
        if (before == next) {
            return Optional.empty();
        }
        return Optional.of(next ? Attention.opens(kind) : Attention.closes(kind));
    }

    private static boolean isUntold(Optional<Payment> payment) {
        return payment.stream()
                .flatMap(of -> of.tellings().values().stream())
                .anyMatch(CaseTelling::isMissed);
    }

    private static boolean isUntold(Escrow escrow) {
        return escrow.fundsNow()
                .flatMap(funds -> funds.holds().dispute())
                .flatMap(OpenDispute::telling)
                .filter(CaseTelling::isMissed)
                .isPresent();
    }

    private static boolean hasFailed(Escrow escrow) {
        return escrow.fundsNow()
                .filter(funds -> funds.refunds().stream()
                        .anyMatch(refund -> refund.status() == Refund.Status.FAILED))
                .isPresent();
    }

    private static boolean isUncovered(Escrow escrow) {
        return escrow.fundsNow()
                .filter(funds -> funds.holds().shortfall(escrow.agreement()).isPositive())
                .isPresent();
    }

    /** @param after the payment after the event; nothing if it was closed before it could begin */
    static Optional<String> attention(PaymentEvent event, Optional<Payment> before, Optional<Payment> after) {
        return (switch (event) {
                    case PaymentEvent.CaseTold _,
                            PaymentEvent.ChargebackNoticed _,
                            PaymentEvent.ChargebackAnswered _ ->
                        changed(CASE_UNTOLD, isUntold(before), isUntold(after));
                    case PaymentEvent.CapturedLate _ -> Optional.of(Attention.opens("late_money"));
                    case PaymentEvent.RefundedLate _ -> Optional.of(Attention.opens("late_refund"));
                    case PaymentEvent.Returned _, PaymentEvent.ReturnedLate _ ->
                        Optional.of(Attention.closes("late_money"));
                    case PaymentEvent.ReturnFailed _ -> Optional.of(Attention.opens("late_money"));
                    case PaymentEvent.ChargebackRegained _ -> Optional.of(Attention.opens("late_money"));
                    case PaymentEvent.ChargebackOpened _ -> Optional.of(Attention.opens("chargeback"));
                    case PaymentEvent.ChargebackWon _, PaymentEvent.ChargebackLost _
                    when after.filter(WorkOf::isSettledWithTheBank).isPresent() ->
                        Optional.of(Attention.closes("chargeback"));
                    default -> Optional.<Attention>empty();
                })
                .map(Attention::toString);
    }

    /** Whether all of its chargebacks are over, and each lost one has escrows to bear it. */
    private static boolean isSettledWithTheBank(Payment payment) {
        return payment.chargebacks().stream().allMatch(chargeback -> switch (chargeback.status()) {
            case OPEN -> false;
            case WON -> true;
            case LOST -> !chargeback.parts().isEmpty();
        });
    }
}
