package dev.surety.payouts.app.payout;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.money.Currency;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;

/** A marketplace's settings, time and pauses, as a decision reads them. */
public final class Present {
    private final Marketplaces marketplaces;
    private final Pauses pauses;
    private final Clocks clocks;

    public Present(Marketplaces marketplaces, Pauses pauses, Clocks clocks) {
        this.marketplaces = marketplaces;
        this.pauses = pauses;
        this.clocks = clocks;
    }

    public Optional<MarketplaceSettings> find(MarketplaceId marketplace) {
        return marketplaces.find(marketplace);
    }

    /** Of a marketplace that has payouts, and so has settings. */
    public MarketplaceSettings settings(MarketplaceId marketplace) {
        return find(marketplace).orElseThrow(() -> new Outage("the marketplace's settings are not there"));
    }

    public Instant now(MarketplaceId marketplace, MarketplaceSettings settings) {
        return clocks.now(marketplace, settings.mode());
    }

    public Instant now(MarketplaceId marketplace) {
        return now(marketplace, settings(marketplace));
    }

    /** The refusal if money, or this rail's money, may not go out. */
    public Optional<Refusal> paused(MarketplaceId marketplace, String rail) {
        return pauses.refusal(marketplace, What.MONEY_OUT)
                .or(() -> What.parse("rail:" + rail).flatMap(what -> pauses.refusal(marketplace, what)));
    }

    /** The rail that sends a currency, if there is one. */
    public static Optional<Rail> rail(MarketplaceSettings settings, Currency currency) {
        return settings.moneyOut().rails().stream()
                .filter(rail -> rail.currencies().contains(currency.code()))
                .findFirst()
                .or(() -> settings.moneyOut()
                        .rail("sandbox", settings.mode() == Mode.SANDBOX, settings.currencies())
                        .filter(rail -> rail.currencies().contains(currency.code())));
    }
}
