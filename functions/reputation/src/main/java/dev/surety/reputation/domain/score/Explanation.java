package dev.surety.reputation.domain.score;

import dev.surety.reputation.domain.score.History.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of a score, each a sentence with a number. The parts of {@code recent} sum to the recent reading, and those
 * of {@code standing} to the lower bound of the standing. No rest is lost: each part is the difference that it makes to
 * the cut sum of all parts before it.
 */
public record Explanation(List<Part> recent, List<Part> standing) {
    public Explanation {
        recent = List.copyOf(recent);
        standing = List.copyOf(standing);
    }

    /** @param points in millionths; negative where it lowers the score */
    public record Part(String of, long points, String says) {}

    public static Explanation of(ScoreRule rule, History history, Instant now, long stake) {
        int bucket = rule.bucket(now);
        SortedMap<Sort, Long> faded = sums(history, bucket, rule::faded);
        List<Part> recent = parts(rule, faded, rule.recentPrior());
        SortedMap<Sort, Long> steady = divided(sums(history, bucket, rule::steady), stake);
        List<Part> standing = parts(rule, steady, rule.standingPrior());
        Reading reading = Reading.of(rule, history.buckets(), now, stake);
        long width = reading.low() - reading.mean();
        standing.add(new Part(
                "interval", width, "So few events leave a doubt, which takes " + number(rule, -width) + "."));
        return new Explanation(recent, standing);
    }

    private interface Counting {
        long of(long weight, int age);
    }

    /** The sorts are cut as their bucket's sum is cut, one after the other. */
    private static SortedMap<Sort, Long> sums(History history, int now, Counting part) {
        SortedMap<Sort, Long> sums = new TreeMap<>();
        Map<Integer, Long> good = new TreeMap<>();
        Map<Integer, Long> bad = new TreeMap<>();
        history.weights().forEach((sort, buckets) -> buckets.forEach((bucket, weight) -> {
            Map<Integer, Long> sofar = sort.isGood() ? good : bad;
            long was = sofar.getOrDefault(bucket, 0L);
            long next = Math.addExact(was, Math.max(0, weight));
            sofar.put(bucket, next);
            sums.merge(sort, part.of(next, now - bucket) - part.of(was, now - bucket), Math::addExact);
        }));
        return sums;
    }

    private static SortedMap<Sort, Long> divided(SortedMap<Sort, Long> sums, long stake) {
        SortedMap<Sort, Long> parts = new TreeMap<>();
        long good = 0;
        long bad = 0;
        for (Map.Entry<Sort, Long> sum : sums.entrySet()) {
            long was = sum.getKey().isGood() ? good : bad;
            long next = was + sum.getValue();
            parts.put(sum.getKey(), next / stake - was / stake);
            good = sum.getKey().isGood() ? next : good;
            bad = sum.getKey().isGood() ? bad : next;
        }
        return parts;
    }

    private static List<Part> parts(ScoreRule rule, SortedMap<Sort, Long> sums, long prior) {
        long one = rule.one();
        long all = sums.values().stream().reduce(rule.priorWeight() * one, Math::addExact);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("start", prior, "A participant without history begins at " + number(rule, prior) + "."));
        long sum = Math.multiplyExact(prior, all);
        for (Map.Entry<Sort, Long> each : sums.entrySet()) {
            boolean isGood = each.getKey().isGood();
            long next = Math.addExact(
                    sum, Math.multiplyExact(each.getValue(), isGood ? one - prior : -prior));
            long points = Math.floorDiv(next, all) - Math.floorDiv(sum, all);
            parts.add(part(rule, each.getKey(), points));
            sum = next;
        }
        return parts;
    }

    private static Part part(ScoreRule rule, Sort sort, long points) {
        String what = sort.kind() == Kind.OPINION
                ? (sort.isGood() ? "Good opinions" : "Bad opinions")
                : sort.kind().says().substring(0, 1).toUpperCase(Locale.ROOT)
                        + sort.kind().says().substring(1);
        String of = sort.kind() == Kind.OPINION
                ? (sort.isGood() ? "good_opinions" : "bad_opinions")
                : sort.kind().code();
        return new Part(
                of, points, what + (sort.isGood() ? " add " : " take ") + number(rule, Math.abs(points)) + ".");
    }

    private static String number(ScoreRule rule, long points) {
        return points / rule.one() + "." + Long.toString(rule.one() + points % rule.one()).substring(1);
    }
}
