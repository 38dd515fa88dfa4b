package dev.surety.payouts.domain.run;

import dev.surety.model.calendar.BankDays;
import dev.surety.model.marketplace.FileRail;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.MoneyOut.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;

/** The local days and times of a schedule. A day on which the bank is closed moves to an open one beside it. */
public final class ScheduleDays {
    private static final LocalTime MORNING = LocalTime.of(6, 0);

    /** No row of closed days is longer than this. */
    private static final int LONGEST_CLOSED = 31;

    private ScheduleDays() {}

    /** The first day of the schedule after a day. */
    public static LocalDate after(Schedule schedule, BankDays bank, LocalDate day) {
        return Stream.iterate(day.minusDays(LONGEST_CLOSED), date -> date.plusDays(1))
                .filter(date -> isNamed(schedule, date))
                .map(date -> open(schedule, bank, date))
                .filter(date -> date.isAfter(day))
                .findFirst()
                .orElseThrow();
    }

    /** The calendar of a rail, with the days on which its bank is closed beside. */
    public static BankDays of(Rail rail) {
        return rail.files().map(FileRail::days).orElseGet(() -> BankDays.of(rail.currencies()));
    }

    public static Instant at(Schedule schedule, LocalDate day, ZoneId zone) {
        return day.atTime(schedule.at().map(LocalTime::parse).orElse(MORNING)).atZone(zone).toInstant();
    }

    /** A day of the month that a month does not have is its last. */
    private static boolean isNamed(Schedule schedule, LocalDate date) {
        int day = schedule.day().orElse(1);
        return switch (schedule.every()) {
            case "weekly" -> date.getDayOfWeek().getValue() == day;
            case "monthly" -> date.getDayOfMonth()
                    == Math.min(day, date.with(TemporalAdjusters.lastDayOfMonth()).getDayOfMonth());
            default -> true;
        };
    }

    private static LocalDate open(Schedule schedule, BankDays bank, LocalDate date) {
        return schedule.onHoliday().equals("preceding") ? bank.preceding(date) : bank.following(date);
    }
}
