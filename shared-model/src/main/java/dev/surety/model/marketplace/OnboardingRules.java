package dev.surety.model.marketplace;

import dev.surety.model.money.Money;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a marketplace for its participants.
 *
 * @param tiers from the lowest to the highest; each asks for all that the lower ones ask for, too
 * @param capabilities the capabilities that participants can have
 * @param reverification when a proof of identity has to be renewed; empty: as {@link Reverification#SHIPPED} says
 */
public record OnboardingRules(
        List<Tier> tiers, List<CapabilityRule> capabilities, Optional<Reverification> reverification) {
    public OnboardingRules {
        tiers = List.copyOf(tiers);
        capabilities = List.copyOf(capabilities);
    }

    /**
     * @param requires the codes of its requirements
     * @param limits the volumes that it allows; a capability without one has no limit
     * @param persons the codes that each person of a business has to meet; empty in rules that ask persons for nothing
     */
    public record Tier(
            String tier, List<String> requires, List<VolumeLimit> limits, Optional<List<String>> persons) {
        public Tier {
            requires = List.copyOf(requires);
            limits = List.copyOf(limits);
            persons = persons.map(List::copyOf);
        }

        /** A tier that asks the persons of a business for nothing. */
        public Tier(String tier, List<String> requires, List<VolumeLimit> limits) {
            this(tier, requires, limits, Optional.empty());
        }
    }

    /** @param max the most in thirty days, per currency; a currency without an amount has no limit */
    public record VolumeLimit(String capability, List<Money> max) {
        public VolumeLimit {
            max = List.copyOf(max);
        }
    }

    /**
     * @param tier the tier that it needs
     * @param requires the codes of further requirements
     * @param settledEscrows how many escrows must have settled in the participant's favour
     */
    public record CapabilityRule(String capability, String tier, List<String> requires, int settledEscrows) {
        public CapabilityRule {
            requires = List.copyOf(requires);
        }
    }

    /**
     * How old an accepted proof of identity may become.
     *
     * @param after for a participant below the highest tier
     * @param highestTierAfter for a participant of the highest tier, which has the highest limits
     */
    public record Reverification(Period after, Period highestTierAfter) {
        public static final Reverification SHIPPED = new Reverification(Period.ofYears(3), Period.ofYears(1));
    }

    /** The most settled escrows that a capability asks for. */
    public int settledEscrows() {
        return capabilities.stream()
                .mapToInt(CapabilityRule::settledEscrows)
                .max()
                .orElse(0);
    }

    public Optional<CapabilityRule> capability(String name) {
        return capabilities.stream()
                .filter(rule -> rule.capability().equals(name))
                .findFirst();
    }

    /** The place of a tier among the tiers; -1 if there is none of this name. */
    public int place(String tier) {
        return tiers.stream().map(Tier::tier).toList().indexOf(tier);
    }
}
