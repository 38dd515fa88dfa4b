package dev.surety.onboarding.domain;

import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.marketplace.OnboardingRules.VolumeLimit;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.model.money.Money;
import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.ParticipantEvent.LimitLooked;
import dev.surety.onboarding.domain.ParticipantEvent.LimitNear;
import dev.surety.onboarding.domain.ParticipantEvent.LimitReached;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How much a participant may move in thirty days by its tier, and what follows when it comes near to that. */
public final class VolumeRules {
    public static final Duration WINDOW = Duration.ofDays(30);

    private static final Duration LOOK_AGAIN = Duration.ofDays(1);
    private static final long NEAR_PERCENT = 80;

    private VolumeRules() {}

    /** @param next the limit of the next tier; empty if that has none, or there is no such tier */
    public record Limit(String capability, Money max, Optional<Money> next) {}

    /** @param usedMinor in minor units of the limit's currency; below zero where more went back than came */
    public record Use(Limit limit, long usedMinor) {
        private boolean isReached() {
            return usedMinor >= limit.max().amountMinor();
        }

        private boolean isNear() {
            return !isReached() && usedMinor * 100 >= limit.max().amountMinor() * NEAR_PERCENT;
        }
    }

    /** The limits of the requested capabilities, by the highest tier that the participant has reached. */
    public static List<Limit> limits(ParticipantState state, OnboardingRules rules) {
        Optional<Tier> next = Verification.nextTier(state, rules);
        List<Limit> limits = new ArrayList<>();
        for (VolumeLimit limit : Verification.tier(state, rules).map(Tier::limits).orElse(List.of())) {
            if (state.capability(limit.capability()).requested()) {
                limit.max().forEach(max ->
                        limits.add(new Limit(limit.capability(), max, next(next, limit.capability(), max))));
            }
        }
        return limits;
    }

    private static Optional<Money> next(Optional<Tier> tier, String name, Money max) {
        return tier.stream()
                .flatMap(of -> of.limits().stream())
                .filter(limit -> limit.capability().equals(name))
                .flatMap(limit -> limit.max().stream())
                .filter(more -> more.currency().equals(max.currency()))
                .findFirst();
    }

    /** Those marks that are of today's limits. */
    static List<VolumeMark> current(ParticipantState state, OnboardingRules rules) {
        List<Limit> limits = limits(state, rules);
        return state.marks().stream()
                .filter(mark -> limits.stream().anyMatch(limit -> mark.isOf(limit.capability(), limit.max())))
                .toList();
    }

    /** Nothing if every limit is as near as it was, and no mark has to be looked at now. */
    public static Optional<Changed> looked(ParticipantState state, List<Use> uses, Instant now) {
        List<VolumeMark> marks = new ArrayList<>();
        Optional<ParticipantEvent> worst = Optional.empty();
        for (Use use : uses) {
            if (use.isNear() || use.isReached()) {
                Optional<VolumeMark> before = state.marks().stream()
                        .filter(mark -> mark.isOf(use.limit().capability(), use.limit().max()))
                        .findFirst();
                boolean isSame = before.filter(mark -> mark.reached() == use.isReached()).isPresent();
                marks.add(mark(use, isSame ? before.get().since() : now, now));
                worst = isSame ? worst : Optional.of(worse(worst, use));
            }
        }
        boolean isAsBefore = worst.isEmpty() && marks.size() == state.marks().size();
        boolean isDue = state.marks().stream().anyMatch(mark -> !mark.lookAt().isAfter(now));
        return isAsBefore && !isDue
                ? Optional.empty()
                : Optional.of(new Changed(worst.orElseGet(LimitLooked::new), state.marked(marks)));
    }

    /** A limit that is only near needs no look before its window is over: each new sale looks, too. */
    private static VolumeMark mark(Use use, Instant since, Instant now) {
        Money max = use.limit().max();
        return new VolumeMark(
                use.limit().capability(),
                max.currency().code(),
                use.isReached(),
                since,
                now.plus(use.isReached() ? LOOK_AGAIN : WINDOW),
                Optional.of(max));
    }

    private static ParticipantEvent worse(Optional<ParticipantEvent> worst, Use use) {
        String capability = use.limit().capability();
        String currency = use.limit().max().currency().code();
        if (use.isReached()) {
            return new LimitReached(capability, currency);
        }
        return worst.orElseGet(() -> new LimitNear(capability, currency));
    }
}
