package dev.surety.onboarding.app;

import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The checks of new settings: they must be usable, and must keep the promises of former ones. Each error names the
 * member, the rule, and the currency or version that breaks it.
 */
final class SettingsRules {
    private SettingsRules() {}

    /** Checks the settings alone, so that no marketplace saves settings it cannot use. */
    static List<FieldError> alone(MarketplaceSettings wanted) {
        List<FieldError> wrong = new ArrayList<>();
        notEmpty(wanted.currencies(), "/currencies", wrong);
        notEmpty(wanted.presets(), "/presets", wrong);
        once(wanted.currencies(), "/currencies", wrong);
        once(wanted.returnUrls(), "/returnUrls", wrong);
        wanted.defaultVersions().orElse(Map.of()).forEach((name, version) -> {
            if (wanted.find(name, version).isEmpty()) {
                wrong.add(new FieldError("/defaultVersions/" + name, "unknown_version"));
            }
        });
        List<Preset> presets = wanted.presets();
        once(presets.stream().map(of -> of.preset() + "/" + of.version()).toList(), "/presets", wrong);
        for (int i = 0; i < presets.size(); i++) {
            String at = "/presets/" + i + "/fees";
            List<FeeRule> fees = presets.get(i).fees();
            once(fees.stream().map(FeeRule::name).toList(), at, wrong);
            for (int j = 0; j < fees.size(); j++) {
                FeeRule fee = fees.get(j);
                amounts(fee.fixed(), wanted.currencies(), at + "/" + j + "/fixed", wrong);
                amounts(fee.min(), wanted.currencies(), at + "/" + j + "/min", wrong);
                amounts(fee.max(), wanted.currencies(), at + "/" + j + "/max", wrong);
            }
        }
        MoneyOutRules.check(wanted, wrong);
        OnboardingSettings.check(wanted, wrong);
        DisputingRules.check(wanted, wrong);
        once(
                wanted.chartOfAccounts().orElse(List.of()).stream().map(ChartOfAccounts.Row::account).toList(),
                "/chartOfAccounts",
                wrong);
        wanted.reputation().ifPresent(of -> units(of.units(), wanted.currencies(), wrong));
        return wrong;
    }

    /**
     * Checks the settings against former ones. The mode never changes, because time runs differently in each. A
     * published name and version never changes, because escrows name it.
     *
     * @param retired the highest version of each preset that the settings ever left out
     */
    static List<FieldError> after(
            MarketplaceSettings before, Map<String, Integer> retired, MarketplaceSettings wanted) {
        List<FieldError> wrong = new ArrayList<>();
        if (before.mode() != wanted.mode()) {
            wrong.add(new FieldError("/mode", "cannot_change"));
        }
        for (int i = 0; i < wanted.presets().size(); i++) {
            Preset preset = wanted.presets().get(i);
            var published = before.find(preset.preset(), preset.version());
            if (published.isPresent() && !published.get().equals(preset)) {
                wrong.add(new FieldError("/presets/" + i, "published_version_changed"));
            } else if (published.isEmpty() && preset.version() <= retired.getOrDefault(preset.preset(), 0)) {
                wrong.add(new FieldError("/presets/" + i + "/version", "retired"));
            }
        }
        return wrong;
    }

    /** A rule with amounts needs one for every currency: otherwise no payee could sell in the others. */
    private static void amounts(List<Money> amounts, List<String> currencies, String at, List<FieldError> wrong) {
        List<String> codes = amounts.stream().map(of -> of.currency().code()).toList();
        once(codes, at, wrong);
        if (!codes.isEmpty()) {
            currencies.stream()
                    .filter(code -> !codes.contains(code))
                    .forEach(code ->
                            wrong.add(new FieldError(at, "no_amount_in_" + code.toLowerCase(Locale.ROOT))));
        }
    }

    private static void units(List<Money> units, List<String> currencies, List<FieldError> wrong) {
        List<String> codes = units.stream().map(of -> of.currency().code()).toList();
        once(codes, "/reputation/units", wrong);
        codes.stream()
                .filter(code -> !currencies.contains(code))
                .forEach(_ ->
                        wrong.add(new FieldError("/reputation/units", "not_a_currency_of_the_marketplace")));
    }

    private static void notEmpty(List<?> list, String at, List<FieldError> wrong) {
        if (list.isEmpty()) {
            wrong.add(new FieldError(at, "empty"));
        }
    }

    private static void once(List<String> names, String at, List<FieldError> wrong) {
        Set<String> met = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!met.add(names.get(i))) {
                wrong.add(new FieldError(at + "/" + i, "doubled"));
            }
        }
    }
}
