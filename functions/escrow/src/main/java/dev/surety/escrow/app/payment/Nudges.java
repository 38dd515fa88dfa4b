package dev.surety.escrow.app.payment;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;

/**
 * Asks for a look at a payment at once. A lost nudge costs time only: the payment's deadline leads to the same look.
 */
public interface Nudges {
    void nudge(MarketplaceId marketplace, PaymentId payment);
}
