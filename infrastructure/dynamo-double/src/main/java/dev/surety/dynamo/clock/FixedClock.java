package dev.surety.dynamo.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved, forwards or back. */
public final class FixedClock implements InstantSource {
    private Instant now;

    public FixedClock(Instant now) {
        this.now = now;
    }

    public static FixedClock at(String instant) {
        return new FixedClock(Instant.parse(instant));
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }

    public synchronized void advance(Duration step) {
        now = now.plus(step);
    }
}
