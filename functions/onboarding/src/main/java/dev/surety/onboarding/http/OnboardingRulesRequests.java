package dev.surety.onboarding.http;

import dev.surety.model.marketplace.MarketplaceSettings.Onboarding;
import dev.surety.model.marketplace.OnboardingRules.CapabilityRule;
import dev.surety.model.marketplace.OnboardingRules.Reverification;
import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.marketplace.OnboardingRules.VolumeLimit;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.model.money.Money;
import dev.surety.onboarding.app.CountSale;
import dev.surety.onboarding.domain.Capability;
import dev.surety.runtime.edge.http.Fields;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the rules for a marketplace's participants. The settings' checks say which names are known. */
final class OnboardingRulesRequests {
    private static final Set<String> CAPABILITIES = Set.copyOf(Capability.ALL);
    private static final int MOST_TIERS = 5;
    private static final int MOST_CODES = 20;
    private static final int LONGEST_CODE = 40;
    private static final int MOST_CURRENCIES = 50;
    private static final Pattern AGE = Pattern.compile("P[1-9][0-9]{0,2}[YM]");
    private static final int LONGEST_AGE = 5;
    private static final int FEWEST_MONTHS = 3;
    private static final int MOST_MONTHS = 120;

    private OnboardingRulesRequests() {}

    static Optional<Onboarding> read(Fields settings) {
        Optional<Fields> onboarding = settings.has("onboarding") ? settings.object("onboarding") : Optional.empty();
        return onboarding.flatMap(of -> {
            Optional<OnboardingRules> rules = of.object("rules").map(OnboardingRulesRequests::rules);
            of.finish();
            return rules.map(Onboarding::new);
        });
    }

    private static OnboardingRules rules(Fields rules) {
        List<Tier> tiers = new ArrayList<>();
        rules.objects("tiers", MOST_TIERS).forEach(each -> tier(each).ifPresent(tiers::add));
        List<CapabilityRule> capabilities = new ArrayList<>();
        rules.objects("capabilities", CAPABILITIES.size())
                .forEach(each -> capability(each).ifPresent(capabilities::add));
        Optional<Reverification> reverification = rules.has("reverification")
                ? rules.object("reverification").flatMap(OnboardingRulesRequests::reverification)
                : Optional.empty();
        rules.finish();
        return new OnboardingRules(tiers, capabilities, reverification);
    }

    private static Optional<Reverification> reverification(Fields of) {
        Optional<Period> after = age(of, "after");
        Optional<Period> highestTierAfter = age(of, "highestTierAfter");
        of.finish();
        return after.flatMap(usual -> highestTierAfter.map(high -> new Reverification(usual, high)));
    }

    /** In whole years or months. Sixty days of notice have to fit in. */
    private static Optional<Period> age(Fields of, String name) {
        Optional<String> text = of.text(name, 3, LONGEST_AGE);
        if (text.filter(given -> !AGE.matcher(given).matches()).isPresent()) {
            of.wrong(name, "format");
            return Optional.empty();
        }
        Optional<Period> age = text.map(Period::parse);
        long months = age.map(Period::toTotalMonths).orElse((long) FEWEST_MONTHS);
        if (months < FEWEST_MONTHS || months > MOST_MONTHS) {
            of.wrong(name, "bound");
        }
        return age;
    }

    private static Optional<Tier> tier(Fields tier) {
        Optional<String> name = tier.text("tier", 1, LONGEST_CODE);
        List<String> requires = tier.texts("requires", MOST_CODES, LONGEST_CODE);
        List<VolumeLimit> limits = new ArrayList<>();
        if (tier.has("limits")) {
            tier.objects("limits", CAPABILITIES.size()).forEach(each -> limit(each).ifPresent(limits::add));
        }
        Optional<List<String>> persons = tier.has("persons")
                ? Optional.of(tier.texts("persons", MOST_CODES, LONGEST_CODE))
                : Optional.empty();
        tier.finish();
        return name.map(of -> new Tier(of, requires, limits, persons));
    }

    private static Optional<VolumeLimit> limit(Fields limit) {
        Optional<String> capability = limit.choice("capability", CAPABILITIES);
        List<Money> max = new ArrayList<>();
        limit.objects("max", MOST_CURRENCIES).forEach(each -> each.self().ifPresent(max::add));
        limit.finish();
        return capability.map(of -> new VolumeLimit(of, max));
    }

    private static Optional<CapabilityRule> capability(Fields rule) {
        Optional<String> capability = rule.choice("capability", CAPABILITIES);
        Optional<String> tier = rule.text("tier", 1, LONGEST_CODE);
        List<String> requires = rule.has("requires") ? rule.texts("requires", MOST_CODES, LONGEST_CODE) : List.of();
        Optional<Long> settled = rule.has("settledEscrows")
                ? rule.integer("settledEscrows", 0, CountSale.MOST_COUNTED)
                : Optional.of(0L);
        rule.finish();
        return capability.isPresent() && tier.isPresent() && settled.isPresent()
                ? Optional.of(new CapabilityRule(
                        capability.get(), tier.get(), requires, settled.get().intValue()))
                : Optional.empty();
    }
}
