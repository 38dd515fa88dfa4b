package dev.surety.ledger.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Worlds;
import java.time.Duration;
import java.time.Instant;

/** What time it is in a marketplace, and from when on its lines are not settled yet. */
public final class Present {
    /** What happened within this time may still be joined by lines that are on their way. */
    public static final Duration PROVISIONAL = Duration.ofMinutes(10);

    private final Marketplaces marketplaces;
    private final Worlds worlds;

    public Present(Marketplaces marketplaces, Worlds worlds) {
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    public Instant now(MarketplaceId marketplace) {
        Mode mode = marketplaces.find(marketplace).map(MarketplaceSettings::mode).orElse(Mode.LIVE);
        return worlds.now(marketplace, mode);
    }
}
