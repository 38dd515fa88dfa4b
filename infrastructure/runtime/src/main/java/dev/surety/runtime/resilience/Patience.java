package dev.surety.runtime.resilience;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a worker waits for another that is a moment behind, such as the poster of the books. It then hands its
 * message back, which comes again only after the queue's visibility time-out.
 *
 * @param looks how often it looks, at least once
 * @param pause between two looks
 */
public record Patience(int looks, Duration pause) {
    /** Looks once and does not wait. */
    public static final Patience NONE = new Patience(1, Duration.ZERO);

    /** Whether it was done by the last look. */
    public boolean until(BooleanSupplier done) {
        for (int look = 1; look < looks; look++) {
            if (done.getAsBoolean()) {
                return true;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Outage("interrupted while waiting", e);
            }
        }
        return done.getAsBoolean();
    }
}
