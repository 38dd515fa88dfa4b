package dev.surety.messages.pain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants;
import dev.surety.model.calendar.TargetDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trial T27, for TARGET. */
class BankDaysOfFilesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final LocalTime FOUR = LocalTime.of(16, 0);

    /** Approved at a local time, executed on a day. */
    private static final List<String> DAYS = List.of(
            "2026-11-27T15:59:59 2026-11-27 before the cut-off",
            "2026-11-27T16:00:00 2026-11-30 at the cut-off of a Friday",
            "2026-11-27T23:50:00 2026-11-30 late on a Friday",
            "2026-11-28T10:00:00 2026-11-30 on a Saturday",
            "2026-11-29T23:59:59 2026-11-30 on a Sunday after the cut-off",
            "2026-04-02T16:30:00 2026-04-07 late before Good Friday, over Easter Monday",
            "2026-04-03T09:00:00 2026-04-07 on Good Friday",
            "2026-12-24T17:00:00 2026-12-28 late on Christmas Eve, over two days and a weekend",
            "2026-12-31T16:00:00 2027-01-04 late on New Year's Eve",
            "2026-07-03T09:00:00 2026-07-03 on a Friday before 4 July",
            "2027-06-18T09:00:00 2027-06-18 on the Friday before Juneteenth",
            "2026-03-29T02:30:00 2026-03-30 in the hour that summer time leaves out",
            "2026-10-26T00:10:00 2026-10-26 ten minutes after midnight");

    @Test
    void theFileTakesTheNextBankDayInItsOwnZone() {
        for (String row : DAYS) {
            String[] words = row.split(" ", 3);
            for (ZoneId zone : List.of(BERLIN, AUCKLAND)) {
                Instant at = LocalDateTime.parse(words[0]).atZone(zone).toInstant();
                assertEquals(
                        LocalDate.parse(words[1]),
                        ExecutionDates.first(at, zone, FOUR, TargetDays::isOpen),
                        words[2] + " in " + zone);
            }
        }
    }

    @Test
    void theDayIsNotTheOneOfGreenwich() {
        Instant at = Instant.parse("2026-11-24T23:50:00Z");
        assertEquals(LocalDate.of(2026, 11, 25), ExecutionDates.first(at, BERLIN, FOUR, TargetDays::isOpen));
        assertEquals(
                LocalDate.of(2026, 11, 25),
                ExecutionDates.first(at, ZoneId.of("America/New_York"), FOUR, TargetDays::isOpen),
                "the 24th there, after the cut-off");
    }

    @Test
    void closedDaysOfTheSettingsAreLeftOut() {
        List<LocalDate> closed = List.of(LocalDate.of(2026, 11, 30), LocalDate.of(2026, 12, 1));
        Instant friday = Instant.parse("2026-11-27T22:50:00Z");
        assertEquals(
                LocalDate.of(2026, 12, 2),
                ExecutionDates.first(
                        friday, BERLIN, FOUR, day -> TargetDays.isOpen(day) && !closed.contains(day)));
        assertThrows(Invariants.Breach.class, () -> ExecutionDates.first(friday, BERLIN, FOUR, _ -> false));
    }

    @Test
    void theDayIsNeverPastAndNoOpenDayIsMissed() {
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            Instant at = Instant.ofEpochSecond(random.nextLong(1_700_000_000L, 2_500_000_000L));
            ZoneId zone = random.nextBoolean() ? BERLIN : AUCKLAND;
            LocalDate today = at.atZone(zone).toLocalDate();
            boolean isLate = !at.atZone(zone).toLocalTime().isBefore(FOUR);
            LocalDate day = ExecutionDates.first(at, zone, FOUR, TargetDays::isOpen);
            assertFalse(day.isBefore(today), "seed " + seed);
            assertTrue(TargetDays.isOpen(day), "seed " + seed);
            LocalDate first = isLate ? today.plusDays(1) : today;
            assertEquals(0, first.datesUntil(day).filter(TargetDays::isOpen).count(), "seed " + seed);
        }
    }
}
