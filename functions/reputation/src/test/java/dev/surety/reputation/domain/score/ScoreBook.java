package dev.surety.reputation.domain.score;

import dev.surety.reputation.store.ShippedRules;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The scores of people who are numbers, in memory; each has bought and sold. */
public final class ScoreBook {
    public static final ScoreRule RULE = ShippedRules.current();

    private final Map<Integer, Buckets> buckets = new HashMap<>();
    private final Map<Integer, Long> paid = new HashMap<>();
    private final Map<Long, Integer> pairs = new HashMap<>();
    private final long unit;

    public ScoreBook(long unit) {
        this.unit = unit;
    }

    public Buckets of(int person) {
        return buckets.getOrDefault(person, Buckets.EMPTY);
    }

    public Reading at(int person, Instant now) {
        return Reading.of(RULE, of(person), now, 1);
    }

    /** @return the weight of this opinion */
    public long opinion(int payer, int payee, boolean good, long fee, Instant now) {
        long units = Weights.units(RULE, fee, unit, RULE.opinionCap());
        long trust = Weights.ofPayer(RULE, paid.getOrDefault(payer, 0L), Reading.recent(RULE, of(payer), now));
        int place = pairs.merge(((long) payer << 32) | payee, 1, Integer::sum) - 1;
        long weight = Weights.opinion(RULE, units, trust, place);
        put(payee, good, weight, now);
        paid.merge(payer, units, Long::sum);
        return weight;
    }

    public void fact(int about, boolean good, long fee, long share, Instant now) {
        put(about, good, Weights.fact(RULE, fee, unit, share), now);
    }

    private void put(int about, boolean good, long weight, Instant now) {
        buckets.merge(
                about, Buckets.EMPTY.plus(RULE.bucket(now), good, weight), (was, _) ->
                        was.plus(RULE.bucket(now), good, weight));
    }
}
