package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.euro;
import static dev.surety.payouts.statement.StatementWorld.id;
import static dev.surety.payouts.statement.StatementWorld.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.payouts.domain.bank.LineState.Resolution.Kind;
import dev.surety.payouts.statement.Camt.Line;
import dev.surety.payouts.statement.Camt.Payment;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A week of statements writes the golden lines of statements, of their account's book, of groups and of lines. */
class StatementsAreWrittenAsStoredTest {
    private final StatementWorld world = new StatementWorld(Faults.none(), List.of(euro(1_000)));
    private final Deciding people = new Deciding(world);

    private static Line debit(int day, String name, long minor) {
        return Line.of(day, -minor, "B" + name).with(Payment.of(reference(name), minor));
    }

    private static Line credit(int day, String name, long minor) {
        return Line.of(day, minor, "R" + name).with(Payment.back(reference(name), minor, "AC04"));
    }

    private void week() {
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            world.sent(name, 900);
        }
        world.sent("large", 1_000);
        world.groups.add("G01", 2, 2_700, "a", "b", "c");
        world.read("words", "no statement".getBytes(StandardCharsets.UTF_8));
        world.read("report", Camt.report("REP", reference("c") + "|RJCT|AC04"));
        world.read(
                "monday and tuesday",
                Camt.day(
                                2,
                                9_000,
                                Line.of(2, -1_800, "B1").ofGroup("G01"),
                                debit(2, "d", 900),
                                debit(2, "large", 1_000),
                                Line.of(2, -77, "B2"),
                                Line.of(2, 40, "B3").saying("from where?"))
                        .and(Camt.IBAN, 3, 3, 5_263, 6_263, List.of(credit(3, "large", 1_000))));
        world.read("thursday", Camt.day(5, 5_263, credit(5, "d", 900)));
        world.clock.set(world.clock.instant().plus(Duration.ofDays(1)));
        world.timers();
        world.read("wednesday", Camt.day(4, 6_263, Line.of(4, -1_000, "B4")));
        world.read("wednesday again", Camt.day(4, 6_263, Line.of(4, -1_000, "B4"), Line.of(4, 8_000, "B8")));
        Line small = Line.of(6, -900, "B5").reversing();
        Line large = Line.of(6, -2_000, "B7").reversing();
        world.read("without balances", Camt.day(6, 0, small, large).withoutBalances());
        var elsewhere = new Payment(reference("f"), 900, "", "FR7630006000011234567890189");
        world.read("friday", Camt.day(6, 6_163, Line.of(6, -900, "B6").with(elsewhere)));
        resolve();
        world.timers();
        world.check();
    }

    private void resolve() {
        assertEquals("RESOLVED", people.explain(line("B2"), "maker", Kind.FEE, ""));
        assertEquals("RESOLVED", people.explain(line("B3"), "maker", Kind.OWN_MONEY, ""));
        assertEquals("RESOLVING", people.explain(line("B4"), "maker", Kind.ACCOUNT, "loss"));
        assertEquals("BOOKED", people.reject(line("B4"), "checker"));
        assertEquals("RESOLVED", people.explain(line("B5"), "maker", Kind.PAYOUT_DEBIT, id("e").value()));
        assertEquals("RESOLVING", people.explain(line("B7"), "maker", Kind.ACCOUNT, "loss"));
        assertEquals("PARKED", people.reject(line("B7"), "checker"));
        assertEquals("RESOLVING", people.explain(line("Rlarge"), "maker", Kind.PAYOUT_RETURN, id("large").value()));
        assertEquals("RESOLVED", people.approve(line("Rlarge"), "checker"));
    }

    private String line(String reference) {
        return world.lines().stream()
                .filter(line -> line.state().line().reference().equals(reference))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Set<GoldenLine> written(String... types) {
        return world.entries().stream()
                .filter(entry -> List.of(types).contains(entry.chain().type()))
                .map(GoldenLine::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void same(String file, Collection<GoldenLine> written) throws IOException {
        assertEquals(new TreeSet<>(GoldenLine.all("payouts", file)), written);
    }

    @Test
    void aWeekWritesTheGoldenLines() throws IOException {
        week();
        same("statement", written("bank_statement"));
        same("book", written("bank_book", "bank_group"));
        same("line", written("bank_line"));
    }
}
