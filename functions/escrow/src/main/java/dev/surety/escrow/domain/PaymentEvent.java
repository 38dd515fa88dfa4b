package dev.surety.escrow.domain;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import java.util.List;

/** What happened to a payment. Stored for ever, like the events of an escrow. */
public sealed interface PaymentEvent {
    /** The intent: from here on the gateway may have been called. */
    record Requested(ParticipantId payer, List<Part> parts, Money amount, String gateway, String method)
            implements PaymentEvent {
        public Requested {
            parts = List.copyOf(parts);
        }
    }

    record Part(EscrowId escrow, Money amount) {}

    record Captured(Money amount, String gatewayReference) implements PaymentEvent {}

    record Declined(String code) implements PaymentEvent {}

    /** Nobody knows whether the gateway did it; the reconciler finds out. */
    record Unknown() implements PaymentEvent {}
}
