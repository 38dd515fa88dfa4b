package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Predicate;

/** The day on which a bank executes what it is told. */
public final class ExecutionDates {
    /** No bank is closed for longer. A calendar without an open day in it is an error of settings. */
    private static final int MOST_CLOSED_DAYS = 30;

    private ExecutionDates() {}

    /**
     * The first bank day that a file of this moment can name. It is today if the bank is open and its cut-off is not
     * over, else the next open day. Days are those of the rail's zone, and none is past.
     *
     * @param cutOff from this time of day on, a file is one of the next day
     * @throws Invariants.Breach if no day of the next thirty is open
     */
    public static LocalDate first(Instant at, ZoneId zone, LocalTime cutOff, Predicate<LocalDate> isOpen) {
        ZonedDateTime local = at.atZone(zone);
        LocalDate today = local.toLocalDate();
        LocalDate from = local.toLocalTime().isBefore(cutOff) ? today : today.plusDays(1);
        return from.datesUntil(from.plusDays(MOST_CLOSED_DAYS))
                .filter(isOpen)
                .findFirst()
                .orElseThrow(() ->
                        new Invariants.Breach("a calendar has an open day in " + MOST_CLOSED_DAYS + " days"));
    }
}
