package dev.surety.ledger.domain.account;

import dev.surety.model.ledger.Line;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.util.Comparator;

/** A line's place among the lines of an account in all its currencies: by time, then entry, then currency. */
public record LinePlace(String key, String currency) implements Comparable<LinePlace> {
    private static final Comparator<LinePlace> ORDER =
            Comparator.comparing((LinePlace place) -> place.key()).thenComparing(LinePlace::currency);

    /** After every line. */
    public static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    public static LinePlace of(Line line) {
        return new LinePlace(key(line), line.account().currency().code());
    }

    /** {@code line#<at>#<chain>#<number>}, which sorts as text. */
    public static String key(Line line) {
        return "line#" + Times.text(line.at()) + "#" + line.chain() + "#" + padded(line.number());
    }

    public static String padded(int number) {
        return String.format("%06d", number);
    }

    public Instant at() {
        return Instant.parse(key.split("#", -1)[1]);
    }

    @Override
    public int compareTo(LinePlace other) {
        return ORDER.compare(this, other);
    }
}
