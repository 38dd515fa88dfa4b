package dev.surety.reputation.domain.score;

import dev.surety.model.Invariants;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weights of all that is known of a participant in one role, summed by period. Sums commute, so the order in which
 * weights arrive changes nothing.
 */
public record Buckets(SortedMap<Integer, Long> good, SortedMap<Integer, Long> bad) {
    public static final Buckets EMPTY = new Buckets(new TreeMap<>(), new TreeMap<>());

    /** The same buckets with one more weight; a negative one takes back an earlier weight of the same bucket. */
    public Buckets plus(int bucket, boolean isGood, long weight) {
        return isGood ? new Buckets(plus(good, bucket, weight), bad) : new Buckets(good, plus(bad, bucket, weight));
    }

    private static SortedMap<Integer, Long> plus(SortedMap<Integer, Long> sums, int bucket, long weight) {
        var next = new TreeMap<>(sums);
        long sum = Math.addExact(next.getOrDefault(bucket, 0L), weight);
        Invariants.hold(sum >= 0, "only a weight that was added is taken back");
        if (sum == 0) {
            next.remove(bucket);
        } else {
            next.put(bucket, sum);
        }
        return next;
    }
}
