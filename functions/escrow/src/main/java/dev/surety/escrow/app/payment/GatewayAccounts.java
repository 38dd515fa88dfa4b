package dev.surety.escrow.app.payment;

import dev.surety.escrow.domain.payment.GatewayAccount;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.StateChain;
import java.time.Instant;
import java.util.Optional;

/** How far each gateway was heard, on a chain without end for each marketplace and gateway: its last entry says. */
public interface GatewayAccounts {
    /** Begins to ask about an account, if that has not begun. */
    void open(MarketplaceId marketplace, String gateway, Instant now);

    Optional<Stored> find(MarketplaceId marketplace, String gateway);

    /** Puts what was heard after the entry that was read; nothing if another took its place. */
    boolean append(Stored after, GatewayAccount account, Instant now, CommandKey key);

    record Stored(GatewayAccount account, StateChain chain) {
        public Entry last() {
            return chain.last().orElseThrow();
        }
    }
}
