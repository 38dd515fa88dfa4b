package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Statements and lines of March 2026, by the day of the month and in cents. */
final class Told {
    static final Currency EUR = Currency.find("EUR").orElseThrow();

    private Told() {}

    static Money euro(long minor) {
        return Money.of(minor, EUR);
    }

    static LocalDate day(int day) {
        return LocalDate.of(2026, 3, 1).plusDays(day - 1L);
    }

    /** @param effect negative for a debit */
    static ToldLine line(int day, long effect, String reference, String words) {
        return new ToldLine(
                day(day),
                effect < 0,
                false,
                euro(Math.abs(effect)),
                euro(0),
                euro(0),
                reference,
                "",
                "",
                Optional.empty(),
                List.of(),
                List.of(words),
                List.of());
    }

    static ToldLine reversal(int day, long effect) {
        ToldLine told = line(day, effect, "R" + day, "");
        return new ToldLine(
                told.bookedOn(),
                told.isDebit(),
                true,
                told.amount(),
                told.charge(),
                told.maybe(),
                told.reference(),
                "",
                "",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    static StatementHeader header(int from, int to, long opening, long closing, Optional<Long> number) {
        return new StatementHeader(
                "main",
                EUR,
                "1",
                number,
                Optional.of(day(from)),
                Optional.of(day(to)),
                Optional.of(euro(opening)),
                Optional.of(euro(closing)),
                Optional.empty());
    }

    /** A statement whose lines all are of its first day. */
    static Span span(int from, int to, long opening, long... effects) {
        return numbered(Optional.empty(), from, to, opening, effects);
    }

    static Span numbered(long number, int day, long opening, long... effects) {
        return numbered(Optional.of(number), day, day, opening, effects);
    }

    /** @param day of the lines, and of the statement */
    static Span page(int page, boolean isLast, int day, long opening, long... effects) {
        long closing = opening + LongStream.of(effects).sum();
        var totals = new Totals(new StatementHeader(
                "main",
                EUR,
                "1",
                Optional.of((long) day),
                Optional.of(day(day)).filter(_ -> page == 1),
                Optional.of(day(day)).filter(_ -> isLast),
                Optional.of(euro(opening)),
                Optional.of(euro(closing)),
                Optional.of(page)));
        for (long effect : effects) {
            if (!totals.add(line(day, effect, "", "x"))) {
                throw new IllegalStateException("too many days");
            }
        }
        return totals.span(false).orElseThrow();
    }

    private static Span numbered(Optional<Long> number, int from, int to, long opening, long... effects) {
        long closing = opening;
        for (long effect : effects) {
            closing += effect;
        }
        var totals = new Totals(header(from, to, opening, closing, number));
        for (long effect : effects) {
            if (!totals.add(line(from, effect, "", "x"))) {
                throw new IllegalStateException("too many days");
            }
        }
        return totals.span(false).orElseThrow();
    }
}
