package dev.surety.escrow.domain.payment;

import dev.surety.escrow.domain.funds.PaymentFact;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times at which a payment's own chain is looked at. An open payment always has one, unless the escrow that wrote
 * the first intent has it. A payment that is over has one while a step it began is not done.
 */
public final class PaymentDeadlines {
    private PaymentDeadlines() {}

    /** @param awaited whether an escrow's own intent, with a deadline of its own, stands before the payment's */
    public static Optional<Instant> lookAt(Payment payment, boolean awaited, Instant now) {
        return Stream.concat(
                        asksAt(payment, awaited, now).stream(),
                        payment.tellings().values().stream().flatMap(of -> of.next().stream()))
                .min(Instant::compareTo);
    }

    private static Optional<Instant> asksAt(Payment payment, boolean awaited, Instant now) {
        boolean untold = payment.chargebacks().stream().anyMatch(chargeback -> !chargeback.told());
        boolean unspread = payment.refunds().stream().anyMatch(order -> !order.isSpread());
        boolean goesBack = payment.back()
                .filter(back -> back.stage() == Payment.Stage.IN_SUSPENSE || back.stage() == Payment.Stage.STARTED)
                .isPresent();
        boolean open = payment.isOpen() && !awaited;
        if (!(open || untold || unspread || goesBack)) {
            return Optional.empty();
        }
        if (payment.asked() > 0) {
            return Optional.of(RetrySchedule.asked(now, payment.asked()));
        }
        boolean payerActs = payment.status() == PaymentFact.Status.ACTION_NEEDED;
        return Optional.of(
                payerActs && !untold && !unspread
                        ? now.plus(RetrySchedule.ACTION_WINDOW).plus(RetrySchedule.CLOCK_DIFFERENCE)
                        : RetrySchedule.begun(now));
    }
}
