package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.messages.nacha.NachaEntry;
import dev.surety.messages.nacha.NachaPart.FileEnd;
import dev.surety.model.id.RunId;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each call of composing and writing an ACH file is lost and kept, one at a time, and the process dies around it.
 * Deadlines alone write one file, with each payee once, and no gap in its traces.
 */
class EveryFaultOfAnAchFileTest {
    private static final String PLAN = "{\"currency\":\"USD\",\"rail\":\"fed\"}";
    private static final String KEY = "the-key-of-the-run";

    private static RunId run(RunWorld world) {
        return new RunId(world.post(RunWorld.RUNS, PLAN, KEY, RunWorld.MAKER).text("id"));
    }

    /** A run whose payouts stand in a file that has neither numbers nor bytes. */
    private static RunWorld begun(Faults faults) {
        RunWorld world = AchWorld.of(faults, AchWorld.rail());
        AchWorld.person(world, "Ada Lovelace", 90_00);
        AchWorld.payee(world, "Shop Inc", "business", "savings", 50_00);
        RunId run = run(world);
        world.hear();
        world.submit(run);
        world.done(world.approve(run, RunWorld.CHECKER));
        while (FileWorld.files(world, run).isEmpty()
                || AchWorld.file(world, run).file().hasNext()) {
            var _ = world.wake(world.payouts.nudged.removeFirst(), 0);
        }
        return world;
    }

    /** A message that ends in an outage comes again; here its deadline does. */
    private static void work(RunWorld world) {
        try {
            world.hear();
        } catch (Outage lost) {
            world.payouts.nudged.clear();
        }
    }

    @Test
    void composingAndWriting() {
        int tried = EveryFault.of("an ACH file", EveryFaultOfAnAchFileTest::begun, EveryFaultOfAnAchFileTest::work)
                .recovering(world -> world.after(Duration.ofHours(3)))
                .checking(world -> {
                    RunId run = run(world);
                    assertEquals("executed", world.state(run));
                    Stored file = AchWorld.file(world, run);
                    assertEquals(
                            140_00, AchWorld.parts(world, file, FileEnd.class).getFirst().creditCents());
                    assertEquals(
                            List.of(AchWorld.trace("2026-11-23", 0), AchWorld.trace("2026-11-23", 1)),
                            AchWorld.entries(world, file).stream().map(NachaEntry::trace).toList());
                    assertEquals(
                            file.file().written().orElseThrow().sha256(),
                            world.payouts.writing().write(file).sha256());
                    world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 15, tried + " schedules");
    }
}
