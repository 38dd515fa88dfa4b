package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.PayoutId;
import dev.surety.model.id.RunId;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Each call of composing, writing and handing over a file is lost and kept, one at a time, and the process dies around
 * it. Deadlines alone write one file with the same bytes, and put each payee in it once.
 */
class EveryFaultOfAFileTest {
    private static final String PLAN = "{\"currency\":\"EUR\",\"rail\":\"sepa\"}";
    private static final String KEY = "the-key-of-the-run";

    private static RunId run(RunWorld world) {
        return new RunId(world.post(RunWorld.RUNS, PLAN, KEY, RunWorld.MAKER).text("id"));
    }

    /** A run whose items are debited, and whose file has begun. */
    private static RunWorld begun(Faults faults) {
        RunWorld world = FileWorld.of(faults);
        world.payee("seller-a", 90_00);
        world.payee("seller-b", 50_00);
        RunId run = run(world);
        world.hear();
        world.submit(run);
        world.done(world.approve(run, RunWorld.CHECKER));
        while (FileWorld.files(world, run).isEmpty()) {
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

    private static Stored file(RunWorld world) {
        return FileWorld.file(world, FileWorld.files(world, run(world)).getFirst());
    }

    @Test
    void composingAndWriting() {
        int tried = EveryFault.of("write a file", EveryFaultOfAFileTest::begun, EveryFaultOfAFileTest::work)
                .recovering(world -> world.after(Duration.ofHours(3)))
                .checking(world -> {
                    assertEquals("executed", world.state(run(world)));
                    assertEquals("written", file(world).file().state());
                    assertEquals(2, file(world).file().count());
                    assertEquals(140_00, file(world).file().sum().amountMinor());
                    world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 20, tried + " schedules");
    }

    @Test
    void handingOver() {
        Function<Faults, RunWorld> build = faults -> {
            RunWorld world = begun(faults);
            world.hear();
            return world;
        };
        int tried = EveryFault.of("hand over a file", build, (RunWorld world) -> {
                    Stored file = file(world);
                    String body = "{\"sha256\":\"" + file.file().written().orElseThrow().sha256() + "\"}";
                    String path = "/v1/payout-files/" + file.id() + "/handed-over";
                    int status = world.post(path, body, "the-key-of-handing", RunWorld.TREASURER).status();
                    assertTrue(status == 200 || status == 503, "status " + status);
                    work(world);
                })
                .recovering(world -> world.after(Duration.ofHours(3)))
                .checking(world -> {
                    boolean isHanded = file(world).file().handedOver().isPresent();
                    world.items(run(world)).forEach(item -> assertEquals(
                            isHanded ? "sent" : "sending",
                            world.payouts.state(new PayoutId(item.path("payout").asString("")))));
                    world.check();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(tried >= 10, tried + " schedules");
    }
}
