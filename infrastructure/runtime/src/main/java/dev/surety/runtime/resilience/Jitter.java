package dev.surety.runtime.resilience;

import java.security.SecureRandom;
import java.time.Duration;

/**
 * How long to wait, by chance. The source is made anew and seeded by the machine each time: one that was seeded while
 * a function was made is the same in every instance restored from its snapshot, and those would wait alike.
 */
public final class Jitter {
    private Jitter() {}

    /** At least {@code least} and less than {@code bound} milliseconds. */
    public static Duration millis(long least, long bound) {
        return Duration.ofMillis(new SecureRandom().nextLong(least, bound));
    }
}
