package dev.surety.reputation.domain.score;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is known of a participant in one role: the weights by kind and period, and how often things happened.
 * Both are sums, so the order of arrival changes nothing.
 */
public record History(SortedMap<Sort, SortedMap<Integer, Long>> weights, Map<Count, Long> counts) {
    public static final History EMPTY = new History(new TreeMap<>(), Map.of());

    /** Fewer weights than these say little, and we show the interval alone. */
    private static final long KNOWN_FROM = 3;

    public History {
        counts = Map.copyOf(counts);
    }

    /** The weights that are kept apart, so that the score can be explained. */
    public record Sort(Kind kind, boolean isGood) implements Comparable<Sort> {
        private static final Comparator<Sort> ORDER = Comparator.comparing(Sort::kind)
                .thenComparing(Sort::isGood, Comparator.reverseOrder());

        @Override
        public int compareTo(Sort other) {
            return ORDER.compare(this, other);
        }
    }

    public long count(Count of) {
        return counts.getOrDefault(of, 0L);
    }

    public boolean isNewcomer() {
        return count(Count.WEIGHED) < KNOWN_FROM;
    }

    /** The same history with more, or less, of one sort. */
    public History plus(Sort sort, int bucket, long weight, Map<Count, Long> more) {
        var all = new TreeMap<>(weights);
        var sums = new TreeMap<>(all.getOrDefault(sort, new TreeMap<>()));
        sums.merge(bucket, weight, Math::addExact);
        all.put(sort, sums);
        var counted = new TreeMap<>(counts);
        more.forEach((count, by) -> counted.merge(count, by, Math::addExact));
        return new History(all, counted);
    }

    /** The sums that the rule reads. A correction may be there a moment before the weight that it corrects. */
    public Buckets buckets() {
        Buckets all = Buckets.EMPTY;
        for (Map.Entry<Sort, SortedMap<Integer, Long>> sort : weights.entrySet()) {
            for (Map.Entry<Integer, Long> bucket : sort.getValue().entrySet()) {
                all = all.plus(bucket.getKey(), sort.getKey().isGood(), Math.max(0, bucket.getValue()));
            }
        }
        return all;
    }
}
