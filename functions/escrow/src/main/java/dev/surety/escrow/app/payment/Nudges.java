package dev.surety.escrow.app.payment;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;

/** Has a payment looked after at once, not only when its deadline comes. One that is lost costs time, nothing else. */
public interface Nudges {
    void nudge(MarketplaceId marketplace, PaymentId payment);
}
