package dev.surety.model.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closing days of the Federal Reserve, against the dates that it publishes. */
class FedDaysTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-09-07",
        "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25",
        "2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-07-05", "2027-09-06",
        "2027-10-11", "2027-11-11", "2027-11-25",
        "2028-01-17", "2028-02-21", "2028-05-29", "2028-06-19", "2028-07-04", "2028-09-04",
        "2028-10-09", "2028-11-23", "2028-12-25", "2022-12-26", "2023-01-02", "2022-06-20"
    })
    void aHolidayClosesItsDayOrTheMondayAfterIt(String day) {
        assertFalse(FedDays.isOpen(LocalDate.parse(day)));
    }

    /** A holiday on a Saturday, and the eve of others. */
    @ParameterizedTest
    @ValueSource(strings = {
        "2026-07-03", "2027-06-18", "2027-06-21", "2027-12-24", "2027-12-27", "2021-12-31", "2028-11-10",
        "2026-12-24", "2026-11-27", "2026-04-03", "2026-04-06", "2021-06-18", "2021-06-21", "2020-06-19"
    })
    void theseDaysAreOpen(String day) {
        assertTrue(FedDays.isOpen(LocalDate.parse(day)));
    }

    @Test
    void elevenHolidaysCloseAsManyWeekdaysLessThoseOnASaturday() {
        assertEquals(251, openDays(2026), "261 weekdays, ten holidays on weekdays");
        assertEquals(252, openDays(2027), "261 weekdays, nine holidays on weekdays or moved");
    }

    private static long openDays(int year) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(FedDays::isOpen)
                .count();
    }
}
