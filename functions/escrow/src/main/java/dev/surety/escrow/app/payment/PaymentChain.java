package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.escrow.EscrowCommand;
import dev.surety.escrow.domain.payment.Payment;
import dev.surety.escrow.domain.payment.PaymentEvent.Part;
import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.model.Invariants;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A payment as its chain tells it, up to a version; empty if it was never begun. */
public record PaymentChain(PaymentId id, Chain chain, List<PaymentEvent> events) {
    public PaymentChain {
        events = List.copyOf(events);
    }

    public int version() {
        return chain.version();
    }

    /** Nothing if it was never begun, or was closed before it could begin. */
    public Optional<Payment> payment() {
        return Payment.of(events);
    }

    /** The payment as it would stand if this had happened, which it has not. */
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

    /** What the gateway's answer means for one of the escrows; nothing while there is none. */
    public Optional<EscrowCommand> answerFor(EscrowId escrow) {
        if (!events.isEmpty() && events.getFirst() instanceof PaymentEvent.Declined(var code)) {
            return Optional.of(new EscrowCommand.Declined(id, code));
        }
        return payment().flatMap(payment -> switch (payment.status()) {
            case CAPTURED ->
                payment.requested().parts().stream()
                        .filter(part -> part.escrow().equals(escrow))
                        .map(Part::amount)
                        .map(amount -> (EscrowCommand) new EscrowCommand.Captured(id, amount))
                        .findFirst();
            case DECLINED -> Optional.of(new EscrowCommand.Declined(id, payment.code()));
            case REQUESTED, ACTION_NEEDED, UNKNOWN -> Optional.empty();
        });
    }
}
