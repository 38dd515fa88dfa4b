package dev.surety.reputation.store;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.reputation.app.score.TypicalFees;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Typical fees and time by a marketplace's settings. */
public final class SettingsFees implements TypicalFees {
    private final Marketplaces marketplaces;
    private final Clocks clocks;

    public SettingsFees(Marketplaces marketplaces, Clocks clocks) {
        this.marketplaces = marketplaces;
        this.clocks = clocks;
    }

    @Override
    public OptionalLong unit(MarketplaceId marketplace, Currency currency) {
        return marketplaces.find(marketplace).flatMap(settings -> settings.unit(currency)).stream()
                .mapToLong(Money::amountMinor)
                .findFirst();
    }

    /** By the dearest of the presets, for the stake of a sale is never taken for less than it is. */
    @Override
    public long fee(MarketplaceId marketplace, Money price) {
        List<Preset> presets =
                marketplaces.find(marketplace).map(MarketplaceSettings::presets).orElse(List.of());
        return presets.stream()
                .mapToLong(preset -> preset.fees().stream()
                        .mapToLong(rule -> fee(rule, price))
                        .reduce(0, Math::addExact))
                .max()
                .orElse(0);
    }

    private static long fee(FeeRule rule, Money price) {
        long fee = rule.basisPoints().ofHalfEven(price).amountMinor()
                + in(rule.fixed(), price.currency()).orElse(0L);
        long least = in(rule.min(), price.currency()).orElse(fee);
        long most = in(rule.max(), price.currency()).orElse(Math.max(fee, least));
        return Math.min(Math.max(fee, least), most);
    }

    private static Optional<Long> in(List<Money> amounts, Currency currency) {
        return amounts.stream()
                .filter(amount -> amount.currency().equals(currency))
                .map(Money::amountMinor)
                .findFirst();
    }

    @Override
    public Instant now(MarketplaceId marketplace) {
        Mode mode = marketplaces.find(marketplace).map(MarketplaceSettings::mode).orElse(Mode.LIVE);
        return clocks.now(marketplace, mode);
    }
}
