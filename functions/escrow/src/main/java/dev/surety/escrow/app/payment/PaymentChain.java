package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.Invariants;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A payment's events, up to a version; empty if it was never begun. */
public record PaymentChain(PaymentId id, Chain chain, List<PaymentEvent> events) {
    public PaymentChain {
        events = List.copyOf(events);
    }

    public int version() {
        return chain.version();
    }

    /** Nothing if the payment was never begun, or was closed before it could begin. */
    public Optional<Payment> payment() {
        return Payment.of(events);
    }

    /** The payment as it would stand after this event. Appends nothing. */
    public PaymentChain imagined(PaymentEvent event) {
        List<PaymentEvent> more = new ArrayList<>(events);
        more.add(event);
        return new PaymentChain(id, chain, more);
    }

    public PaymentEvent.RefundRequested ordered(RefundId refund) {
        return events.stream()
                .filter(PaymentEvent.RefundRequested.class::isInstance)
                .map(PaymentEvent.RefundRequested.class::cast)
                .filter(order -> order.refund().equals(refund))
                .findFirst()
                .orElseThrow(() -> new Invariants.Breach("legal-path: a refund is ordered first"));
    }

    public Entry entryOf(PaymentEvent event) {
        return chain.entries().get(events.indexOf(event));
    }
}
