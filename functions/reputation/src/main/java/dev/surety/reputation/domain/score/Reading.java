package dev.surety.reputation.domain.score;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/**
 * A score at an instant. Both readings come from the same buckets.
 *
 * @param recent how the next sale will go: older weights fade
 * @param low the lower bound of the standing, which says who is established
 * @param mean the middle of the standing
 * @param high the upper bound of the standing
 * @param rank the order of lists: the lower bound times the recent reading
 */
public record Reading(long recent, long low, long mean, long high, long rank) {
    /** @param stake the size of the sale in typical sales, at least 1; only the standing depends on it */
    public static Reading of(ScoreRule rule, Buckets buckets, Instant now, long stake) {
        long one = rule.one();
        long prior = rule.priorWeight() * one;
        long recent = recent(rule, buckets, now);
        int bucket = rule.bucket(now);
        long good = sum(buckets.good(), bucket, rule::steady) / stake;
        long bad = sum(buckets.bad(), bucket, rule::steady) / stake;
        long all = good + bad + prior;
        long mean = share(good, one, prior, rule.standingPrior(), all);
        long deviation = root(mean * (one - mean) * one / (all + one));
        long distance = rule.width() * deviation / 1000;
        long low = Math.max(0, mean - distance);
        long high = Math.min(one, mean + distance);
        return new Reading(recent, low, mean, high, low * recent / one);
    }

    /** The recent reading alone, which weighs a payer's opinion. */
    public static long recent(ScoreRule rule, Buckets buckets, Instant now) {
        int bucket = rule.bucket(now);
        long good = sum(buckets.good(), bucket, rule::faded);
        long bad = sum(buckets.bad(), bucket, rule::faded);
        long prior = rule.priorWeight() * rule.one();
        return share(good, rule.one(), prior, rule.recentPrior(), good + bad + prior);
    }

    /** The part that counts of a weight of this age. */
    private interface Part {
        long of(long weight, int age);
    }

    private static long sum(SortedMap<Integer, Long> weights, int now, Part part) {
        long sum = 0;
        for (Map.Entry<Integer, Long> weight : weights.entrySet()) {
            sum = Math.addExact(sum, part.of(weight.getValue(), now - weight.getKey()));
        }
        return sum;
    }

    private static long share(long good, long one, long prior, long expected, long all) {
        return Math.addExact(Math.multiplyExact(good, one), prior * expected) / all;
    }

    /** The largest whole number whose square is not above this one. */
    private static long root(long square) {
        long root = (long) Math.sqrt((double) square);
        while (root * root > square) {
            root--;
        }
        while ((root + 1) * (root + 1) <= square) {
            root++;
        }
        return root;
    }
}
