package dev.surety.ledger.domain;

import dev.surety.runtime.json.Times;
import java.util.Comparator;

/** A line's place among the lines of an account in all its currencies: by time, then entry, then currency. */
public record LinePlace(String key, String currency) implements Comparable<LinePlace> {
    private static final Comparator<LinePlace> ORDER =
            Comparator.comparing((LinePlace place) -> place.key()).thenComparing(LinePlace::currency);

    public static LinePlace of(Line line) {
        return new LinePlace(key(line), line.account().currency().code());
    }

    /** The sort key of a line: {@code line#<at>#<chain>#<number>}, which sorts as text. */
    public static String key(Line line) {
        return "line#" + Times.text(line.at()) + "#" + line.chain() + "#" + padded(line.number());
    }

    public static String padded(int number) {
        return String.format("%06d", number);
    }

    @Override
    public int compareTo(LinePlace other) {
        return ORDER.compare(this, other);
    }
}
