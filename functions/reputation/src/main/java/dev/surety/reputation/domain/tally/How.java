package dev.surety.reputation.domain.tally;

import dev.surety.reputation.domain.score.ScoreRule;
import dev.surety.reputation.domain.score.Weights;
import java.time.Instant;
import java.util.Optional;

/**
 * The numbers that a weight was made of, frozen when it was made. With the rule they are enough to make it again.
 *
 * @param rule the version of the rule
 * @param unit the fee of a typical sale, in minor units
 * @param units the fee of this sale in typical fees
 * @param share how much an opinion, a silence or this kind of fact counts
 * @param trust how much the reviewer counts; empty for facts
 * @param part how much of the sale's money a fact is about; empty for opinions
 */
public record How(String rule, long unit, long units, long share, Optional<Trust> trust, Optional<Part> part) {
    /**
     * @param k how much the reviewer's word counts
     * @param place how many opinions of this reviewer on this participant were weighed before
     * @param hour the full hour at which the reviewer was read
     * @param sharesAccount whether both sides are paid to one verified account, so that praise counts nothing
     */
    public record Trust(long k, int place, Instant hour, boolean sharesAccount) {}

    public record Part(long of, long whole) {}

    public static How opinion(ScoreRule rule, long fee, long unit, long share, Trust trust) {
        long units = units(rule, fee, unit, rule.opinionCap());
        return new How(rule.name(), unit, units, share, Optional.of(trust), Optional.empty());
    }

    public static How fact(ScoreRule rule, long fee, long unit, long share, Part part) {
        long units = units(rule, fee, unit, rule.factCap());
        return new How(rule.name(), unit, units, share, Optional.empty(), Optional.of(part));
    }

    /** The same reviewer and place under another fee. */
    public How withFee(ScoreRule by, long fee) {
        return opinion(by, fee, unit, share, trust.orElseThrow());
    }

    /** Without a typical fee nothing can be weighed. */
    private static long units(ScoreRule rule, long fee, long unit, long cap) {
        return unit == 0 ? 0 : Weights.units(rule, Math.max(0, fee), unit, cap);
    }

    public long weight(ScoreRule by) {
        long whole = trust.map(of -> Weights.opinion(by, units, of.k(), of.place())).orElse(units);
        long shared = whole * share / by.one();
        return part.map(of -> Math.multiplyExact(shared, of.of()) / of.whole()).orElse(shared);
    }
}
