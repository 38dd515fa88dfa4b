package dev.surety.reputation.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** The fees that an attacker pays, in cents. Goods and payment methods cost more; we count them as free. */
final class Attacks {
    private static final double GOAL = 0.9;
    private static final long CHEAPEST = 100;
    private static final long DEAR = 10_000;
    private static final long TYPICAL = 2_000;
    private static final int MOST = 20_000;

    private Attacks() {}

    /** Fresh accounts that buy once each lift a new seller. */
    static long stuffing(long seed) {
        var town = new Town(seed);
        long goal = goal(town);
        int seller = town.stranger();
        long cost = 0;
        while (town.rank(seller) < goal) {
            cost += town.review(town.stranger(), seller, true, CHEAPEST, town.eve);
        }
        return cost;
    }

    /** Some accounts buy again and again, at a high price, in turn. */
    static OptionalLong accounts(long seed, int size) {
        var town = new Town(seed);
        long goal = goal(town);
        int seller = town.stranger();
        List<Integer> buyers = strangers(town, size);
        long cost = 0;
        for (int i = 0; i < size * 10; i++) {
            cost += town.review(buyers.get(i % size), seller, true, DEAR, town.eve);
            if (town.rank(seller) >= goal) {
                return OptionalLong.of(cost);
            }
        }
        return OptionalLong.empty();
    }

    /** Each buyer of a ring buys once of each of its sellers, in whole rounds; the cost of one seller. */
    static long ring(long seed, int size) {
        var town = new Town(seed);
        long goal = goal(town);
        List<Integer> sellers = strangers(town, size);
        List<Integer> buyers = strangers(town, size);
        long cost = 0;
        while (sellers.stream().anyMatch(seller -> town.rank(seller) < goal)) {
            for (int purchase = 0; purchase < size * size; purchase++) {
                int buyer = buyers.get(purchase % size);
                int seller = sellers.get((purchase + purchase / size) % size);
                cost += town.review(buyer, seller, true, DEAR, town.eve);
            }
        }
        return cost / size;
    }

    /** Fresh accounts buy of the seller in the middle, and say that it is bad. */
    static long badMouthing(long seed, double part) {
        var town = new Town(seed);
        int seller = town.median();
        long goal = (long) (town.rank(seller) * part);
        long cost = 0;
        while (town.rank(seller) > goal) {
            cost += town.review(town.stranger(), seller, false, TYPICAL, town.eve);
        }
        return cost;
    }

    /** The attacker's rank, read at a price of 500.00, as a part of the rank of the seller in the middle. */
    record Imbalance(double before, double afterOneRuling) {}

    /** A seller whose name rests on a hundred cheap sales offers something dear, and is ruled against. */
    static Imbalance imbalance(long seed) {
        var town = new Town(seed);
        int seller = town.stranger();
        for (int sale = 0; sale < 100; sale++) {
            town.review(town.stranger(), seller, true, CHEAPEST, town.eve);
        }
        long stake = 50_000;
        double reference = town.rank(town.median());
        double before = town.rank(seller, stake) / reference;
        town.book.fact(seller, false, Town.fee(stake), 1_000_000, town.eve);
        return new Imbalance(before, town.rank(seller, stake) / reference);
    }

    /** The cost of stuffing until a usual score reaches the part of the score in the middle. */
    static long usual(long seed, ToDoubleFunction<Town.Counts> score) {
        var town = new Town(seed);
        List<Double> scores = new ArrayList<>();
        town.established().forEach(of -> scores.add(score.applyAsDouble(town.counts.get(of))));
        scores.sort(Double::compare);
        double goal = scores.get(scores.size() / 2) * GOAL;
        Town.Counts counts = Town.Counts.NONE;
        for (int bought = 1; bought < MOST; bought++) {
            counts = counts.plus(true);
            if (score.applyAsDouble(counts) >= goal) {
                return bought * Town.fee(CHEAPEST);
            }
        }
        return Long.MAX_VALUE;
    }

    private static long goal(Town town) {
        return (long) (town.rank(town.median()) * GOAL);
    }

    private static List<Integer> strangers(Town town, int size) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(town.stranger());
        }
        return all;
    }
}
