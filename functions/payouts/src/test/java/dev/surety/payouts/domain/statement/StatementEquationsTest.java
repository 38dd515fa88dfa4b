package dev.surety.payouts.domain.statement;

import static dev.surety.payouts.domain.statement.Told.day;
import static dev.surety.payouts.domain.statement.Told.euro;
import static dev.surety.payouts.domain.statement.Told.header;
import static dev.surety.payouts.domain.statement.Told.line;
import static dev.surety.payouts.domain.statement.Told.reversal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.payouts.domain.statement.Equation.Fails;
import dev.surety.payouts.domain.statement.Equation.Holds;
import dev.surety.payouts.domain.statement.Equation.Unchecked;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** T19 and the equation of one statement. */
class StatementEquationsTest {
    private static Equation of(long opening, long closing, ToldLine... lines) {
        var totals = new Totals(header(2, 2, opening, closing, Optional.empty()));
        Stream.of(lines).forEach(line -> assertTrue(totals.add(line)));
        return totals.equation();
    }

    @Test
    void openingAndLinesMakeTheClosingBalance() {
        assertEquals(new Holds(false), of(100, 130, line(2, 50, "", ""), line(2, -20, "", "")));
        assertEquals(new Holds(false), of(100, 100));
        assertEquals(new Fails(euro(130), euro(131)), of(100, 131, line(2, 30, "", "")));
    }

    @Test
    void theReadingOfAReversalIsTheOneThatHolds() {
        assertEquals(new Holds(false), of(100, 130, reversal(2, 30)));
        assertEquals(new Holds(true), of(100, 70, reversal(2, 30)));
        assertEquals(new Fails(euro(130), euro(90)), of(100, 90, reversal(2, 30)));
    }

    @Test
    void twoReversalsThatCancelEachOtherAreReadAsTold() {
        assertEquals(new Holds(false), of(100, 100, reversal(2, 30), reversal(2, -30)));
    }

    @Test
    void withoutABalanceNothingIsProved() {
        var told = header(2, 2, 0, 0, Optional.empty());
        var without = new StatementHeader(
                told.account(),
                told.currency(),
                told.id(),
                told.number(),
                told.from(),
                told.to(),
                told.opening(),
                Optional.empty(),
                Optional.empty());
        var totals = new Totals(without);
        assertEquals(new Unchecked(), totals.equation());
        assertEquals(Optional.empty(), totals.span(false));
    }

    @Test
    void theDaysOfTheLinesStandInForDaysThatTheBankLeftOut() {
        var told = header(2, 2, 0, 30, Optional.empty());
        var totals = new Totals(new StatementHeader(
                told.account(),
                told.currency(),
                told.id(),
                told.number(),
                Optional.empty(),
                Optional.empty(),
                told.opening(),
                told.closing(),
                Optional.empty()));
        assertTrue(totals.add(line(5, 40, "", "")));
        assertTrue(totals.add(line(3, -10, "", "")));
        Span span = totals.span(false).orElseThrow();
        assertEquals(List.of(day(3), day(5)), List.of(span.from(), span.to()));
        assertEquals(
                List.of(new Span.Day(day(3), euro(-10)), new Span.Day(day(5), euro(30))), span.days());
    }

    @Test
    void aStatementOfMoreDaysThanItsLimitIsNotSummedUp() {
        var totals = new Totals(header(1, 1, 0, 0, Optional.empty()));
        for (int day = 1; day <= Totals.MOST_DAYS; day++) {
            assertTrue(totals.add(line(day, 1, "", "")));
        }
        assertTrue(totals.add(line(7, 1, "", "")));
        assertFalse(totals.add(line(Totals.MOST_DAYS + 1, 1, "", "")));
        assertEquals(Totals.MOST_DAYS + 1, totals.count());
    }
}
