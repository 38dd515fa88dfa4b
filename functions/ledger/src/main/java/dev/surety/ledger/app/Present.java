package dev.surety.ledger.app;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What time it is in a marketplace, and from when on its lines are not settled yet. */
public final class Present {
    /** What happened within this time may still be joined by lines that are on their way. */
    public static final Duration PROVISIONAL = Duration.ofMinutes(10);

    private final Marketplaces marketplaces;
    private final Clocks worlds;

    public Present(Marketplaces marketplaces, Clocks worlds) {
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    public Instant now(MarketplaceId marketplace) {
        return worlds.now(marketplace, mode(marketplace));
    }

    /**
     * What is dated before this has had ten minutes to be posted. A test clock that was moved makes what was appended
     * this very second look as old as the move was far: until it has run for ten minutes nothing counts as settled.
     */
    public Instant settledUntil(MarketplaceId marketplace, Instant system) {
        boolean justMoved = mode(marketplace) == Mode.SANDBOX
                && worlds.read(marketplace)
                        .filter(clock -> clock.setAt().isAfter(system.minus(PROVISIONAL)))
                        .isPresent();
        return justMoved ? Instant.EPOCH : now(marketplace).minus(PROVISIONAL);
    }

    /** In which the marketplace's days begin and end. */
    public ZoneId zone(MarketplaceId marketplace) {
        return marketplaces
                .find(marketplace)
                .map(settings -> ZoneId.of(settings.timeZone()))
                .orElse(ZoneOffset.UTC);
    }

    private Mode mode(MarketplaceId marketplace) {
        return marketplaces.find(marketplace).map(MarketplaceSettings::mode).orElse(Mode.LIVE);
    }
}
