package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.payouts.statement.Camt.Line;
import dev.surety.payouts.statement.Camt.Payment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T14: a bank debits a group in whatever habit it has, and nothing is left in transit. */
class DebitsOfAGroupTest {
    private final StatementWorld world = new StatementWorld();

    @BeforeEach
    void fivePayoutsOfOneGroup() {
        for (String name : names()) {
            world.sent(name, 1_000);
        }
        world.groups.add("G01", 2, 5_000, names());
    }

    private static String[] names() {
        return new String[] {"a", "b", "c", "d", "e"};
    }

    private List<String> states() {
        return Stream.of(names()).map(world::state).toList();
    }

    private void allPaid(Map<String, Long> classes) {
        assertEquals(List.of("paid", "paid", "paid", "paid", "paid"), states());
        assertEquals(classes, world.classes());
        assertEquals(0, world.balance("transit:main"));
        assertEquals(5_000, world.balance("bank:main"));
        world.check();
    }

    private void refused(String name) {
        world.read("report " + name, Camt.report("REP" + name, reference(name) + "|RJCT|AC04"));
        assertEquals("sent", world.state(name));
    }

    @Test
    void oneDebit() {
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -5_000, "B1").ofGroup("G01")));
        allPaid(Map.of("batch", 1L));
    }

    @Test
    void oneDebitWithoutIdsBySumAndDay() {
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -5_000, "B1")));
        allPaid(Map.of("batch", 1L));
    }

    @Test
    void eachOfAllGroupsOfADayIsFoundByItsSum() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            world.sent("alone" + i, 7_000 + i);
            world.groups.add("H" + i, 2, 7_000 + i, "alone" + i);
            lines.add(Line.of(2, -7_000 - i, "B" + i));
        }
        world.read("monday", Camt.day(2, 900_000, lines.toArray(Line[]::new)));
        assertEquals(Map.of("batch", 30L), world.classes());
    }

    @ParameterizedTest
    @CsvSource({"G01, 5035, true", "'', 5035, true", "G01, 5000, true", "G01, 5034, false", "'', 5035, false"})
    void aFeeOfWhichTheBankDoesNotSayWhetherItIsWithinTheDebit(String group, long debit, boolean fits) {
        Camt camt = Camt.day(2, 9_000, Line.of(2, -debit, "B1").ofGroup(group));
        String fee = fits || debit != 5_035 ? "" : "<ChrgInclInd>false</ChrgInclInd>";
        String told = "<BkTxCd/><Chrgs><Amt Ccy=\"EUR\">0.35</Amt><CdtDbtInd>DBIT</CdtDbtInd>" + fee + "</Chrgs>";
        String xml = new String(camt.bytes(), StandardCharsets.UTF_8).replace("<BkTxCd/>", told);
        world.read("monday", xml.getBytes(StandardCharsets.UTF_8));
        assertEquals(Map.of(fits ? "batch" : "unmatched", 1L), world.classes());
        assertEquals(Collections.nCopies(5, fits ? "paid" : "sent"), states());
        assertEquals(debit, world.balance("bank:main"));
        assertEquals(fits ? 5_000 - debit : 0, world.balance("costs:bank"));
        world.check();
    }

    @ParameterizedTest
    @CsvSource({
        "5 of G01, 5000, ''", "6 of G01, 5000, 6", "4 of G01, 5000, 4", "1 of G01, 5000, 1", "G01, 5000, ''",
        "4 of G01, 4000, ''", "5 of G01, 4000, ''", "3 of G01, 4000, 3", "6 of G01, 6000, ''"
    })
    void aBatchThatCountsOtherPaymentsThanWeWroteIsAnAlarm(String group, long debit, String alarm) {
        if (debit == 4_000) {
            refused("c");
        }
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -debit, "B1").ofGroup(group)));
        world.read("again", Camt.day(2, 9_000, Line.of(2, -debit, "B1").ofGroup(group)));
        assertEquals(alarm.isEmpty() ? List.of() : List.of(Long.valueOf(alarm)), world.groups.counts);
        // The money has moved, and our books say so. Another sum goes to a person all the same.
        assertEquals(Map.of(debit == 6_000 ? "unmatched" : "batch", 1L), world.classes());
        world.check();
    }

    @Test
    void oneDebitForEach() {
        Line[] lines = Stream.of(names())
                .map(name -> Line.of(2, -1_000, "B1").ofGroup("G01").with(Payment.of(reference(name), 1_000)))
                .toArray(Line[]::new);
        world.read("monday", Camt.day(2, 9_000, lines));
        allPaid(Map.of("debit", 5L));
    }

    @Test
    void someAloneAndTheRestTogether() {
        world.read(
                "monday",
                Camt.day(
                        2,
                        9_000,
                        Line.of(2, -1_000, "B1").with(Payment.of(reference("b"), 0)),
                        Line.of(2, -4_000, "B2").ofGroup("G01")));
        allPaid(Map.of("batch", 1L, "debit", 1L));
    }

    @Test
    void aSecondDebitOfTheSameGroupIsExplainedByNothing() {
        world.read(
                "monday",
                Camt.day(2, 19_000, Line.of(2, -5_000, "B1").ofGroup("G01"), Line.of(2, -5_000, "B2").ofGroup("G01")));
        assertEquals(Map.of("batch", 1L, "unmatched", 1L), world.classes());
        assertEquals(List.of("paid", "paid", "paid", "paid", "paid"), states());
        assertEquals(0, world.balance("transit:main"));
        assertEquals(-5_000, world.balance("suspense"));
    }

    @Test
    void aNetDebitProvesTheRefusal() {
        refused("c");
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -4_000, "B1").ofGroup("G01")));
        assertEquals(List.of("paid", "paid", "failed", "paid", "paid"), states());
        assertEquals(0, world.balance("transit:main"));
        assertEquals(-4_000, world.balance("capital"));
        world.check();
    }

    @Test
    void aGrossDebitLeavesTheRefusedInTransitUntilItIsCreditedAgain() {
        refused("c");
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -5_000, "B1").ofGroup("G01")));
        assertEquals(List.of("paid", "paid", "sent", "paid", "paid"), states());
        assertEquals(0, world.balance("transit:main"));
        world.read(
                "tuesday",
                Camt.day(3, 4_000, Line.of(3, 1_000, "R1").with(Payment.back(reference("c"), 1_000, "AC04"))));
        assertEquals(List.of("paid", "paid", "failed", "paid", "paid"), states());
        assertEquals(Map.of("batch", 1L, "recredit", 1L), world.classes());
        assertEquals(0, world.balance("transit:main"));
        assertEquals(-4_000, world.balance("capital"));
        assertEquals(4_000, world.balance("bank:main"));
        world.check();
    }

    @Test
    void aReportAloneGivesNothingBackAndASecondTellsNothingNew() {
        refused("c");
        refused("c");
        world.read("again", Camt.report("REPc", reference("c") + "|RJCT|AC04"));
        long notes = world.entries().stream()
                .filter(entry -> entry.event().equals("payout.refusal_announced.v1"))
                .count();
        assertEquals(1, notes);
        assertEquals(-5_000, world.balance("capital"));
    }

    @Test
    void aRefusalAfterTheDebitWaitsForTheMoney() {
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -5_000, "B1").ofGroup("G01")));
        world.read("report", Camt.report("REP", reference("c") + "|RJCT|AC04"));
        assertEquals("paid", world.state("c"));
        world.read(
                "tuesday",
                Camt.day(3, 4_000, Line.of(3, 1_000, "R1").with(Payment.back(reference("c"), 1_000, "AC04"))));
        assertEquals("returned", world.state("c"));
        world.read("late", Camt.report("LATE", reference("c") + "|ACSP|"));
        assertEquals("returned", world.state("c"));
        assertEquals(0, world.balance("transit:main"));
    }

    @Test
    void aDuplicateIsAskedAboutAndCreditsNothing() {
        world.read("report", Camt.report("REP", reference("c") + "|RJCT|AM05"));
        assertEquals("unknown", world.state("c"));
        assertEquals(-5_000, world.balance("capital"));
    }
}
