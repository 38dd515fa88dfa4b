package dev.surety.disputes.domain.outage;

import dev.surety.model.Invariants;
import java.time.Duration;
import java.time.Instant;

/** A time in which parties could not act. */
public record Window(Instant from, Instant to) {
    public Window {
        Invariants.hold(from.isBefore(to), "a time ends after it begins");
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** How much of it lies between two instants. */
    Duration within(Instant begin, Instant end) {
        Instant first = from.isBefore(begin) ? begin : from;
        Instant last = to.isAfter(end) ? end : to;
        return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
    }
}
