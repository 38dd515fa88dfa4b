package dev.surety.reputation.domain.score;

import dev.surety.model.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The constants of one version of the rule. They are data: a published version never changes, and all numbers are
 * whole. {@code one} stands for 1.0 in every weight and in every score.
 *
 * @param period the length of a bucket
 * @param fading the part of a weight that counts in the recent reading, by the age of its bucket in periods
 * @param recentPrior the recent reading of a participant without any history
 * @param standingPrior the mean of the standing of a participant without any history
 * @param priorWeight the weight of both priors, in opinions
 * @param width the distance between mean and bound of the standing, in thousandths of a standard deviation
 * @param newPayer how much a payer's opinion counts who has paid no fees before
 * @param trustedAt the fee units at which half of the rest is reached
 * @param leastPayer how much any payer's opinion counts at least
 * @param opinionCap the fee units of one opinion at most
 * @param factCap the fee units of one fact at most
 * @param pairs how much the first, second… opinion of the same payer on the same payee counts
 * @param silence how much a settled sale counts without a review
 * @param facts how much each kind of fact counts
 */
public record ScoreRule(
        String name,
        long one,
        Duration period,
        List<Long> fading,
        long recentPrior,
        long standingPrior,
        long priorWeight,
        long width,
        long newPayer,
        long trustedAt,
        long leastPayer,
        long opinionCap,
        long factCap,
        List<Long> pairs,
        long silence,
        Map<String, Long> facts) {
    public ScoreRule {
        fading = List.copyOf(fading);
        pairs = List.copyOf(pairs);
        facts = Map.copyOf(facts);
        Invariants.hold(!fading.isEmpty() && !pairs.isEmpty(), "a rule has a horizon and places of a pair");
    }

    /** The bucket of an instant. */
    public int bucket(Instant at) {
        return Math.toIntExact(Math.floorDiv(at.getEpochSecond(), period.toSeconds()));
    }

    /** The part of a weight that counts in the recent reading; none beyond the horizon or from the future. */
    long faded(long weight, int age) {
        return counts(age) ? weight * fading.get(age) / one : 0;
    }

    /** The part of a weight that counts in the standing: all of it until the horizon. */
    long steady(long weight, int age) {
        return counts(age) ? weight : 0;
    }

    private boolean counts(int age) {
        return age >= 0 && age < fading.size();
    }
}
