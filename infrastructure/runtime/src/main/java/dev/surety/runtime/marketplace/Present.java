package dev.surety.runtime.marketplace;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;

/** A marketplace's settings and time, as a decision reads them. */
public final class Present {
    private final Marketplaces marketplaces;
    private final Clocks clocks;

    public Present(Marketplaces marketplaces, Clocks clocks) {
        this.marketplaces = marketplaces;
        this.clocks = clocks;
    }

    /** Of a marketplace that has sales, and so has settings. */
    public MarketplaceSettings settings(MarketplaceId marketplace) {
        return marketplaces
                .find(marketplace)
                .orElseThrow(() -> new Outage("the marketplace's settings are not there"));
    }

    /** A marketplace without settings has no test clock. */
    public Mode mode(MarketplaceId marketplace) {
        return marketplaces.find(marketplace).map(MarketplaceSettings::mode).orElse(Mode.LIVE);
    }

    public Instant now(MarketplaceId marketplace) {
        return clocks.now(marketplace, mode(marketplace));
    }
}
