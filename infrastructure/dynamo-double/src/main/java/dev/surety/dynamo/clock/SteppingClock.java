package dev.surety.dynamo.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves by one step each time it is read, so that no two readings are the same. */
public final class SteppingClock implements InstantSource {
    private Instant next;
    private final Duration step;

    public SteppingClock(Instant first, Duration step) {
        this.next = first;
        this.step = step;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = next;
        next = now.plus(step);
        return now;
    }

    public synchronized void advance(Duration by) {
        next = next.plus(by);
    }
}
