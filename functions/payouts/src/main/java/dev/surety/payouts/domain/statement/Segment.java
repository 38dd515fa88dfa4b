package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Money;
import dev.surety.payouts.domain.statement.Span.Day;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements of an account that chain without a gap.
 *
 * @param anchored whether the account's first statement is among them
 * @param days the balance after each of the last days with lines
 * @param daysFrom the first day that {@code days} tell of
 * @param number of the last statement
 */
public record Segment(
        boolean anchored,
        LocalDate from,
        LocalDate to,
        Money opening,
        Money closing,
        List<Day> days,
        LocalDate daysFrom,
        Optional<Long> number) {
    /** A statement that overlaps earlier days is read, but nothing shows whether it agrees. */
    static final int MOST_DAYS = 40;

    public Segment {
        days = List.copyOf(days);
    }

    static Segment of(Span span, boolean anchored) {
        return new Segment(
                        anchored,
                        span.from(),
                        span.to(),
                        span.opening(),
                        span.closing(),
                        span.days(),
                        span.from(),
                        span.number())
                .trimmed();
    }

    boolean overlaps(Span span) {
        return !span.from().isAfter(to) && !span.to().isBefore(from);
    }

    /** The balance at the end of the day before; empty if the day is not among those that are kept. */
    Optional<Money> before(LocalDate day) {
        return day.isBefore(daysFrom) || day.isAfter(to.plusDays(1))
                ? Optional.empty()
                : Optional.of(day.isAfter(to) ? closing : Span.balance(days, start(), day));
    }

    /** The balance before the first day that is kept. */
    private Money start() {
        return daysFrom.equals(from) || days.isEmpty() ? opening : days.getFirst().closing();
    }

    boolean contains(Span span) {
        return !span.from().isBefore(from) && !span.to().isAfter(to);
    }

    /** This and a later one that follows it, or overlaps it and agrees. */
    Segment followedBy(Segment later) {
        List<Day> all = new ArrayList<>(days);
        all.removeIf(day -> !day.on().isBefore(later.from));
        boolean isWhole = later.daysFrom.equals(later.from);
        if (!isWhole) {
            all.clear();
        }
        all.addAll(later.days);
        return new Segment(
                        anchored || later.anchored,
                        from,
                        later.to,
                        opening,
                        later.closing,
                        all,
                        isWhole ? daysFrom : later.daysFrom,
                        later.number.or(() -> number))
                .trimmed();
    }

    /** This with a statement of its last day that goes on where it ended. */
    Segment continuedBy(Span span) {
        List<Day> all = new ArrayList<>(days);
        all.removeIf(day -> !day.on().isBefore(span.from()));
        all.addAll(span.days());
        Optional<Long> last = span.number().or(() -> number);
        return new Segment(anchored, from, span.to(), opening, span.closing(), all, daysFrom, last)
                .trimmed();
    }

    /** Whether all of its days are kept. */
    boolean isWhole() {
        return daysFrom.equals(from);
    }

    /** This with a statement of its first day that ends where it begins. */
    Segment precededBy(Span span) {
        List<Day> all = new ArrayList<>(span.days());
        all.removeIf(earlier -> days.stream().anyMatch(day -> day.on().equals(earlier.on())));
        all.addAll(days);
        return new Segment(
                        anchored, span.from(), to, span.opening(), closing, all, span.from(), number.or(span::number))
                .trimmed();
    }

    private Segment trimmed() {
        if (days.size() <= MOST_DAYS) {
            return this;
        }
        List<Day> kept = days.subList(days.size() - MOST_DAYS, days.size());
        // The first of the kept days gives the balance before the second.
        return new Segment(
                anchored, from, to, opening, closing, kept, kept.getFirst().on().plusDays(1), number);
    }
}
