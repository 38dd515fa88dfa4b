package dev.surety.ledger.domain.books;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The time that a file of the books is about, half-open, with the zone whose days it shows. */
public record BookSpan(Instant from, Instant until, String timeZone) {
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneId.of(timeZone));
    }

    /** The first day on which nothing of the time is left. */
    public LocalDate dayAfter() {
        return day(until.minusMillis(1)).plusDays(1);
    }
}
