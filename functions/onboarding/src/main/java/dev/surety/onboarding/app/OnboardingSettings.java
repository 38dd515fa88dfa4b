package dev.surety.onboarding.app;

import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.OnboardingRules.CapabilityRule;
import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.marketplace.OnboardingRules.VolumeLimit;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.model.refusal.FieldError;
import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.ShippedRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The checks of the rules for participants. They may ask only for what a participant can give today: a rule that no
 * participant can meet would restrict participants with nothing to do.
 */
final class OnboardingSettings {
    private static final String AT = "/onboarding/rules";
    private static final List<String> TIERS =
            List.of(ShippedRules.BASIC, ShippedRules.STANDARD, ShippedRules.VERIFIED);

    private final OnboardingRules rules;
    private final List<String> currencies;
    private final List<FieldError> wrong;

    private OnboardingSettings(OnboardingRules rules, List<String> currencies, List<FieldError> wrong) {
        this.rules = rules;
        this.currencies = currencies;
        this.wrong = wrong;
    }

    static void check(MarketplaceSettings settings, List<FieldError> wrong) {
        settings.onboarding().ifPresent(of ->
                new OnboardingSettings(of.rules(), settings.currencies(), wrong).check());
    }

    private void check() {
        List<String> names = rules.tiers().stream().map(Tier::tier).toList();
        if (names.isEmpty()) {
            wrong(AT + "/tiers", "empty");
        }
        for (int i = 0; i < names.size(); i++) {
            String at = AT + "/tiers/" + i;
            int place = TIERS.indexOf(names.get(i));
            if (place < 0) {
                wrong(at + "/tier", "unknown_tier");
            } else if (i > 0 && TIERS.indexOf(names.get(i - 1)) >= place) {
                wrong(at + "/tier", "not_higher_than_the_one_before");
            }
            codes(at + "/requires", rules.tiers().get(i).requires(), Codes.OF_RULES);
            codes(at + "/persons", rules.tiers().get(i).persons().orElse(List.of()), Codes.OF_PERSONS);
            limits(at + "/limits", rules.tiers().get(i).limits());
        }
        Set<String> met = new HashSet<>();
        for (int i = 0; i < rules.capabilities().size(); i++) {
            CapabilityRule rule = rules.capabilities().get(i);
            String at = AT + "/capabilities/" + i;
            if (!met.add(rule.capability())) {
                wrong(at, "doubled");
            }
            if (!names.contains(rule.tier())) {
                wrong(at + "/tier", "unknown_tier");
            }
            codes(at + "/requires", rule.requires(), Codes.OF_RULES);
        }
    }

    private void codes(String at, List<String> codes, List<String> known) {
        for (int i = 0; i < codes.size(); i++) {
            if (!known.contains(codes.get(i))) {
                wrong(at + "/" + i, "unknown_requirement");
            } else if (codes.indexOf(codes.get(i)) < i) {
                wrong(at + "/" + i, "doubled");
            }
        }
    }

    private void limits(String at, List<VolumeLimit> limits) {
        Set<String> met = new HashSet<>();
        for (int i = 0; i < limits.size(); i++) {
            if (!met.add(limits.get(i).capability())) {
                wrong(at + "/" + i, "doubled");
            }
            List<String> codes =
                    limits.get(i).max().stream().map(max -> max.currency().code()).toList();
            for (int j = 0; j < codes.size(); j++) {
                if (!currencies.contains(codes.get(j))) {
                    wrong(at + "/" + i + "/max/" + j, "not_a_currency_of_the_marketplace");
                } else if (codes.indexOf(codes.get(j)) < j) {
                    wrong(at + "/" + i + "/max/" + j, "doubled");
                }
            }
        }
    }

    private void wrong(String at, String reason) {
        wrong.add(new FieldError(at, reason));
    }
}
