package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.payment.GatewayAccount;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.StateChain;
import java.time.Instant;
import java.util.Optional;

/**
 * Up to which change we have heard each gateway. Each marketplace and gateway has an endless chain; its last entry
 * holds the cursor.
 */
public interface GatewayAccounts {
    /** Starts the daily question about an account, unless it has started. */
    void open(MarketplaceId marketplace, String gateway, Instant now);

    Optional<Stored> find(MarketplaceId marketplace, String gateway);

    /** Appends the account after the entry that was read. Returns false if another call took the place. */
    boolean append(Stored after, GatewayAccount account, Instant now, CommandKey key);

    record Stored(GatewayAccount account, StateChain chain) {
        public Entry last() {
            return chain.last().orElseThrow();
        }
    }
}
