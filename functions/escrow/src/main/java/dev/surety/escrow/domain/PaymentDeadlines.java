package dev.surety.escrow.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * When a payment's own chain is to be looked after. A payment of one escrow is looked after by the escrow, which waits
 * for it; this is for what no escrow waits for.
 */
public final class PaymentDeadlines {
    private PaymentDeadlines() {}

    public static Optional<Instant> lookAt(Payment payment, Instant now) {
        boolean begunForMany = payment.status() == PaymentFact.Status.REQUESTED
                && payment.requested().parts().size() > 1;
        boolean untold = payment.chargebacks().stream().anyMatch(chargeback -> !chargeback.told());
        boolean unspread = payment.refunds().stream().anyMatch(order -> !order.isSpread());
        boolean goesBack = payment.back()
                .filter(back -> back.stage() == Payment.Stage.IN_SUSPENSE || back.stage() == Payment.Stage.STARTED)
                .isPresent();
        if (goesBack && payment.asked() > 0) {
            return Optional.of(Deadlines.asked(now, payment.asked()));
        }
        return begunForMany || untold || unspread || goesBack ? Optional.of(Deadlines.begun(now)) : Optional.empty();
    }
}
