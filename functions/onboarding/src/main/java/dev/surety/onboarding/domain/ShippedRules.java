package dev.surety.onboarding.domain;

import dev.surety.model.marketplace.OnboardingRules.CapabilityRule;
import dev.surety.model.marketplace.OnboardingRules.Reverification;
import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.marketplace.OnboardingRules.VolumeLimit;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import java.util.List;
import java.util.Optional;

/** The rules of a live marketplace whose settings have none. */
public final class ShippedRules {
    public static final String BASIC = "basic";
    public static final String STANDARD = "standard";
    public static final String VERIFIED = "verified";

    /** In minor units, whatever the currency. */
    private static final long OF_BASIC = 100_000;

    private static final long OF_STANDARD = 1_000_000;
    private static final long OF_VERIFIED = 10_000_000;
    private static final int SETTLED_BEFORE_INSTANT = 10;

    private ShippedRules() {}

    public static OnboardingRules of(List<String> currencies) {
        return new OnboardingRules(
                List.of(
                        new Tier(
                                BASIC,
                                List.of(Codes.NAME, Codes.EMAIL),
                                List.of(limit(Standing.PAY, OF_BASIC, currencies))),
                        new Tier(
                                STANDARD,
                                List.of(Codes.BIRTH_DATE, Codes.REGISTRATION, Codes.ADDRESS, Codes.TERMS),
                                limits(OF_STANDARD, currencies),
                                Optional.of(List.of(Codes.NAME, Codes.BIRTH_DATE, Codes.ADDRESS))),
                        new Tier(
                                VERIFIED,
                                List.of(Codes.DOCUMENT, Codes.OWNERS, Codes.DIRECTORS),
                                limits(OF_VERIFIED, currencies),
                                Optional.of(List.of(Codes.DOCUMENT)))),
                List.of(
                        new CapabilityRule(Standing.PAY, BASIC, List.of(), 0),
                        new CapabilityRule(Standing.RECEIVE, STANDARD, List.of(), 0),
                        new CapabilityRule(Standing.PAYOUT, STANDARD, List.of(Codes.METHOD_ADD), 0),
                        new CapabilityRule(
                                Standing.INSTANT_PAYOUT,
                                VERIFIED,
                                List.of(Codes.METHOD_ADD),
                                SETTLED_BEFORE_INSTANT)),
                Optional.of(Reverification.SHIPPED));
    }

    private static List<VolumeLimit> limits(long minor, List<String> currencies) {
        return List.of(
                limit(Standing.PAY, minor, currencies),
                limit(Standing.RECEIVE, minor, currencies),
                limit(Standing.PAYOUT, minor, currencies));
    }

    private static VolumeLimit limit(String capability, long minor, List<String> currencies) {
        return new VolumeLimit(
                capability,
                currencies.stream().map(code -> Money.of(minor, code)).toList());
    }
}
