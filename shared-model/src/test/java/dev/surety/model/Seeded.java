package dev.surety.model;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Runs a property many times; a failure names the seed that makes it fail again ({@code -Dsurety.seed=…}). */
public final class Seeded {
    private Seeded() {}

    public static void rounds(int rounds, Consumer<SplittableRandom> property) {
        Long again = Long.getLong("surety.seed");
        var seeds = new SplittableRandom();
        int most = again == null ? Math.multiplyExact(rounds, Integer.getInteger("surety.sweep", 1)) : 1;
        for (int round = 0; round < most; round++) {
            long seed = again == null ? seeds.nextLong() : again;
            try {
                property.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("failed with -Dsurety.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
