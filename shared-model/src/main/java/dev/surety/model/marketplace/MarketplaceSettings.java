package dev.surety.model.marketplace;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a marketplace. Onboarding writes them as a versioned chain. Functions that decide read them, and
 * their entries name the version they used.
 *
 * @param version the number of the entry that holds these settings
 * @param currencies ISO 4217 codes of the escrows that may be created
 * @param presets the published terms, by name and version
 * @param returnUrls prefixes of the URLs to which the payer's browser may return
 * @param timeZone IANA name; days of statements and schedules are days in this zone
 * @param pause movements that former settings paused; today's pauses have chains of their own
 * @param newPayees the hold for new payees; empty if there is none
 * @param defaultVersions the version that a preset's bare name means; else the highest
 * @param payingOut how the marketplace pays out, as far as it has set it
 * @param onboarding how participants are verified, as far as the marketplace has set it
 * @param disputing how disputes are decided, as far as the marketplace has set it
 * @param reputation how sales are weighed in scores, if the marketplace has said it
 * @param screening how near names have to be to lists of sanctioned parties, if the marketplace has said it
 * @param retention how long data stay after a participant is closed, if the marketplace has said it
 * @param chartOfAccounts the marketplace's own rows of the general ledger
 */
public record MarketplaceSettings(
        int version,
        Mode mode,
        List<String> currencies,
        List<Preset> presets,
        List<String> returnUrls,
        String timeZone,
        Set<Pause> pause,
        Optional<NewPayeeHold> newPayees,
        Optional<Map<String, Integer>> defaultVersions,
        Optional<MoneyOut> payingOut,
        Optional<Onboarding> onboarding,
        Optional<Disputing> disputing,
        Optional<Reputation> reputation,
        Optional<ScreeningRules> screening,
        Optional<Retention> retention,
        Optional<List<ChartOfAccounts.Row>> chartOfAccounts) {
    /**
     * The version of stored settings, with their presets and fee rules. We raise it if a reader that skips a new member
     * would decide wrongly.
     */
    public static final int VERSION = 6;

    /** The version that knows arbiters, and not yet rails of ACH files. */
    private static final int WITHOUT_ACH = 5;

    /** The version that knows rails of files, and not yet arbiters. */
    private static final int WITHOUT_ARBITERS = 4;

    /** The version that knows the tax in a fee, and not yet rails of files. */
    private static final int WITHOUT_FILES = 3;

    /** The version that knows {@code defaultVersions}, and not yet the tax in a fee. */
    private static final int WITHOUT_TAX = 2;

    public MarketplaceSettings {
        currencies = List.copyOf(currencies);
        presets = List.copyOf(presets);
        returnUrls = List.copyOf(returnUrls);
        pause = Set.copyOf(pause);
        defaultVersions = defaultVersions.map(Map::copyOf);
        chartOfAccounts = chartOfAccounts.map(List::copyOf);
    }

    /** Settings in which each preset's bare name means its highest version, and that say nothing of the rest. */
    public MarketplaceSettings(
            int version,
            Mode mode,
            List<String> currencies,
            List<Preset> presets,
            List<String> returnUrls,
            String timeZone,
            Set<Pause> pause,
            Optional<NewPayeeHold> newPayees) {
        this(
                version,
                mode,
                currencies,
                presets,
                returnUrls,
                timeZone,
                pause,
                newPayees,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** These settings, of which some parts are to change. */
    public MarketplaceSettingsBuilder change() {
        return new MarketplaceSettingsBuilder(this);
    }

    /** The same settings with another way to pay out; one that says nothing is left out. */
    public MarketplaceSettings withMoneyOut(MoneyOut moneyOut) {
        return change()
                .payingOut(Optional.of(moneyOut).filter(of -> !of.equals(MoneyOut.SHIPPED)))
                .build();
    }

    /** The same settings with another way to decide disputes. */
    public MarketplaceSettings withDisputing(Optional<Disputing> other) {
        return change().disputing(other).build();
    }

    /** The same settings with other weights of sales. */
    public MarketplaceSettings withReputation(Optional<Reputation> other) {
        return change().reputation(other).build();
    }

    /** The fee of a typical sale, by which weights are measured; empty if sales in the currency have no weight. */
    public Optional<Money> unit(Currency currency) {
        return reputation.flatMap(of -> of.unit(currency));
    }

    /** Whether disputes have a procedure of their own; else staff award the money. */
    public boolean hasArbiters() {
        return disputing.filter(of -> !of.arbiters().isEmpty()).isPresent();
    }

    /** The terms of disputes. */
    public DisputeTerms disputeTerms() {
        return disputing.map(Disputing::terms).orElse(DisputeTerms.SHIPPED);
    }

    /** How the marketplace pays out. */
    public MoneyOut moneyOut() {
        return payingOut.orElse(MoneyOut.SHIPPED);
    }

    /** How long data stay after a participant is closed. */
    public Retention retained() {
        return retention.orElse(Retention.SHIPPED);
    }

    /** The general ledger's accounts of ours. */
    public ChartOfAccounts chart() {
        return new ChartOfAccounts(chartOfAccounts.orElse(List.of()));
    }

    /** The least version whose readers decide rightly by these settings; 1 for the oldest. */
    public int neededVersion() {
        // A reader of before would call the sandbox's bank for it.
        if (moneyOut().rails().stream().anyMatch(rail -> rail.ach().isPresent())) {
            return VERSION;
        }
        // A reader of before would award money that only the procedure may divide.
        if (hasArbiters()) {
            return WITHOUT_ACH;
        }
        // The same as of a rail of ACH files.
        if (moneyOut().rails().stream().anyMatch(rail -> rail.sepa().isPresent())) {
            return WITHOUT_ARBITERS;
        }
        boolean taxed = presets.stream()
                .flatMap(preset -> preset.fees().stream())
                .anyMatch(fee -> fee.taxIncluded().isPresent());
        if (taxed) {
            return WITHOUT_FILES;
        }
        return defaultVersions.isPresent() ? WITHOUT_TAX : 1;
    }

    /** The version that a preset's bare name means. */
    public Optional<Preset> meant(String name) {
        Optional<Integer> chosen = defaultVersions.flatMap(of -> Optional.ofNullable(of.get(name)));
        return chosen.isPresent() ? find(name, chosen.get()) : latest(name);
    }

    private Optional<Preset> latest(String name) {
        return presets.stream()
                .filter(preset -> preset.preset().equals(name))
                .reduce((one, other) -> one.version() > other.version() ? one : other);
    }

    public Optional<Preset> find(String name, int version) {
        return presets.stream()
                .filter(preset -> preset.preset().equals(name) && preset.version() == version)
                .findFirst();
    }

    /**
     * Money released to a new payee goes on hold before it can be paid out. A payee is new until both limits are met:
     * {@code days} here, and {@code settledEscrows} in its favour.
     */
    public record NewPayeeHold(int days, int settledEscrows, Duration matures) {}

    /** @param rules what is asked of participants */
    public record Onboarding(OnboardingRules rules) {}

    public enum Mode {
        SANDBOX,
        LIVE
    }

    public enum Pause {
        MONEY_IN,
        MONEY_OUT
    }
}
