package dev.surety.testkit;

import java.util.SplittableRandom;

/**
 * Runs a property many times with seeded randomness. A failure names the seed of its round; {@code -Dsurety.seed=…}
 * runs that round alone again. {@code -Dsurety.sweep=n} makes every property n times as long.
 */
public final class SmallRunner {
    /** One round: its draws from {@code random} decide everything it does. */
    public interface Property {
        void holds(SplittableRandom random, int round);
    }

    private SmallRunner() {}

    public static void times(int rounds, Property property) {
        Long again = Long.getLong("surety.seed");
        if (again != null) {
            property.holds(new SplittableRandom(again), 0);
            return;
        }
        SplittableRandom seeds = new SplittableRandom();
        for (int round = 0; round < Math.multiplyExact(rounds, Integer.getInteger("surety.sweep", 1)); round++) {
            once(seeds.nextLong(), round, property);
        }
    }

    /** One round with a seed of its own, for a case that once failed. */
    public static void once(long seed, Property property) {
        once(seed, 0, property);
    }

    private static void once(long seed, int round, Property property) {
        try {
            property.holds(new SplittableRandom(seed), round);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "round " + round + " failed; run it again with -Dsurety.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
