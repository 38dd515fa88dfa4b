package dev.surety.model.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import fr.marcwrobel.jbanking.calendar.FinancialCalendars;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our calendars against two libraries of others, weekday by weekday. Each mistake that they make is written down. */
class ForeignCalendarsTest {
    /** On 31 December 2001 TARGET was closed for once. */
    private static final LocalDate FROM = LocalDate.of(2002, 1, 1);

    private static final LocalDate UNTIL = LocalDate.of(2060, 1, 1);

    private static Set<LocalDate> differences(BankDays ours, Predicate<LocalDate> theirs) {
        return weekdays(day -> ours.isOpen(day) != theirs.test(day));
    }

    private static Set<LocalDate> weekdays(Predicate<LocalDate> which) {
        return FROM.datesUntil(UNTIL)
                .filter(day -> day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue())
                .filter(which)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<LocalDate> jollyday(HolidayCalendar of) {
        HolidayManager days = HolidayManager.getInstance(ManagerParameters.create(of));
        return day -> !days.isHoliday(day);
    }

    /** The eve of holidays that fall on a Saturday. */
    private static Set<LocalDate> fridaysBefore(Stream<MonthDay> holidays) {
        List<MonthDay> eves = holidays.map(day -> MonthDay.from(day.atYear(2001).minusDays(1))).toList();
        return weekdays(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY && eves.contains(MonthDay.from(day)));
    }

    @Test
    void bothAgreeWithUsAboutTarget() {
        assertEquals(Set.of(), differences(BankDays.TARGET, jollyday(HolidayCalendar.TARGET)));
        assertEquals(Set.of(), differences(BankDays.TARGET, FinancialCalendars.TARGET::isBusinessDay));
    }

    @Test
    void jbankingMovesJuneteenthFromASaturdayToTheFriday() {
        Set<LocalDate> mistakes = fridaysBefore(Stream.of(MonthDay.of(Month.JUNE, 19)));
        mistakes.removeIf(day -> day.getYear() < 2022);
        assertEquals("2027-06-18", mistakes.iterator().next().toString());
        assertEquals(mistakes, differences(BankDays.FED, FinancialCalendars.NEW_YORK_FED::isBusinessDay));
    }

    /** It has no calendar of the Fed; that of the country is nearest. */
    @Test
    void jollydayMovesEverySaturdayToTheFridayAndHasNoColumbusDay() {
        Set<LocalDate> mistakes = fridaysBefore(Stream.of(
                MonthDay.of(Month.JULY, 4), MonthDay.of(Month.NOVEMBER, 11), MonthDay.of(Month.DECEMBER, 25)));
        Set<LocalDate> juneteenths = fridaysBefore(Stream.of(MonthDay.of(Month.JUNE, 19)));
        juneteenths.removeIf(day -> day.getYear() < 2021);
        mistakes.addAll(juneteenths);
        mistakes.addAll(weekdays(day -> day.getMonth() == Month.OCTOBER
                && day.getDayOfWeek() == DayOfWeek.MONDAY
                && day.getDayOfMonth() >= 8
                && day.getDayOfMonth() <= 14));
        assertEquals(mistakes, differences(BankDays.FED, jollyday(HolidayCalendar.UNITED_STATES)));
    }
}
