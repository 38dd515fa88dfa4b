package dev.surety.testkit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Computes published scores again from published entries. It knows JSON, arithmetic and the formulas as the API's
 * description tells them; it calls none of the code that it judges.
 */
public final class Outsider {
    /** Fewer weights than this show the interval alone. */
    private static final long KNOWN_FROM = 3;

    private final JsonNode rule;
    private final long one;
    private final long now;
    private final List<JsonNode> entries;
    private final Map<Long, Long> good = new TreeMap<>();
    private final Map<Long, Long> bad = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    /** @param asOf the instant of the score */
    public Outsider(JsonNode rule, List<JsonNode> entries, Instant asOf) {
        this.rule = rule;
        this.one = rule.path("one").asLong();
        this.now = asOf.getEpochSecond() / rule.path("period").asLong();
        this.entries = List.copyOf(entries);
        for (JsonNode entry : entries) {
            (entry.path("good").asBoolean() ? good : bad)
                    .merge(entry.path("bucket").asLong(), entry.path("weight").asLong(), Long::sum);
            entry.path("counts").properties().forEach(
                    count -> counts.merge(count.getKey(), count.getValue().asLong(), Long::sum));
        }
    }

    /** The entries whose numbers do not make the whole weight of their cause, in their sale, so far. */
    public List<String> wrongWeights() {
        List<String> wrong = new ArrayList<>();
        Map<String, Long> sums = new HashMap<>();
        for (JsonNode entry : entries) {
            String cause = entry.path("sale").asString() + " " + entry.path("cause").asString();
            long sum = sums.merge(cause, entry.path("weight").asLong(), Long::sum);
            if (sum != weight(entry.path("made"))) {
                wrong.add(entry.toString());
            }
        }
        return wrong;
    }

    private long weight(JsonNode made) {
        if (made.isNull()) {
            return 0;
        }
        long weight = made.path("feeUnits").asLong();
        if (!made.path("k").isNull()) {
            JsonNode pairs = rule.path("pairs");
            int place = Math.min(made.path("place").asInt(), pairs.size() - 1);
            weight = weight * made.path("k").asLong() / one * pairs.get(place).asLong() / one;
        }
        weight = weight * made.path("share").asLong() / one;
        return made.path("part").isNull()
                ? weight
                : weight * made.path("part").asLong() / made.path("whole").asLong();
    }

    /**
     * Each number of a published score that is another than the computed one.
     *
     * @param stake the size of the sale in typical sales
     */
    public List<String> differences(JsonNode score, long stake) {
        List<String> different = new ArrayList<>();
        Map<String, Long> computed = reading(stake);
        boolean isNewcomer = counts.getOrDefault("weighed", 0L) < KNOWN_FROM;
        compare(different, "newcomer", isNewcomer ? 1 : 0, score.path("newcomer").asBoolean() ? 1 : 0);
        compare(different, "low", of(computed, "low"), score.at("/standing/low").asLong());
        compare(different, "high", of(computed, "high"), score.at("/standing/high").asLong());
        Map<String, Long> sums = new HashMap<>();
        score.path("explanation").forEach(part -> sums.merge(
                part.path("reading").asString(), part.path("points").asLong(), Long::sum));
        compare(different, "the explanation of the standing", of(computed, "low"), sums.getOrDefault("standing", -1L));
        if (!isNewcomer) {
            compare(different, "recent", of(computed, "recent"), score.path("recent").asLong());
            compare(different, "mean", of(computed, "mean"), score.at("/standing/mean").asLong());
            compare(different, "rank", of(computed, "rank"), score.path("rank").asLong());
            compare(different, "the explanation of recent", of(computed, "recent"), sums.getOrDefault("recent", -1L));
        }
        score.path("counts").properties().forEach(count -> compare(
                different,
                count.getKey(),
                counts.getOrDefault(count.getKey(), 0L),
                count.getValue().asLong()));
        compare(different, "unpriced", counts.getOrDefault("unpriced", 0L), score.path("unpriced").asLong());
        return different;
    }

    private static long of(Map<String, Long> computed, String number) {
        return Objects.requireNonNull(computed.get(number), number);
    }

    private static void compare(List<String> different, String what, long computed, long published) {
        if (computed != published) {
            different.add(what + ": " + computed + " computed, " + published + " published");
        }
    }

    /** The readings by name: recent, low, mean, high and rank. */
    public Map<String, Long> reading(long stake) {
        long prior = rule.path("priorWeight").asLong() * one;
        long recentGood = sum(good, true);
        long recent = (recentGood * one + prior * rule.path("recentPrior").asLong())
                / (recentGood + sum(bad, true) + prior);
        long praise = sum(good, false) / stake;
        long all = praise + sum(bad, false) / stake + prior;
        long mean = (praise * one + prior * rule.path("standingPrior").asLong()) / all;
        long deviation = BigInteger.valueOf(mean * (one - mean) * one / (all + one))
                .sqrt()
                .longValueExact();
        long width = rule.path("width").asLong() * deviation / 1000;
        long low = Math.max(0, mean - width);
        return Map.of(
                "recent", recent,
                "low", low,
                "mean", mean,
                "high", Math.min(one, mean + width),
                "rank", low * recent / one);
    }

    private long sum(Map<Long, Long> weights, boolean isFading) {
        long sum = 0;
        for (Map.Entry<Long, Long> weight : weights.entrySet()) {
            int age = Math.toIntExact(now - weight.getKey());
            JsonNode fading = rule.path("fading");
            if (age >= 0 && age < fading.size()) {
                sum += isFading ? weight.getValue() * fading.get(age).asLong() / one : weight.getValue();
            }
        }
        return sum;
    }
}
