package dev.surety.payouts.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.upload.Problem;
import dev.surety.payouts.domain.upload.UploadState;
import dev.surety.payouts.statement.Camt.Line;
import dev.surety.payouts.statement.Camt.Payment;
import dev.surety.runtime.json.Json;
import dev.surety.simulator.bank.files.AchEntry;
import dev.surety.simulator.bank.files.WriteNacha.Answer;
import dev.surety.simulator.bank.files.WriteNacha;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** NACHA files of returns and notices of change are notes: they name payouts and reasons, and move no money. */
class NoticesOfTheBankTest {
    private static final String BANK = "091000019";
    private static final String ONE = "091000010000001";
    private static final String TWO = "091000010000002";

    private final StatementWorld world = new StatementWorld();

    @BeforeEach
    void twoPayoutsAreAtTheBank() {
        world.sent("one", 1_000);
        world.sent("two", 2_000);
        world.groups.traces.put(ONE, "one");
        world.groups.traces.put(TWO, "two");
    }

    private static Answer answer(String trace, String name, long minor, String code, String data) {
        var entry = new AchEntry(
                trace, false, BANK, "12345678", "Ada Example", "Marketplace Inc", "1234567890", "PPD", "1234567890");
        return new Answer(entry, name.isEmpty() ? "" : StatementWorld.reference(name), minor, code, data);
    }

    private static byte[] file(Answer... answers) {
        return WriteNacha.write(BANK, LocalDate.parse("2026-03-31"), List.of(answers));
    }

    private static List<String> problems(StatementFile file) {
        return file.problems().stream().map(Problem::what).toList();
    }

    private List<Entry> of(String name) {
        return world.entries().stream()
                .filter(entry -> entry.chain().id().equals(StatementWorld.id(name).value()))
                .sorted((a, b) -> a.number() - b.number())
                .toList();
    }

    private Entry last(String name) {
        return of(name).getLast();
    }

    @Test
    void aReturnIsAnnouncedOnceAndCreditsNothing() {
        byte[] bytes = file(answer(ONE, "one", 1_000, "R03", ""), answer(TWO, "", 2_000, "R02", ""));

        StatementFile read = world.read("a", bytes);

        assertEquals(UploadState.MATCHED, read.state(), read.toString());
        assertEquals("nacha", read.kind().orElse(""));
        assertEquals(Map.of("noted", 2), read.lines());
        assertEquals("payout.refusal_announced.v1", last("one").event());
        assertTrue(last("one").data().contains("\"R03\""));
        assertEquals("sent", world.state("one"));
        assertEquals("sent", world.state("two"));
        int before = of("one").size();
        assertEquals(UploadState.MATCHED, world.read("the same in another upload", bytes).state());
        assertEquals(before, of("one").size(), "once");
        assertTrue(world.entries().stream()
                .filter(entry -> entry.chain().type().equals("payout"))
                .noneMatch(entry -> entry.event().startsWith("payout.failed")));
        world.check();
    }

    @Test
    void theStatementsCreditTakesItsReasonFromTheReturnFile() {
        var debit = Line.of(2, -1_000, "B1").with(Payment.of(StatementWorld.reference("one"), 1_000));
        world.read("monday", Camt.day(2, 9_000, debit));
        assertEquals("paid", world.state("one"));
        world.read("a", file(answer(ONE, "one", 1_000, "R03", "")));
        assertEquals("paid", world.state("one"));
        // The bank names the entry by its trace alone.
        world.read("tuesday", Camt.day(3, 8_000, Line.of(3, 1_000, "R1").with(Payment.of(ONE, 1_000))));
        assertEquals("returned", world.state("one"));
        assertTrue(last("one").data().contains("\"R03\""), last("one").data());
        world.check();
    }

    /** One statement may tell both, and its return may be read before its payout has heard of the debit. */
    @Test
    void aReturnThatIsToldBeforeTheDebitIsAReturnAndNoRefusal() {
        world.read("a", file(answer(ONE, "one", 1_000, "R03", "")));
        var back = Line.of(2, 1_000, "R1").with(Payment.back(StatementWorld.reference("one"), 1_000, "R03"));
        world.read("monday", Camt.day(2, 9_000, back));
        assertEquals("returned", world.state("one"));
        var debit = Line.of(3, -1_000, "B1").with(Payment.of(StatementWorld.reference("one"), 1_000));
        world.read("tuesday", Camt.day(3, 10_000, debit));
        assertEquals("returned", world.state("one"));
        world.check();
    }

    @Test
    void whatNamesNoPayoutOrCannotBeReadGoesToAPersonAndMovesNothing() {
        StatementFile read = world.read(
                "a",
                file(
                        answer("091000010000009", "one", 1_000, "R03", ""),
                        answer(ONE, "two", 1_000, "R03", ""),
                        answer(ONE, "one", 1_001, "R03", ""),
                        answer(ONE, "one", 1_000, "R99", ""),
                        answer(ONE, "one", 1_000, "R61", "")));
        assertEquals(UploadState.MATCHED_WITH_EXCEPTIONS, read.state());
        assertEquals(
                List.of("unknown_trace", "unknown_trace", "amount_differs", "unknown_code", "dispute_of_banks"),
                problems(read));
        assertEquals(Map.of("unmatched", 5), read.lines());
        assertEquals("payout.sent.v1", last("one").event());
        assertEquals(Map.of("bank_statement notice_unread", 1L), world.attention());
        world.check();
    }

    @Test
    void aNoticeOfChangeLeavesThePayoutAsItIsAndKeepsTheCorrectionInTheVault() {
        StatementFile read = world.read("a", file(answer(ONE, "one", 0, "C01", "99887766")));

        assertEquals(UploadState.MATCHED, read.state(), read.toString());
        assertEquals("payout.change_noticed.v1", last("one").event());
        var data = Json.object(last("one").data());
        assertEquals("C01", data.path("code").asString(""));
        assertEquals("account", data.path("corrects").asString(""));
        assertEquals("uploaded", data.path("source").asString(""));
        assertEquals("uploader", data.path("by").asString(""));
        assertEquals("sent", world.state("one"));
        assertTrue(world.entries().stream().noneMatch(entry -> entry.data().contains("99887766")));
        int before = of("one").size();
        world.read("again", file(answer(ONE, "one", 0, "C01", "99887766")));
        assertEquals(before, of("one").size());
        assertEquals(Map.of("payout change_noticed", 1L), world.attention());
        world.check();
    }

    @Test
    void aNoticeThatCannotBeReadGoesToAPerson() {
        StatementFile read = world.read(
                "a", file(answer(ONE, "one", 0, "C99", "x"), answer(TWO, "two", 0, "C02", "12345")));
        assertEquals(List.of("unknown_code", "correction_unreadable"), problems(read));
        assertEquals("payout.sent.v1", last("one").event());
        assertEquals("payout.sent.v1", last("two").event());
        assertEquals(Map.of("bank_statement notice_unread", 1L), world.attention());
        world.check();
    }

    @Test
    void ofAFileWithAWrongHashCountOrLengthNothingCounts() {
        String right = new String(file(answer(ONE, "one", 1_000, "R03", "")), StandardCharsets.US_ASCII);
        List<String> lines = right.lines().toList();
        String control = lines.stream().filter(line -> line.startsWith("82")).findFirst().orElseThrow();
        for (String wrong : List.of(
                right.replace(control, control.substring(0, 10) + "0000000001" + control.substring(20)),
                right.replace(control, control.substring(0, 4) + "000009" + control.substring(10)),
                right.replace(lines.get(2), lines.get(2) + "X"),
                right.replace("094101", "093101"),
                right.substring(0, right.indexOf(control)))) {
            StatementFile read = world.read("wrong " + wrong.hashCode(), wrong.getBytes(StandardCharsets.US_ASCII));
            assertEquals(UploadState.REJECTED, read.state(), wrong);
        }
        assertEquals("payout.sent.v1", last("one").event());
        world.check();
    }

    @Test
    void anEntryThatTheOperatorRejectedIsNoReturn() {
        String text = new String(file(answer(ONE, "one", 1_000, "R03", "")), StandardCharsets.US_ASCII);
        String entry = text.lines().filter(line -> line.startsWith("6")).findFirst().orElseThrow();
        String rejected = entry.substring(0, 79) + "REJ" + entry.substring(82);
        StatementFile read =
                world.read("rejected", text.replace(entry, rejected).getBytes(StandardCharsets.US_ASCII));
        assertEquals(List.of("entry_rejected"), problems(read));
        assertEquals("payout.sent.v1", last("one").event());
        assertEquals(Map.of("bank_statement notice_unread", 1L), world.attention());
    }
}
