package dev.surety.reputation.attack;

import dev.surety.reputation.domain.score.Buckets;
import dev.surety.reputation.domain.score.Reading;
import dev.surety.reputation.domain.score.ScoreBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A marketplace after a year of honest sales, all of them reviewed. Buyers and sellers differ in how popular they are,
 * and sellers in how good.
 */
final class Town {
    /** The fee of a typical sale, in cents. */
    static final long UNIT = 240;

    private static final int SELLERS = 200;
    private static final int BUYERS = 3_000;
    private static final int SALES = 14_000;
    private static final int ESTABLISHED = 60;
    private static final int FIRST_BUYER = 10_000;
    private static final int FIRST_STRANGER = 1_000_000;
    private static final Duration YEAR = Duration.ofDays(360);

    final Instant end = Instant.parse("2026-01-01T00:00:00Z").plus(YEAR);

    /** Attacks happen one day before the year's end. */
    final Instant eve = end.minus(Duration.ofDays(1));

    final ScoreBook book = new ScoreBook(UNIT);

    /** The good and bad reviews of each seller, as the usual scores count them. */
    final Map<Integer, Counts> counts = new HashMap<>();

    private int strangers = FIRST_STRANGER;

    /** All reviews of a seller. */
    record Counts(long good, long bad) {
        static final Counts NONE = new Counts(0, 0);

        Counts plus(boolean isGood) {
            return isGood ? new Counts(good + 1, bad) : new Counts(good, bad + 1);
        }
    }

    Town(long seed) {
        var random = new Random(seed);
        double[] quality = IntStream.range(0, SELLERS)
                .mapToDouble(_ -> Math.pow(random.nextDouble(), 1.0 / 30))
                .toArray();
        double[] sellers = popularity(random, SELLERS);
        double[] buyers = popularity(random, BUYERS);
        for (int sale = 0; sale < SALES; sale++) {
            Instant at = end.minus(YEAR).plus(YEAR.multipliedBy(sale).dividedBy(SALES));
            int seller = drawn(sellers, random);
            review(FIRST_BUYER + drawn(buyers, random), seller, random.nextDouble() < quality[seller], 2_000, at);
        }
    }

    /** A sale at this price in cents, and its review. @return the fee */
    long review(int buyer, int seller, boolean good, long price, Instant at) {
        long fee = fee(price);
        book.opinion(buyer, seller, good, fee, at);
        counts.merge(seller, Counts.NONE.plus(good), (was, _) -> was.plus(good));
        return fee;
    }

    /** 12 %. */
    static long fee(long price) {
        return price * 12 / 100;
    }

    /** A new account, without any sale. */
    int stranger() {
        return strangers++;
    }

    long rank(int seller) {
        return book.at(seller, end).rank();
    }

    long rank(int seller, long price) {
        Buckets of = book.of(seller);
        return Reading.of(ScoreBook.RULE, of, end, Math.max(1, fee(price) / UNIT)).rank();
    }

    /** Sellers with many sales, worst first. */
    List<Integer> established() {
        return counts.entrySet().stream()
                .filter(of -> of.getKey() < SELLERS && of.getValue().good() + of.getValue().bad() >= ESTABLISHED)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(this::rank))
                .toList();
    }

    /** The established seller in the middle. */
    int median() {
        List<Integer> all = established();
        return all.get(all.size() / 2);
    }

    private static double[] popularity(Random random, int size) {
        double[] sums = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.exp(0.8 * random.nextGaussian());
            sums[i] = sum;
        }
        return sums;
    }

    private static int drawn(double[] sums, Random random) {
        int found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
        return found < 0 ? -found - 1 : found;
    }
}
