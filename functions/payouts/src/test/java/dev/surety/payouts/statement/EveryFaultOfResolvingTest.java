package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.euro;
import static dev.surety.payouts.statement.StatementWorld.id;
import static dev.surety.payouts.statement.StatementWorld.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.payouts.app.statement.LineChains.Stored;
import dev.surety.payouts.domain.bank.LineState.Phase;
import dev.surety.payouts.domain.bank.LineState.Resolution.Kind;
import dev.surety.payouts.statement.Camt.Line;
import dev.surety.payouts.statement.Camt.Payment;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every write while people explain a line is lost and kept, and the process dies there. A caller without an answer says
 * the same again. Once the explanation is stored, timers alone do the rest.
 */
class EveryFaultOfResolvingTest {
    /** A line is open in each world: in {@code suspense}, or a reversal of which nothing is booked. */
    private static StatementWorld inSuspense(Faults faults, long minor) {
        var world = new StatementWorld(faults, List.of(euro(1_000)));
        world.sent("one", minor);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -minor, "B1")));
        return world;
    }

    private static StatementWorld parked(Faults faults, long minor) {
        var world = new StatementWorld(faults, List.of(euro(1_000)));
        world.sent("one", minor);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -minor, "B1").reversing()).withoutBalances());
        assertEquals(Phase.PARKED, line(world).state().phase());
        assertEquals(0, world.balance("bank:main"));
        return world;
    }

    /** A return so large that people have to credit it. */
    private static StatementWorld waiting(Faults faults) {
        var world = new StatementWorld(faults, List.of(euro(1_000)));
        world.sent("one", 1_000);
        world.read("monday", Camt.day(2, 9_000, Line.of(2, -1_000, "B1").with(Payment.of(reference("one"), 1_000))));
        Line large = Line.of(3, 1_000, "R1").with(Payment.back(reference("one"), 1_000, "AC04"));
        world.read("tuesday", Camt.day(3, 8_000, large));
        return world;
    }

    private static Stored line(StatementWorld world) {
        return world.lines().stream()
                .filter(of -> of.state().as().isException())
                .findFirst()
                .orElseThrow();
    }

    private static String explain(StatementWorld world, Kind as, String target) {
        return new Deciding(world).explain(line(world).id(), "maker", as, target);
    }

    /** Asks, and lets another person agree. */
    private static void agree(StatementWorld world, Kind as, String target) {
        var _ = explain(world, as, target);
        var _ = new Deciding(world).approve(line(world).id(), "checker");
    }

    private static void disagree(StatementWorld world, Kind as, String target) {
        var _ = explain(world, as, target);
        var _ = new Deciding(world).reject(line(world).id(), "checker");
    }

    private static void timers(StatementWorld world) {
        for (int i = 0; i < 3; i++) {
            world.timers();
        }
    }

    private static EveryFault<StatementWorld> life(
            String name,
            Function<Faults, StatementWorld> build,
            EveryFault.Act<StatementWorld> act,
            Consumer<StatementWorld> check) {
        return EveryFault.of(name, build, world -> {
                    act.on(world);
                    timers(world);
                })
                .recovering(world -> {
                    if (line(world).state().phase() != Phase.RESOLVED) {
                        act.on(world);
                    }
                    timers(world);
                })
                .checking(world -> {
                    check.accept(world);
                    assertEquals(List.of(), world.linesWithDeadlines());
                    world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class);
    }

    private static void isResolved(StatementWorld world, Map<String, Long> balances) {
        assertEquals(Phase.RESOLVED, line(world).state().phase());
        assertEquals(Map.of(), world.attention());
        balances.forEach((account, minor) -> assertEquals(minor, world.balance(account), account));
        assertEquals(0, world.balance("suspense"));
        long times = world.entries().stream()
                .filter(entry -> entry.event().equals("bank_line.resolved.v1"))
                .count();
        assertEquals(1, times);
    }

    /** Money and attention are as they were before a person said a word. */
    private static void isOpen(StatementWorld world, Phase phase, long suspense) {
        assertEquals(phase, line(world).state().phase());
        assertEquals(Map.of("bank_line line_unmatched", 1L), world.attention());
        assertEquals(suspense, world.balance("suspense"));
        assertEquals(-suspense, world.balance("bank:main"));
        assertEquals("sent", world.state("one"));
    }

    @Test
    void onePersonSaysWhichPayoutALineInSuspenseDebited() {
        int tried = explainedByOne("a line in suspense", faults -> inSuspense(faults, 900));
        assertTrue(tried >= 12, "tried " + tried);
    }

    @Test
    void onePersonExplainsAParkedLine() {
        int tried = explainedByOne("a parked line", faults -> parked(faults, 900));
        assertTrue(tried >= 12, "tried " + tried);
    }

    private static int explainedByOne(String line, Function<Faults, StatementWorld> build) {
        return life(
                        line + ", explained by one",
                        build,
                        world -> {
                            var _ = explain(world, Kind.PAYOUT_DEBIT, id("one").value());
                        },
                        world -> {
                            isResolved(world, Map.of("bank:main", 900L, "transit:main", 0L));
                            assertEquals("paid", world.state("one"));
                        })
                .run();
    }

    @Test
    void aSecondPersonAgreesToAReturn() {
        int tried = life(
                        "a return that waits, explained by two",
                        EveryFaultOfResolvingTest::waiting,
                        world -> agree(world, Kind.PAYOUT_RETURN, id("one").value()),
                        world -> {
                            isResolved(world, Map.of("bank:main", 0L, "transit:main", 0L, "capital", 0L));
                            assertEquals("returned", world.state("one"));
                        })
                .run();
        assertTrue(tried >= 16, "tried " + tried);
    }

    @Test
    void aSecondPersonAgreesToAParkedLine() {
        int tried = life(
                        "a parked line, explained by two",
                        faults -> parked(faults, 1_000),
                        world -> agree(world, Kind.ACCOUNT, "loss"),
                        world -> {
                            isResolved(world, Map.of("bank:main", 1_000L, "loss", -1_000L));
                            assertEquals("sent", world.state("one"));
                        })
                .run();
        assertTrue(tried >= 12, "tried " + tried);
    }

    @Test
    void aSecondPersonRejectsAndTheLineIsAsItWas() {
        int tried = rejected("a line in suspense", faults -> inSuspense(faults, 1_000), Phase.BOOKED, -1_000);
        assertTrue(tried >= 8, "tried " + tried);
        tried = rejected("a parked line", faults -> parked(faults, 1_000), Phase.PARKED, 0);
        assertTrue(tried >= 8, "tried " + tried);
    }

    private static int rejected(String line, Function<Faults, StatementWorld> build, Phase phase, long suspense) {
        return life(
                        line + ", rejected",
                        build,
                        world -> disagree(world, Kind.ACCOUNT, "loss"),
                        world -> isOpen(world, phase, suspense))
                .run();
    }

    @Test
    void aRejectedLineIsExplainedInAnotherWay() {
        int tried = life(
                        "a parked line, rejected and explained anew",
                        faults -> parked(faults, 1_000),
                        world -> {
                            disagree(world, Kind.ACCOUNT, "loss");
                            agree(world, Kind.PAYOUT_DEBIT, id("one").value());
                        },
                        world -> {
                            isResolved(world, Map.of("bank:main", 1_000L, "transit:main", 0L, "loss", 0L));
                            assertEquals("paid", world.state("one"));
                        })
                .run();
        assertTrue(tried >= 20, "tried " + tried);
    }
}
