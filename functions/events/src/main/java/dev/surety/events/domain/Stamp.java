package dev.surety.events.domain;

import dev.surety.model.Invariants;
import java.time.Instant;
import java.util.Locale;

/**
 * When an event was relayed, by the system's clock: its place in the feed. Stamps of a feed only grow, even when the
 * clock goes back: each is later than the newest one there.
 */
public record Stamp(long millis, int counter) implements Comparable<Stamp> {
    private static final int MOST = 999;

    public Stamp {
        Invariants.hold(millis >= 0 && counter >= 0 && counter <= MOST, "a stamp is an instant and a short counter");
    }

    /** The first stamp that is not before the present and later than this one. */
    public Stamp next(Instant now) {
        if (now.toEpochMilli() > millis) {
            return new Stamp(now.toEpochMilli(), 0);
        }
        return counter < MOST ? new Stamp(millis, counter + 1) : new Stamp(millis + 1, 0);
    }

    public static Stamp before(Instant now) {
        return new Stamp(now.toEpochMilli() - 1, MOST);
    }

    /** How sort keys begin. */
    public String text() {
        return String.format(Locale.ROOT, "%013d#%03d", millis, counter);
    }

    public static Stamp parse(String key) {
        return new Stamp(Long.parseLong(key.substring(0, 13)), Integer.parseInt(key.substring(14, 17)));
    }

    /** The UTC day, which names its partition of the feed. */
    public String day() {
        return day(Instant.ofEpochMilli(millis));
    }

    public static String day(Instant instant) {
        return instant.toString().substring(0, "2026-11-22".length());
    }

    @Override
    public int compareTo(Stamp other) {
        int byMillis = Long.compare(millis, other.millis);
        return byMillis == 0 ? Integer.compare(counter, other.counter) : byMillis;
    }
}
