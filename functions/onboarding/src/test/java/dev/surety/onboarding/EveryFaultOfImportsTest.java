package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.onboarding.app.imports.WorkOnImport;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every call of the store and of the bucket lost and kept, and the process dying around each: nothing comes twice. */
class EveryFaultOfImportsTest {
    private static final byte[] FILE = ImportCalls.file(
            ImportCalls.line("seller-1"), "bad", ImportCalls.line("seller-1"), ImportCalls.line("seller-2"));

    private static OnboardingWorld put(Faults faults) {
        OnboardingWorld world = ImportCalls.world(faults);
        new ImportCalls(world).put(FILE);
        return world;
    }

    private static String id(OnboardingWorld world) {
        return world.get(ImportCalls.PATH).body().at("/data/0/id").asString("");
    }

    private static void recover(OnboardingWorld world) {
        for (int i = 0; i < 3; i++) {
            world.clock.advance(Duration.ofMinutes(66));
            ImportCalls.tick(world, id(world));
            Deadlines.pass(world);
        }
    }

    @Test
    void anImportIsWholeWhateverFails() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "import under " + trouble,
                            EveryFaultOfImportsTest::put,
                            world -> ImportCalls.tell(world, id(world)))
                    .recovering(EveryFaultOfImportsTest::recover)
                    .checking(world -> {
                        recover(world);
                        var calls = new ImportCalls(world);
                        assertEquals("done 2 created, 1 known, 1 refused", calls.shown(id(world)));
                        assertEquals(List.of("3 - columns 15<1"), calls.errors(id(world)));
                        assertEquals(2, ImportCalls.participants(world));
                        assertEquals(1, calls.participants("seller-1"));
                        assertEquals(2L, ImportCalls.events(world).get("participant.created.v3"));
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 30, "tried " + tried);
        }
    }

    /** The worker is killed after each page, and another goes on. */
    @Test
    void aKilledImportGoesOn() {
        var calls = new ImportCalls();
        String[] lines = IntStream.range(0, 30).mapToObj(i -> ImportCalls.line("seller-" + i)).toArray(String[]::new);
        String id = calls.put(ImportCalls.file(lines));
        int wakes = 0;
        while (!calls.get(id).text("state").equals("done")) {
            int before = calls.get(id).body().at("/progress/done").asInt(0);
            // Its time is over as soon as it has begun a page.
            var ends = new WorkOnImport.Pace(4, 2, Duration.ofMillis(1), new EndingClock(calls.world.clock));
            Delivery.hand(calls.world.imports.importer(ends), nudge(id));
            assertTrue(calls.get(id).body().at("/progress/done").asInt(0) <= before + 4, "one page a call");
            wakes++;
        }
        assertEquals(9, wakes, "eight pages, and the end");
        assertEquals("done 30 created, 0 known, 0 refused", calls.shown(id));
        assertEquals(30, ImportCalls.participants(calls.world));
        calls.world.check();
    }

    private static String nudge(String id) {
        return "{\"chain\":\"" + ImportCalls.chain(id) + "\",\"number\":0}";
    }

    /** Time goes on with each look at it. */
    private static final class EndingClock implements InstantSource {
        private final InstantSource begin;
        private int looks;

        EndingClock(InstantSource begin) {
            this.begin = begin;
        }

        @Override
        public Instant instant() {
            return begin.instant().plusNanos(500_000L * looks++);
        }
    }

    /** Several workers, and two imports of one file: each participant comes once, and each line counts once. */
    @Test
    void manyWorkersCreateEachOnce() {
        var calls = new ImportCalls();
        String[] lines =
                IntStream.range(0, 20).mapToObj(i -> ImportCalls.line("seller-" + i % 10)).toArray(String[]::new);
        List<String> ids = List.of(calls.put(ImportCalls.file(lines)), calls.put(ImportCalls.file(lines)));
        SideBySide.map(6, List.of(0, 1, 0, 1, 0, 1), i -> {
            var pace = new WorkOnImport.Pace(3, 4, Duration.ofHours(1), calls.world.clock);
            return Delivery.hand(calls.world.imports.importer(pace), nudge(ids.get(i)));
        });
        for (int i = 0; i < 5; i++) {
            calls.world.clock.advance(Duration.ofMinutes(2));
            ids.forEach(id -> ImportCalls.tick(calls.world, id));
        }
        int created = 0;
        for (String id : ids) {
            var view = calls.get(id);
            assertEquals("done", view.text("state"), view.bytes());
            assertEquals(20, view.body().at("/counts/read").asInt(0));
            created += view.body().at("/counts/created").asInt(0);
        }
        assertEquals(10, created);
        assertEquals(Map.of("participant.created.v3", 10L), ImportCalls.events(calls.world));
        calls.world.check();
    }
}
