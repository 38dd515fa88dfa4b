package dev.surety.onboarding.rescreening;

import static dev.surety.onboarding.rescreening.RescreeningWorld.DEMO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.app.rescreening.ScreeningRuns.Stored;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every write and message of a run lost and kept, and the worker dead at each. */
class EveryFaultOfScreeningRunsTest {
    private static final int PARTICIPANTS = 6;

    private static RescreeningWorld world(Faults faults) {
        var world = new RescreeningWorld(faults, 1).marketplace(DEMO, Mode.SANDBOX, true);
        for (int i = 0; i < PARTICIPANTS; i++) {
            world.participant(DEMO, "p" + i, i % 5 == 0 ? "FR" : "DE");
        }
        world.lists.change("v1", "FR");
        world.tellOfLists();
        return world;
    }

    private static void check(RescreeningWorld world) {
        world.pass(Duration.ofMinutes(1));
        world.pass(Duration.ofMinutes(10));
        assertEquals(1, world.runsOf(DEMO).size());
        Stored run = world.run(DEMO);
        assertEquals(new Counts(PARTICIPANTS, 2, 0, 0), run.run().counts());
        assertEquals(Optional.of("v1"), world.stack().version());
        Set<String> looked = ProvenAgain.of(
                world.journal,
                world.shards(DEMO),
                world.chain(run.entry().chain()),
                world.lists.between(Optional.empty(), "v1"));
        assertEquals(PARTICIPANTS, looked.size());
        for (int i = 0; i < PARTICIPANTS; i++) {
            ChainId id = RescreeningWorld.id(DEMO, "p" + i);
            assertEquals(i % 5 == 0 ? 2 : 1, world.chain(id).size(), "participant " + i);
        }
        world.check();
    }

    @Test
    void everyoneIsLookedAtAndTheNamedOnceWhateverFails() {
        for (Trouble trouble : List.of(Trouble.TIMEOUT, Trouble.THROTTLED)) {
            int tried = EveryFault.<RescreeningWorld>of(
                            "a change of the lists under " + trouble,
                            EveryFaultOfScreeningRunsTest::world,
                            RescreeningWorld::work)
                    .checking(EveryFaultOfScreeningRunsTest::check)
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried > 20);
        }
    }
}
