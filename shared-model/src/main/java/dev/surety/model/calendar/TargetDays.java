package dev.surety.model.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/**
 * The days on which TARGET, the payment system of the euro, is open. It closes on Saturdays, Sundays, 1 January, Good
 * Friday, Easter Monday, 1 May, 25 and 26 December.
 */
public final class TargetDays {
    private static final Set<MonthDay> FIXED =
            Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(12, 25), MonthDay.of(12, 26));

    private TargetDays() {}

    public static boolean isOpen(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        LocalDate easter = easter(day.getYear());
        return !weekend
                && !FIXED.contains(MonthDay.from(day))
                && !day.equals(easter.minusDays(2))
                && !day.equals(easter.plusDays(1));
    }

    /** The day so many open days after this one. */
    public static LocalDate plus(LocalDate day, int openDays) {
        return BankDays.TARGET.plus(day, openDays);
    }

    /** Easter Sunday by the Gregorian rule, as Meeus and Jones write it. */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
