package dev.surety.model.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The closing days of TARGET, against the dates that the central banks publish. */
class TargetDaysTest {
    @Test
    void easterIsWhereTheChurchesPutIt() {
        for (String friday : List.of(
                "2024-03-29", "2025-04-18", "2026-04-03", "2027-03-26", "2028-04-14", "2038-04-23", "2049-04-16")) {
            LocalDate day = LocalDate.parse(friday);
            assertFalse(TargetDays.isOpen(day), friday);
            assertFalse(TargetDays.isOpen(day.plusDays(3)), friday + " and its Monday");
            assertTrue(TargetDays.isOpen(day.minusDays(1)), friday + " and its Thursday");
            assertTrue(TargetDays.isOpen(day.plusDays(4)), friday + " and its Tuesday");
        }
    }

    @Test
    void theFixedDaysAreClosedAndNoOthers() {
        for (String day : List.of("2026-01-01", "2026-05-01", "2025-12-25", "2025-12-26", "2026-11-28", "2026-11-29")) {
            assertFalse(TargetDays.isOpen(LocalDate.parse(day)), day);
        }
        // A national holiday closes no TARGET day, and a fixed day on a Sunday moves to no other.
        for (String day : List.of("2025-10-03", "2025-12-24", "2025-12-31", "2027-12-27", "2028-01-03")) {
            assertTrue(TargetDays.isOpen(LocalDate.parse(day)), day);
        }
        assertEquals(
                256,
                LocalDate.of(2026, 1, 1)
                        .datesUntil(LocalDate.of(2027, 1, 1))
                        .filter(TargetDays::isOpen)
                        .count(),
                "261 weekdays less five closing days on weekdays");
    }

    @Test
    void aClosedDayMovesToEitherSide() {
        LocalDate goodFriday = LocalDate.parse("2026-04-03");
        assertEquals(LocalDate.parse("2026-04-07"), BankDays.TARGET.following(goodFriday));
        assertEquals(LocalDate.parse("2026-04-02"), BankDays.TARGET.preceding(LocalDate.parse("2026-04-06")));
        assertEquals(LocalDate.parse("2026-04-08"), BankDays.TARGET.following(LocalDate.parse("2026-04-08")));
        assertEquals(LocalDate.parse("2026-04-08"), BankDays.TARGET.plus(LocalDate.parse("2026-04-02"), 2));
        assertEquals(2, BankDays.TARGET.between(LocalDate.parse("2026-04-01"), LocalDate.parse("2026-04-08")));
        assertEquals(0, BankDays.TARGET.between(LocalDate.parse("2026-04-08"), LocalDate.parse("2026-04-08")));
        assertEquals(0, BankDays.TARGET.between(LocalDate.parse("2026-04-08"), LocalDate.parse("2026-04-01")));
    }
}
