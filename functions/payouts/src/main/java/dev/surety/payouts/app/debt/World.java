package dev.surety.payouts.app.debt;

import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.Tip;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.util.Optional;

/** The settings and the time of marketplaces whose money has moved. Such a marketplace has settings. */
public final class World {
    private final Marketplaces marketplaces;
    private final Clocks clocks;

    public World(Marketplaces marketplaces, Clocks clocks) {
        this.marketplaces = marketplaces;
        this.clocks = clocks;
    }

    MarketplaceSettings settings(MarketplaceId marketplace) {
        return marketplaces
                .find(marketplace)
                .orElseThrow(() -> new Invariants.Breach("a marketplace whose money moved has settings"));
    }

    Instant now(MarketplaceId marketplace) {
        return clocks.now(marketplace, settings(marketplace).mode());
    }

    /** The deadline that an entry of this chain leaves. */
    Optional<Entry.Due> due(ChainId chain, Instant at, Instant wanted) {
        return Optional.of(Clocks.due(chain, settings(chain.marketplace()).mode(), at, wanted));
    }

    /** Whether this wake's entry is still the last and its deadline has come; nothing if there is no more to do. */
    Optional<Boolean> isDue(Tip chain, int number) {
        return chain.tip()
                .filter(last -> last.number() == number)
                .flatMap(Entry::due)
                .map(due -> !now(chain.id().marketplace()).isBefore(due.at()));
    }
}
