package dev.surety.model.calendar;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * The days on which the banks of the Federal Reserve are open. They close on Saturdays, Sundays and eleven holidays. A
 * holiday on a Sunday moves to the Monday; one on a Saturday moves to no other day.
 */
public final class FedDays {
    private static final MonthDay JUNETEENTH = MonthDay.of(6, 19);
    private static final int JUNETEENTH_SINCE = 2022;
    private static final Set<MonthDay> FIXED =
            Set.of(MonthDay.of(1, 1), JUNETEENTH, MonthDay.of(7, 4), MonthDay.of(11, 11), MonthDay.of(12, 25));

    private FedDays() {}

    public static boolean isOpen(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday != SATURDAY
                && weekday != SUNDAY
                && !isFixed(day)
                && !(weekday == MONDAY && isFixed(day.minusDays(1)))
                && !isMovable(day);
    }

    private static boolean isFixed(LocalDate day) {
        MonthDay date = MonthDay.from(day);
        return FIXED.contains(date) && (!date.equals(JUNETEENTH) || day.getYear() >= JUNETEENTH_SINCE);
    }

    /** Birthdays of King and Washington, Memorial Day, Labor Day, Columbus Day and Thanksgiving. */
    private static boolean isMovable(LocalDate day) {
        return switch (day.getMonth()) {
            case JANUARY, FEBRUARY -> isNth(day, 3, MONDAY);
            case MAY -> day.equals(day.with(TemporalAdjusters.lastInMonth(MONDAY)));
            case SEPTEMBER -> isNth(day, 1, MONDAY);
            case OCTOBER -> isNth(day, 2, MONDAY);
            case NOVEMBER -> isNth(day, 4, THURSDAY);
            case MARCH, APRIL, JUNE, JULY, AUGUST, DECEMBER -> false;
        };
    }

    private static boolean isNth(LocalDate day, int number, DayOfWeek weekday) {
        return day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(number, weekday)));
    }
}
