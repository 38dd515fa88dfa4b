package dev.surety.payouts.statement;

import static dev.surety.payouts.statement.StatementWorld.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.payouts.statement.Camt.Line;
import dev.surety.payouts.statement.Camt.Payment;
import dev.surety.runtime.resilience.Outage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every write while a statement is read is lost and kept, and the process dies there. */
class EveryFaultOfAStatementTest {
    private static final Camt MONDAY = Camt.day(
            2,
            9_000,
            Line.of(2, -3_000, "B1").ofGroup("G01"),
            Line.of(2, -500, "B2").with(Payment.of(reference("d"), 500)),
            Line.of(2, -77, ""),
            Line.of(2, -77, ""));
    private static final Camt WEDNESDAY = Camt.day(
            4, 5_346, Line.of(4, 1_000, "R1").with(Payment.back(reference("a"), 1_000, "AC04")));
    private static final Camt TUESDAY = Camt.day(3, 5_346);

    private static void begin(StatementWorld world) {
        for (String name : List.of("a", "b", "c")) {
            world.sent(name, 1_000);
        }
        world.sent("d", 500);
        world.groups.add("G01", 2, 3_000, "a", "b", "c");
        world.upload("monday", MONDAY.bytes());
        world.upload("wednesday", WEDNESDAY.bytes());
        world.upload("tuesday", TUESDAY.bytes());
    }

    private static EveryFault<StatementWorld> life() {
        return EveryFault.<StatementWorld>of(
                        "reading statements",
                        faults -> new StatementWorld(faults, List.of()),
                        world -> {
                            begin(world);
                            List.of("monday", "wednesday", "tuesday").forEach(world::hear);
                        })
                // The bucket tells again of each file, and timers bring what a dead process had begun.
                .recovering(world -> {
                    begin(world);
                    List.of("monday", "wednesday", "tuesday").forEach(world::hear);
                    for (int i = 0; i < 4; i++) {
                        world.timers();
                    }
                    world.hear("wednesday");
                })
                .checking(world -> {
                    assertEquals(
                            List.of("returned", "paid", "paid", "paid"),
                            List.of("a", "b", "c", "d").stream().map(world::state).toList());
                    assertEquals(Map.of("batch", 1L, "debit", 1L, "return", 1L, "unmatched", 2L), world.classes());
                    assertEquals(0, world.balance("transit:main"));
                    assertEquals(2_654, world.balance("bank:main"));
                    assertEquals(-154, world.balance("suspense"));
                    assertEquals(Map.of("return", 1), world.found("wednesday").lines());
                    world.check();
                })
                .orEndingWith(Outage.class);
    }

    @Test
    void oneWriteOrTheProcess() {
        int tried = life().withDeaths().run();
        assertTrue(tried > 100, "tried " + tried);
    }
}
