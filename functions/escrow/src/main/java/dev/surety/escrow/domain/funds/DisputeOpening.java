package dev.surety.escrow.domain.funds;

import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.Division;
import dev.surety.model.money.Money;
import java.time.Instant;

/**
 * The payer's claim as it was opened.
 *
 * @param ordinal 1 for the escrow's first dispute, 2 for its second
 * @param key of the command that opened it; its entry has the payer's own words
 * @param asks how the payer wants the claim to be divided, before fees
 */
public record DisputeOpening(int ordinal, Instant at, String key, DisputeReason reason, Division asks) {
    /** The disputed part of the price. */
    public Money claim() {
        return asks.sum();
    }
}
