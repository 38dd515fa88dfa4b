package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.upload.Problem;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.payouts.statement.Camt.Line;
import dev.surety.payouts.statement.Camt.Payment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From an uploaded file to lines that are booked once, and payouts that are paid, returned or failed. */
class ReadingStatementsTest {
    private final StatementWorld world = new StatementWorld();

    private static Line paying(int day, String name, long amount) {
        return Line.of(day, -amount, "B" + name).with(Payment.of(reference(name), amount));
    }

    private static Line returning(int day, String name, long amount) {
        return Line.of(day, amount, "R" + name).with(Payment.back(reference(name), amount, "AC04"));
    }

    @Test
    void aBookedDebitMakesItsPayoutPaid() {
        world.sent("one", 1_000);
        StatementFile file = world.read("monday", Camt.day(2, 50_000, paying(2, "one", 1_000)));
        assertEquals(UploadState.MATCHED, file.state());
        assertEquals(Map.of("debit", 1), file.lines());
        assertEquals("paid", world.state("one"));
        assertEquals(0, world.balance("transit:main"));
        assertEquals(1_000, world.balance("bank:main"));
        world.check();
    }

    @Test
    void theSameFileAgainAddsNothingUnderWhateverName() {
        world.sent("one", 1_000);
        Camt monday = Camt.day(2, 50_000, paying(2, "one", 1_000), Line.of(2, -77, ""), Line.of(2, -77, ""));
        world.read("monday", monday);
        StatementFile again = world.read("../../etc/passwd", monday);
        assertEquals(Map.of("repeated", 3), again.lines());
        assertEquals(Map.of("debit", 1L, "unmatched", 2L), world.classes());
        assertEquals(1_154, world.balance("bank:main"));
        world.check();
    }

    @Test
    void equalLinesOfOneDayAreTwoAndAnOverlapAddsNone() {
        world.read("monday", Camt.day(2, 1_000, Line.of(2, -77, ""), Line.of(2, -77, "")));
        List<Line> both = List.of(Line.of(2, -77, ""), Line.of(2, -77, ""), Line.of(3, -77, ""));
        StatementFile overlap = world.read("both", new Camt().and(Camt.IBAN, 2, 3, 1_000, 769, both));
        assertEquals(Map.of("repeated", 2, "unmatched", 1), overlap.lines());
        assertEquals(231, world.balance("bank:main"));
    }

    @Test
    void aDayInTwoStatementsAddsItsEqualLines() {
        world.read("morning", Camt.day(2, 1_000, Line.of(2, -77, "")));
        world.read("evening", Camt.day(2, 923, Line.of(2, -77, "")));
        assertEquals(154, world.balance("bank:main"));
        world.read("morning again", Camt.day(2, 1_000, Line.of(2, -77, "")));
        world.read("whole day", Camt.day(2, 1_000, Line.of(2, -77, ""), Line.of(2, -77, "")));
        assertEquals(154, world.balance("bank:main"));
    }

    @Test
    void aStatementIdOfAnotherYearIsAnotherStatement() {
        Camt first = Camt.day(2, 1_000, Line.of(2, -77, "B1"));
        world.read("2026", first);
        byte[] next = new String(first.bytes(), StandardCharsets.UTF_8)
                .replace("2026-03-02", "2027-03-02")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(1, world.read("2027", next).lines().get("unmatched"));
        assertEquals(154, world.balance("bank:main"));
    }

    @Test
    void aReturnAfterAGapWaitsUntilTheGapCloses() {
        world.sent("one", 1_000);
        world.read("monday", Camt.day(2, 50_000, paying(2, "one", 1_000)));
        StatementFile late = world.read("wednesday", Camt.day(4, 48_000, returning(4, "one", 1_000)));
        assertEquals(UploadState.MATCHED_WITH_EXCEPTIONS, late.state());
        assertEquals(Map.of("gap", 1), late.lines());
        assertEquals("paid", world.state("one"));
        assertEquals(1_000, world.balance("bank:main"));
        assertEquals(Map.of("bank_book statement_gap", 1L), world.attention());
        world.read("tuesday", Camt.day(3, 49_000, Line.of(3, -1_000, "B9")));
        assertEquals("returned", world.state("one"));
        assertEquals(Map.of("return", 1), world.found("wednesday").lines());
        assertEquals(0, world.balance("transit:main"));
        assertEquals(1_000, world.balance("bank:main"));
        assertEquals(Map.of("bank_line line_unmatched", 1L), world.attention());
        world.check();
    }

    @Test
    void aReversalIsReadSoThatTheBalancesHold() {
        world.sent("one", 1_000);
        world.sent("two", 500);
        List<Line> lines = List.of(
                paying(2, "one", 1_000),
                Line.of(2, -1_000, "X").reversing().with(Payment.back(reference("one"), 1_000, "AC04")));
        world.read("turned", new Camt().and(Camt.IBAN, 2, 2, 9_000, 9_000, lines));
        assertEquals("returned", world.state("one"));
        assertEquals(0, world.balance("bank:main"));
        StatementFile neither = world.read(
                "neither", new Camt().and(Camt.IBAN, 3, 3, 9_000, 7_777, List.of(paying(3, "two", 500))));
        assertEquals(UploadState.MATCHED_WITH_EXCEPTIONS, neither.state());
        assertEquals("equation_fails", neither.problems().getFirst().what());
        assertEquals(Map.of("noted", 1), neither.lines());
        assertEquals("sent", world.state("two"));
        assertEquals(Map.of("bank_statement statement_gap", 1L), world.attention());
    }

    @Test
    void anotherAccountIsRefusedByNameAndOursInTheSameFileIsRead() {
        world.sent("one", 1_000);
        Camt both = new Camt()
                .and("GB29NWBK60161331926819", 2, 2, 0, -5, List.of(Line.of(2, -5, "B2")))
                .and(Camt.IBAN, 2, 2, 5_000, 4_000, List.of(paying(2, "one", 1_000)));
        StatementFile file = world.read("both", both);
        assertEquals(List.of(new Problem("other_account", "statement S2")), file.problems());
        assertEquals(Map.of("noted", 1, "debit", 1), file.lines());
        assertEquals("paid", world.state("one"));
        assertEquals(1_000, world.balance("bank:main"));
    }

    @Test
    void anIbanThatTheBankWritesAsAnotherNumberIsOurs() {
        world.sent("one", 1_000);
        String other = new String(Camt.day(2, 5_000, paying(2, "one", 1_000)).bytes(), StandardCharsets.UTF_8)
                .replace("<IBAN>" + Camt.IBAN + "</IBAN>", "<Othr><Id>" + Camt.IBAN + "</Id></Othr>");
        assertTrue(other.contains("<Othr>"));
        world.read("other", other.getBytes(StandardCharsets.UTF_8));
        assertEquals("paid", world.state("one"));
    }

    @Test
    void anotherCurrencyOfOurAccountIsRefusedByNameAndOursInTheSameFileIsRead() {
        world.sent("one", 1_000);
        String dollars = new String(Camt.day(2, 5_000, Line.of(2, -5, "B2")).bytes(), StandardCharsets.UTF_8)
                .replace("\"EUR\"", "\"USD\"");
        StatementFile refused = world.read("dollars", dollars.getBytes(StandardCharsets.UTF_8));
        assertEquals("currency_mismatch", refused.problems().getFirst().what());
        assertEquals(Map.of("noted", 1), refused.lines());
        assertEquals(0, world.balance("bank:main"));
        world.read("euros", Camt.day(2, 5_000, paying(2, "one", 1_000)));
        assertEquals("paid", world.state("one"));
    }

    @Test
    void aReturnForAPayoutThatWasNeverSentIsNotItsMoney() {
        world.scheduled("one", 1_000);
        StatementFile file = world.read("monday", Camt.day(2, 50_000, returning(2, "one", 1_000)));
        assertEquals(Map.of("unmatched", 1), file.lines());
        assertEquals("scheduled", world.state("one"));
        assertEquals(1_000, world.balance("suspense"));
        assertEquals(Map.of("bank_line line_unmatched", 1L), world.attention());
        world.check();
    }

    @Test
    void aFileThatIsCutOffIsRejectedWithThePlaceAndBooksNothing() {
        world.sent("one", 1_000);
        byte[] whole = Camt.day(2, 50_000, paying(2, "one", 1_000)).bytes();
        StatementFile file = world.read("cut", Arrays.copyOf(whole, whole.length - 40));
        assertEquals(UploadState.REJECTED, file.state());
        assertTrue(file.problems().getFirst().where().startsWith("line "), file.problems().toString());
        assertEquals("sent", world.state("one"));
        assertEquals(0, world.balance("bank:main"));
        assertEquals(UploadState.REJECTED, world.read("words", "no xml".getBytes(StandardCharsets.UTF_8)).state());
    }

    @Test
    void aStatementThatContradictsBooksNothing() {
        world.sent("one", 1_000);
        world.read("monday", Camt.day(2, 50_000, paying(2, "one", 1_000)));
        StatementFile other =
                world.read("forged", Camt.day(2, 50_000, paying(2, "one", 1_000), returning(2, "one", 1_000)));
        assertEquals(Map.of("noted", 2), other.lines());
        assertEquals("contradicts", other.problems().getFirst().what());
        assertEquals("paid", world.state("one"));
    }

    @Test
    void aReturnThatALaterTellingOfADayAddsWaitsForPeople() {
        world.sent("one", 1_000);
        world.read("monday", Camt.day(2, 50_000, paying(2, "one", 1_000)));
        StatementFile other = world.read(
                "forged",
                Camt.day(2, 50_000, paying(2, "one", 1_000), returning(2, "one", 1_000), Line.of(2, -1_000, "B7")));
        assertEquals(Map.of("repeated", 1, "return_waits", 1, "unmatched", 1), other.lines());
        assertEquals("paid", world.state("one"));
    }

    @Test
    void aDebitInAnotherTimeZoneIsOfTheDayThatIsWritten() {
        byte[] year = new String(
                        Camt.day(31, 1_000, Line.of(31, -77, "B1")).bytes(), StandardCharsets.UTF_8)
                .replace("<BookgDt><Dt>2026-03-31</Dt>", "<BookgDt><DtTm>2026-12-31T23:30:00+01:00</DtTm>")
                .getBytes(StandardCharsets.UTF_8);
        world.read("year", year);
        assertEquals("2026-12-31", world.lines().getFirst().state().line().bookedOn().toString());
    }

    @Test
    void anotherDestinationRaisesTheAlarm() {
        world.sent("one", 1_000);
        Line wrong = Line.of(2, -1_000, "B1")
                .with(new Payment(reference("one"), 1_000, "", "FR7630006000011234567890189"));
        world.read("monday", Camt.day(2, 50_000, wrong));
        assertEquals(Map.of("destination", 1L), world.classes());
        assertEquals(Map.of("bank_line destination_differs", 1L), world.attention());
        assertEquals("sent", world.state("one"));
        assertEquals(-1_000, world.balance("suspense"));
    }
}
