package dev.surety.model.marketplace;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a marketplace has laid down for all that happens on it. Written by onboarding as a versioned chain, read by
 * every function that decides; what was decided names the version it was decided under.
 *
 * @param version the number of the entry these settings come from
 * @param currencies ISO 4217 codes in which escrows may be made
 * @param presets the published terms, by name and version
 * @param returnUrls prefixes a payer's browser may be sent back to
 * @param timeZone IANA name; days of statements and schedules are days there
 * @param pause movements stopped at once
 * @param newPayees what a payee who is new waits for; empty if nobody does
 * @param defaultVersions which version of a preset its name means; the highest of those that are not named
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
        Optional<Map<String, Integer>> defaultVersions) {
    /**
     * Of settings in stored data, presets and fee rules included; raised when a reader that does not know a new member
     * would decide wrongly.
     */
    public static final int VERSION = 2;

    public MarketplaceSettings {
        currencies = List.copyOf(currencies);
        presets = List.copyOf(presets);
        returnUrls = List.copyOf(returnUrls);
        pause = Set.copyOf(pause);
        defaultVersions = defaultVersions.map(Map::copyOf);
    }

    /** Where a preset's name means the highest version. */
    public MarketplaceSettings(
            int version,
            Mode mode,
            List<String> currencies,
            List<Preset> presets,
            List<String> returnUrls,
            String timeZone,
            Set<Pause> pause,
            Optional<NewPayeeHold> newPayees) {
        this(version, mode, currencies, presets, returnUrls, timeZone, pause, newPayees, Optional.empty());
    }

    /** The published version that a preset's name means by itself. */
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
     * Money released to a new payee matures before it can be paid out. A payee is new until it has been here for
     * {@code days} and has {@code settledEscrows} behind it, both.
     */
    public record NewPayeeHold(int days, int settledEscrows, Duration matures) {}

    public enum Mode {
        SANDBOX,
        LIVE
    }

    public enum Pause {
        MONEY_IN,
        MONEY_OUT
    }
}
