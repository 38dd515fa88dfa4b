package dev.surety.payouts.domain.statement;

import static dev.surety.payouts.domain.statement.Told.day;
import static dev.surety.payouts.domain.statement.Told.euro;
import static dev.surety.payouts.domain.statement.Told.numbered;
import static dev.surety.payouts.domain.statement.Told.page;
import static dev.surety.payouts.domain.statement.Told.span;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.payouts.domain.statement.AccountBook.Joined;
import dev.surety.payouts.domain.statement.AccountBook.Relation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Yesterday's closing balance is today's opening balance, whatever order statements come in. */
class StatementsThatChainTest {
    private AccountBook book = AccountBook.EMPTY;

    private Joined join(Span span) {
        Joined joined = book.join(span);
        book = joined.book();
        return joined;
    }

    private static void is(Relation relation, boolean chained, int found, int closed, Joined joined) {
        assertEquals(relation, joined.relation());
        assertEquals(chained, joined.chained());
        assertEquals(found, joined.found().size(), "gaps found");
        assertEquals(closed, joined.closed().size(), "gaps closed");
    }

    @Test
    void daysThatFollowOneAnotherChain() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(3, 3, 100, -40)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(9, 9, 60)));
        assertEquals(1, book.segments().size());
        assertTrue(book.shows(day(2), day(9)));
        assertFalse(book.shows(day(2), day(10)));
    }

    @Test
    void aGapIsNamedAndClosedByTheStatementThatWasMissing() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(4, 4, 60, 5)));
        assertEquals(List.of(new Gap(day(2), euro(100), day(4), euro(60))), book.gaps());
        is(Relation.NEW_DAYS, false, 0, 0, join(span(5, 5, 65, 5)));
        assertFalse(book.shows(day(2), day(5)));
        is(Relation.NEW_DAYS, true, 0, 1, join(span(3, 3, 100, -40)));
        assertEquals(List.of(), book.gaps());
        assertTrue(book.shows(day(2), day(5)));
        assertEquals(euro(70), book.anchored().orElseThrow().closing());
    }

    @Test
    void aGapThatGetsSmallerIsNeitherClosedNorNew() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(9, 9, 60, 5)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(3, 3, 100, 1)));
        is(Relation.NEW_DAYS, false, 0, 0, join(span(6, 6, 7, 1)));
        assertEquals(2, book.gaps().size());
    }

    @Test
    void aMissingNumberIsAGapThoughTheBalancesAgree() {
        is(Relation.NEW_DAYS, true, 0, 0, join(numbered(7, 2, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(numbered(9, 4, 100, 5)));
        is(Relation.NEW_DAYS, true, 0, 1, join(numbered(8, 3, 100, 5, -5)));
    }

    @Test
    void numbersBeginAgainInANewYear() {
        is(Relation.NEW_DAYS, true, 0, 0, join(numbered(1, 2, 0, 100)));
        is(Relation.NEW_DAYS, true, 0, 0, join(numbered(4, 2 + 365, 100, 100)));
    }

    @Test
    void anEmptyPageIsNoGapAndAPageThatMovesNothingNoRepetition() {
        is(Relation.NEW_DAYS, true, 0, 0, join(page(1, false, 2, 0, 100, 5)));
        is(Relation.CONTINUES, true, 0, 0, join(page(2, false, 2, 105, 7, -7)));
        is(Relation.CONTINUES, true, 0, 0, join(page(3, false, 2, 105, 7, -7)));
        is(Relation.OVERLAPS, true, 0, 0, join(page(2, false, 2, 105, 7, -7)));
        is(Relation.CONTINUES, true, 0, 0, join(page(4, true, 2, 105)));
        is(Relation.NEW_DAYS, true, 0, 0, join(page(1, false, 3, 105)));
        is(Relation.CONTINUES, true, 0, 0, join(page(2, true, 3, 105)));
        is(Relation.NEW_DAYS, true, 0, 0, join(page(1, false, 4, 105, -5)));
        is(Relation.CONTINUES, true, 0, 0, join(page(2, true, 4, 100, 5)));
        assertEquals(1, book.segments().size());
        assertTrue(book.shows(day(2), day(4)));
    }

    @Test
    void pagesThatComeBackwardsAreOneStatement() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(1, 1, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(page(3, true, 2, 50, -20)));
        is(Relation.CONTINUES, false, 0, 0, join(page(2, false, 2, 60, -10)));
        is(Relation.CONTRADICTS, false, 0, 0, join(page(1, false, 2, 100, -41)));
        is(Relation.CONTINUES, true, 0, 1, join(page(1, false, 2, 100, -40)));
        is(Relation.OVERLAPS, true, 0, 0, join(page(2, false, 2, 60, -10)));
        is(Relation.OVERLAPS, true, 0, 0, join(span(2, 2, 100, -70)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(3, 3, 30, 5)));
        assertEquals(1, book.segments().size());
        assertTrue(book.shows(day(1), day(3)));
    }

    @Test
    void thePagesBeforeOneThatMovesNothingKeepTheDaysEnd() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(1, 1, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(page(2, true, 2, 60)));
        is(Relation.OVERLAPS, true, 0, 1, join(page(1, false, 2, 100, -40)));
        is(Relation.OVERLAPS, true, 0, 0, join(span(2, 2, 100, -40)));
        is(Relation.CONTRADICTS, false, 0, 0, join(span(2, 2, 100, -39)));
    }

    @Test
    void aDaysEarlierStatementOfWhichNothingLeadsToItContradicts() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(1, 1, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(3, 3, 60, 5)));
        is(Relation.CONTRADICTS, false, 0, 0, join(span(3, 3, 99, -39)));
        is(Relation.CONTINUES, true, 0, 1, join(span(3, 3, 100, -40)));
        assertTrue(book.shows(day(1), day(3)));
    }

    @Test
    void aPageOfAnotherStatementIsNoNextPage() {
        is(Relation.NEW_DAYS, true, 0, 0, join(numbered(7, 2, 0, 5, -5)));
        is(Relation.OVERLAPS, true, 0, 0, join(page(2, true, 2, 0, 6, -6)));
    }

    @Test
    void theSameStatementAgainChangesNothing() {
        Span first = span(2, 2, 0, 100, -100);
        is(Relation.NEW_DAYS, true, 0, 0, join(first));
        is(Relation.OVERLAPS, true, 0, 0, join(first));
        AccountBook before = book;
        is(Relation.NEW_DAYS, false, 1, 0, join(span(5, 5, 9, 1)));
        is(Relation.OVERLAPS, false, 0, 0, join(span(5, 5, 9, 1)));
        is(Relation.OVERLAPS, true, 0, 0, join(first));
        assertEquals(before.segments().getFirst(), book.segments().getFirst());
    }

    @Test
    void aPeriodMayOverlapInPart() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(3, 3, 100, -40)));
        is(Relation.OVERLAPS, true, 0, 0, join(span(3, 6, 100, -40)));
        assertEquals(day(6), book.anchored().orElseThrow().to());
    }

    @Test
    void oneStatementOfAWeekClosesTheGapsWithinIt() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(4, 4, 90, 5)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(6, 6, 80, 5)));
        var week = new Span(
                day(2),
                day(6),
                Optional.empty(),
                euro(0),
                euro(85),
                List.of(
                        new Span.Day(day(2), euro(100)),
                        new Span.Day(day(3), euro(90)),
                        new Span.Day(day(4), euro(95)),
                        new Span.Day(day(5), euro(80)),
                        new Span.Day(day(6), euro(85))),
                "five lines");
        is(Relation.OVERLAPS, true, 0, 2, join(week));
        assertTrue(book.shows(day(2), day(6)));
    }

    @Test
    void aDayMayBeToldInTwoStatements() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.CONTINUES, true, 0, 0, join(span(2, 2, 100, 100)));
        is(Relation.OVERLAPS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.OVERLAPS, true, 0, 0, join(span(2, 2, 0, 100, 100)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(3, 3, 200, 1)));
    }

    @Test
    void whereADayMovedNothingSoFarTheHigherNumberGoesOn() {
        is(Relation.NEW_DAYS, true, 0, 0, join(numbered(1, 2, 0, 5, -5)));
        is(Relation.CONTINUES, true, 0, 0, join(numbered(2, 2, 0, 5, -5, 3)));
    }

    @Test
    void otherBalancesOfTheSameDaysContradict() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(3, 3, 100, -40)));
        is(Relation.CONTRADICTS, false, 0, 0, join(span(2, 2, 0, 90)));
        is(Relation.CONTRADICTS, false, 0, 0, join(span(3, 3, 90, -30)));
        is(Relation.CONTRADICTS, false, 0, 0, join(span(2, 3, 0, 60)));
        is(Relation.CONTRADICTS, false, 0, 0, join(span(1, 9, 0, 60)));
    }

    @Test
    void balancesBetweenTheEndsContradictToo() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(3, 3, 100, -40)));
        var lastDay = List.of(new Span.Day(day(3), euro(60)));
        var other = new Span(day(2), day(3), Optional.empty(), euro(0), euro(60), lastDay, "one line");
        is(Relation.CONTRADICTS, false, 0, 0, join(other));
    }

    @Test
    void aDayThatBeganWithAGapIsCompletedByTheWholeDay() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(3, 3, 60, 5)));
        is(Relation.CONTRADICTS, false, 0, 0, join(span(3, 3, 90, -30, 5)));
        Joined whole = join(span(3, 3, 100, -40, 5));
        is(Relation.OVERLAPS, true, 0, 1, whole);
        assertEquals(Optional.empty(), whole.covered(), "the lines in the gap are not late");
        is(Relation.NEW_DAYS, true, 0, 0, join(span(4, 4, 65, 5)));
        assertTrue(book.shows(day(2), day(4)));
    }

    @Test
    void aFirstDayThatWasToldInPartIsCompletedToo() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(3, 3, 60, 5)));
        Joined whole = join(span(3, 3, 100, -40, 5));
        is(Relation.OVERLAPS, true, 0, 0, whole);
        assertEquals(Optional.of(day(3)), whole.covered(), "nothing showed that lines were missing");
        is(Relation.CONTRADICTS, false, 0, 0, join(span(3, 3, 100, -30, 5)));
    }

    @Test
    void aDayThatMovedNothingIsCompletedAndNotContinued() {
        is(Relation.NEW_DAYS, true, 0, 0, join(numbered(1, 3, -40, 40)));
        is(Relation.OVERLAPS, true, 0, 0, join(numbered(1, 3, 0, -40, 40)));
        is(Relation.CONTINUES, true, 0, 0, join(numbered(2, 3, 0, -40, 40, 7)));
    }

    @Test
    void aStatementThatMeetsOneEndOfAGapClosesIt() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(5, 5, 60)));
        is(Relation.OVERLAPS, true, 0, 1, join(span(3, 5, 100, -40)));
        assertTrue(book.shows(day(2), day(5)));
    }

    @Test
    void theSecondStatementOfADayClosesAGap() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(2, 2, 0, 100)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(3, 3, 150, 5)));
        is(Relation.CONTINUES, true, 0, 1, join(span(2, 2, 100, 50)));
        assertTrue(book.shows(day(2), day(3)));
    }

    @Test
    void anOlderStatementIsPutBeforeTheFirst() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(9, 9, 50, 100)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(8, 8, 20, 30)));
        is(Relation.NEW_DAYS, false, 1, 0, join(span(2, 2, 0, 1)));
        assertEquals(euro(150), book.anchored().orElseThrow().closing());
    }

    @Test
    void daysTooLongAgoAreReadAndProveNothing() {
        is(Relation.NEW_DAYS, true, 0, 0, join(span(1, 1, 0, 1)));
        for (int day = 2; day <= 60; day++) {
            is(Relation.NEW_DAYS, true, 0, 0, join(span(day, day, day - 1, 1)));
        }
        is(Relation.OVERLAPS, false, 0, 0, join(span(5, 6, 4, 1, 9)));
        is(Relation.OVERLAPS, true, 0, 0, join(span(50, 50, 49, 1)));
        is(Relation.CONTRADICTS, false, 0, 0, join(span(50, 50, 49, 2)));
        is(Relation.NEW_DAYS, true, 0, 0, join(span(61, 61, 60, 1)));
    }

    @Test
    void moreGapsThanTheLimitAreNotKept() {
        for (int i = 0; i < 30; i++) {
            join(span(2 + 2 * i, 2 + 2 * i, i * 10, 1));
        }
        is(Relation.TOO_MANY_GAPS, false, 0, 0, join(span(80, 80, 7, 1)));
        assertEquals(29, book.gaps().size());
    }
}
