package dev.surety.ledger.app;

import dev.surety.ledger.domain.report.PayoutWaits;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.money.Currency;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses.What;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the time in a marketplace, and until when its lines are settled. */
public final class Present {
    /** Lines dated within this time are provisional: the poster may still add others among them. */
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
     * The poster has had ten minutes for every entry dated before this instant. A marketplace that has just moved its
     * test clock forward dates a new entry far ahead of the entries before it. So nothing counts as settled until the
     * moved clock has run for ten minutes.
     */
    public Instant settledUntil(MarketplaceId marketplace, Instant system) {
        boolean justMoved = mode(marketplace) == Mode.SANDBOX
                && worlds.read(marketplace)
                        .filter(clock -> clock.setAt().isAfter(system.minus(PROVISIONAL)))
                        .isPresent();
        return justMoved ? Instant.EPOCH : now(marketplace).minus(PROVISIONAL);
    }

    /** The hint of a deadline that an entry leaves. */
    public Entry.Due due(ChainId chain, Instant at, Duration in) {
        return Clocks.due(chain, mode(chain.marketplace()), at, at.plus(in));
    }

    /** In which the marketplace's days begin and end. */
    public ZoneId zone(MarketplaceId marketplace) {
        return marketplaces
                .find(marketplace)
                .map(settings -> ZoneId.of(settings.timeZone()))
                .orElse(ZoneId.of("UTC"));
    }

    public Optional<MarketplaceSettings> settings(MarketplaceId marketplace) {
        return marketplaces.find(marketplace);
    }

    public boolean isMoneyOutPaused(MarketplaceId marketplace) {
        return marketplaces.pauses().isPaused(marketplace, What.MONEY_OUT);
    }

    /** The rails over which no money goes out. */
    public Set<String> pausedRails(MarketplaceId marketplace, MarketplaceSettings settings) {
        return settings.currencies().stream()
                .flatMap(code -> PayoutWaits.rail(settings, Currency.of(code)).stream())
                .map(Rail::name)
                .filter(rail -> What.parse("rail:" + rail)
                        .filter(what -> marketplaces.pauses().isPaused(marketplace, what))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private Mode mode(MarketplaceId marketplace) {
        return marketplaces.find(marketplace).map(MarketplaceSettings::mode).orElse(Mode.LIVE);
    }
}
