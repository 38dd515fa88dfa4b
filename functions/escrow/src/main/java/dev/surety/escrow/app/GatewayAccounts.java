package dev.surety.escrow.app;

import dev.surety.escrow.domain.GatewayAccount;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.CommandKey;
import java.time.Instant;
import java.util.Optional;

/** How far each gateway was heard: a chain for each marketplace and gateway, whose last entry is its state. */
public interface GatewayAccounts {
    /** Begins to ask about an account, if that has not begun. */
    void open(MarketplaceId marketplace, String gateway, Instant now);

    Optional<Stands> find(MarketplaceId marketplace, String gateway);

    /** Puts what was heard after the entry that was read; nothing if another took its place. */
    boolean append(Stands after, GatewayAccount account, Instant now, CommandKey key);

    record Stands(GatewayAccount account, Entry last) {}
}
