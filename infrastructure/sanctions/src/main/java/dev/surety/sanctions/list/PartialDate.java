package dev.surety.sanctions.list;

import dev.surety.model.Invariants;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A date of birth as far as it is known: a day, a month, a year or some years.
 *
 * @param from the first day possible
 * @param to the last day possible
 * @param circa the list is not sure of either
 */
public record PartialDate(LocalDate from, LocalDate to, boolean circa) {
    /** Years by which an uncertain date may be wrong on either side. */
    public static final int CIRCA_YEARS = 5;

    public PartialDate {
        Invariants.hold(!to.isBefore(from), "a span of days ends after it begins");
    }

    public static PartialDate of(LocalDate day) {
        return new PartialDate(day, day, false);
    }

    public static PartialDate of(YearMonth month) {
        return new PartialDate(month.atDay(1), month.atEndOfMonth(), false);
    }

    public static PartialDate ofYear(int year) {
        return ofYears(year, year);
    }

    public static PartialDate ofYears(int first, int last) {
        return new PartialDate(LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31), false);
    }

    public PartialDate uncertain() {
        return new PartialDate(from, to, true);
    }

    /** Whether both may be one day. */
    public boolean mayBe(PartialDate other) {
        return !other.last().isBefore(first()) && !last().isBefore(other.first());
    }

    private LocalDate first() {
        return circa ? from.minusYears(CIRCA_YEARS) : from;
    }

    private LocalDate last() {
        return circa ? to.plusYears(CIRCA_YEARS) : to;
    }
}
