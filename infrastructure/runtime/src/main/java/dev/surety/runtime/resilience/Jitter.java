package dev.surety.runtime.resilience;

import java.security.SecureRandom;
import java.time.Duration;

/**
 * Waits of random length. Each call makes a new source, which the machine seeds. A source made with the function would
 * be the same in every instance restored from its snapshot, and they would all wait alike.
 */
public final class Jitter {
    private Jitter() {}

    /** At least {@code least} and less than {@code bound} milliseconds. */
    public static Duration millis(long least, long bound) {
        return Duration.ofMillis(new SecureRandom().nextLong(least, bound));
    }
}
