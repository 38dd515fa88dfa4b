package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.export.Exports;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every call of the store and of the bucket lost and kept, and the process dying around each. */
class EveryFaultOfExportsTest {
    private static final String KEY = "export-0000000000001";

    private static OnboardingWorld laidDown(Faults faults) {
        OnboardingWorld world = DocumentCalls.world(faults);
        new DocumentCalls(world).uploaded(seller(world), DocumentCalls.PDF);
        return world;
    }

    private static String seller(OnboardingWorld world) {
        return new DocumentCalls(world).seller("seller-1");
    }

    private static OnboardingWorld requested(Faults faults) {
        OnboardingWorld world = laidDown(faults);
        new ExportCalls(world).requested(seller(world), KEY);
        return world;
    }

    @Test
    void aRequestIsOneExport() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "ask for an export under " + trouble,
                            EveryFaultOfExportsTest::laidDown,
                            world -> {
                                int status = new ExportCalls(world).request(seller(world), KEY).status();
                                assertTrue(status == 202 || status == 503, "status " + status);
                            })
                    .recovering(EveryFaultOfExportsTest::tick)
                    .checking(EveryFaultOfExportsTest::isReady)
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 4, "tried " + tried);
        }
    }

    /** The kinds of trouble differ in what a call tells, and every call here answers an outage in the same way. */
    @Test
    void aFileIsWrittenWhateverFails() {
        int tried = EveryFault.<OnboardingWorld>of(
                        "write an export",
                        EveryFaultOfExportsTest::requested,
                        world -> new ExportCalls(world).work())
                .recovering(EveryFaultOfExportsTest::tick)
                .checking(EveryFaultOfExportsTest::isReady)
                .withDeaths()
                .with(Trouble.TIMEOUT)
                .run();
        assertTrue(tried >= 20, "tried " + tried);
    }

    @Test
    void noLinkIsGivenWithoutAnEntry() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "give an export under " + trouble,
                            EveryFaultOfExportsTest::written,
                            world -> {
                                Response given = new ExportCalls(world).get(participant(world), export(world));
                                assertTrue(given.status() == 200 || given.status() == 503, given.bytes());
                                if (given.status() == 200) {
                                    assertEquals("participant.export_linked.v1", events(world).getLast());
                                }
                            })
                    .recovering(_ -> {})
                    .checking(EveryFaultOfExportsTest::isReady)
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 3, "tried " + tried);
        }
    }

    private static OnboardingWorld written(Faults faults) {
        OnboardingWorld world = requested(faults);
        new ExportCalls(world).work();
        return world;
    }

    private static List<ChainId> chains(OnboardingWorld world, String type) {
        return world.store.items(SuretyTables.JOURNAL).stream()
                .map(item -> ChainId.parse(item.get("pk").s()))
                .filter(chain -> chain.type().equals(type))
                .distinct()
                .toList();
    }

    private static String participant(OnboardingWorld world) {
        return chains(world, "participant").getFirst().id();
    }

    private static String export(OnboardingWorld world) {
        return chains(world, Exports.TYPE).getFirst().id();
    }

    private static List<String> events(OnboardingWorld world) {
        return new ExportCalls(world).events(export(world));
    }

    private static void isReady(OnboardingWorld world) {
        new ExportCalls(world).requested(seller(world), KEY);
        tick(world);
        assertEquals(1, chains(world, Exports.TYPE).size());
        Response ready = new ExportCalls(world).get(participant(world), export(world));
        assertEquals("ready", ready.text("state"), ready.bytes());
        assertTrue(new ExportCalls(world).files(ready).containsKey("manifest.jws"));
        assertEquals(1, events(world).stream().filter("participant.export_ready.v1"::equals).count());
        world.check();
    }

    private static void tick(OnboardingWorld world) {
        world.clock.advance(Duration.ofMinutes(17));
        Deadlines.pass(world);
    }
}
