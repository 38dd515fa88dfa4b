package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.WriteUnits;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The time, heap and write units that payouts take. {@code -Dsurety.payees=n} plans a run of so many payees, who are
 * seeded straight into journal and ledger; {@code -Dsurety.execute=false} only plans it.
 */
class FiguresOfRunsTest {
    private static final int PAYEES = Integer.getInteger("surety.payees", 150);
    private static final boolean EXECUTES = !"false".equals(System.getProperty("surety.execute"));
    private static final long EARNED = 4_200;
    private static final int SALES_A_SECOND = 200;
    /** By AWS's rules, of planning and executing together. */
    private static final double MOST_UNITS = 35;

    private final RunWorld world = new RunWorld();

    private WriteUnits.Spent spent() {
        return world.payouts.store.units().snapshot();
    }

    private static long peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / 1_000_000;
    }

    private static void tell(String step, int of, long began, WriteUnits.Spent units) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d payees, %.1f s, %.1f write units each, peak heap %d MB with the store in it%n",
                step,
                of,
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                (double) units.total() / of,
                peakMegabytes());
    }

    @Test
    void aPayoutAloneCostsItsEntriesAndItsLines() {
        ParticipantId payee = world.payee("alone", EARNED);
        WriteUnits.Spent before = spent();
        long began = System.nanoTime();

        PayoutId payout = new PayoutId(world.done(world.payouts.post(
                        "/v1/payouts", PayoutWorld.wanted(payee, EARNED), "a-key-of-figures-1", PayoutWorld.backend()))
                .path("id")
                .asString(""));
        world.hear();

        assertEquals("sent", world.payouts.state(payout));
        WriteUnits.Spent units = spent().less(before);
        tell("alone, asked for and sent", 1, began, units);
        assertTrue(units.total() <= MOST_UNITS, units.toString());
    }

    @Test
    void aRunOfManyCostsEachPayeeAsMuchAsARunOfFew() {
        for (int i = 0; i < PAYEES; i++) {
            ParticipantId payee = world.payee("payee " + i, 0);
            world.payouts.seeds.released(payee, EARNED);
            if (i % SALES_A_SECOND == 0) {
                // The lines of the gateway in one second lie in few items, and an item holds 400 KB.
                world.payouts.clock.advance(Duration.ofSeconds(1));
            }
        }
        world.payouts.posted();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        WriteUnits.Spent before = spent();
        long began = System.nanoTime();

        RunId run = world.plan("");

        assertEquals("planned", world.state(run));
        assertEquals(PAYEES, world.run(run).at("/totals/items").asInt(0), world.run(run).toString());
        tell("in a run, planned", PAYEES, began, spent().less(before));
        if (EXECUTES) {
            executed(run, before);
        }
    }

    private void executed(RunId run, WriteUnits.Spent before) {
        world.submit(run);
        for (var checker : List.of(RunWorld.CHECKER, RunWorld.CHECKER2)) {
            if (world.state(run).equals("awaiting_approval")) {
                var _ = world.done(world.approve(run, checker));
            }
        }
        WriteUnits.Spent planned = spent();
        long began = System.nanoTime();

        world.hear();

        assertEquals("executed", world.state(run));
        assertEquals(PAYEES, world.payouts.atBank().executed());
        tell("in a run, executed", PAYEES, began, spent().less(planned));
        WriteUnits.Spent all = spent().less(before);
        assertTrue(all.total() <= MOST_UNITS * PAYEES, all.toString());
    }
}
