package dev.surety.simulator;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;

/**
 * A refund in the simulated gateway's books.
 *
 * @param code why it was declined; empty if it was made
 */
record Refund(MarketplaceId marketplace, RefundId id, PaymentId payment, Money amount, String code) {
    boolean isMade() {
        return code.isEmpty();
    }
}
