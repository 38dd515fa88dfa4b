package dev.surety.model.marketplace;

import dev.surety.model.marketplace.MarketplaceSettings.NewPayeeHold;
import dev.surety.model.marketplace.MarketplaceSettings.Pause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes some parts of a marketplace's settings; the others stay. */
public final class MarketplaceSettingsBuilder {
    private final MarketplaceSettings from;
    private List<Preset> presets;
    private Set<Pause> pause;
    private Optional<NewPayeeHold> newPayees;
    private Optional<Map<String, Integer>> defaultVersions;
    private Optional<MoneyOut> payingOut;
    private Optional<Disputing> disputing;
    private Optional<Reputation> reputation;
    private Optional<List<ChartOfAccounts.Row>> chartOfAccounts;

    MarketplaceSettingsBuilder(MarketplaceSettings from) {
        this.from = from;
        presets = from.presets();
        pause = from.pause();
        newPayees = from.newPayees();
        defaultVersions = from.defaultVersions();
        payingOut = from.payingOut();
        disputing = from.disputing();
        reputation = from.reputation();
        chartOfAccounts = from.chartOfAccounts();
    }

    public MarketplaceSettingsBuilder presets(List<Preset> other) {
        presets = other;
        return this;
    }

    public MarketplaceSettingsBuilder pause(Set<Pause> other) {
        pause = other;
        return this;
    }

    public MarketplaceSettingsBuilder newPayees(Optional<NewPayeeHold> other) {
        newPayees = other;
        return this;
    }

    public MarketplaceSettingsBuilder defaultVersions(Optional<Map<String, Integer>> other) {
        defaultVersions = other;
        return this;
    }

    public MarketplaceSettingsBuilder payingOut(Optional<MoneyOut> other) {
        payingOut = other;
        return this;
    }

    public MarketplaceSettingsBuilder disputing(Optional<Disputing> other) {
        disputing = other;
        return this;
    }

    public MarketplaceSettingsBuilder reputation(Optional<Reputation> other) {
        reputation = other;
        return this;
    }

    public MarketplaceSettingsBuilder chartOfAccounts(Optional<List<ChartOfAccounts.Row>> other) {
        chartOfAccounts = other;
        return this;
    }

    public MarketplaceSettings build() {
        return new MarketplaceSettings(
                from.version(),
                from.mode(),
                from.currencies(),
                presets,
                from.returnUrls(),
                from.timeZone(),
                pause,
                newPayees,
                defaultVersions,
                payingOut,
                from.onboarding(),
                disputing,
                reputation,
                from.screening(),
                from.retention(),
                chartOfAccounts);
    }
}
