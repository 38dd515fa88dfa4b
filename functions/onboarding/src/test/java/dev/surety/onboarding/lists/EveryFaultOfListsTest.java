package dev.surety.onboarding.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every call of publishers, bucket and journal lost and kept, and the process dying around each. */
class EveryFaultOfListsTest {
    @Test
    void theFirstRound() {
        every("the first round of lists", ListsWorld::new, world -> {
            assertEquals(1, world.events().stream().filter("changed"::equals).count());
            assertEquals(6, world.files.files.size(), "no file twice under two names");
        });
    }

    @Test
    void aRoundWithAChangedAndABrokenList() {
        every("a round with a broken list", EveryFaultOfListsTest::brokenAndChanged, world -> {
            assertEquals(2, world.events().stream().filter("changed"::equals).count());
            assertEquals(
                    List.of("told opens screening_list_refused"),
                    world.events().stream().filter(event -> event.startsWith("told")).toList());
            assertTrue(world.lists()
                    .find(world.lists().inForce().orElseThrow())
                    .orElseThrow()
                    .find("un", "8001")
                    .orElseThrow()
                    .names()
                    .toString()
                    .contains("Colonel Snow"));
        });
    }

    private static ListsWorld brokenAndChanged(Faults faults) {
        ListsWorld world = new ListsWorld(faults);
        world.round();
        world.clock.advance(Duration.ofHours(1));
        world.published.put("add.csv", "77,1,-0- ,-0- ,\"Cuba\",-0- \r\n" + ListsWorld.END);
        world.publishOtherwise("consolidated.xml", "Colonel Rain", "Colonel Snow");
        return world;
    }

    private static void every(
            String name,
            Function<Faults, ListsWorld> build,
            Consumer<ListsWorld> check) {
        int tried = EveryFault.<ListsWorld>of(name, build, ListsWorld::round)
                .orEndingWith(Outage.class)
                .checking(of -> {
                    ListsWorld world = of.undisturbed();
                    Map<String, byte[]> files = Map.copyOf(world.files.files);
                    int entries = world.entries().size();
                    world.round();
                    assertEquals(files.keySet(), world.files.files.keySet(), "another round writes no file");
                    assertEquals(entries + 1, world.entries().size(), "and one entry");
                    assertTrue(world.lists()
                            .find(world.lists().inForce().orElseThrow())
                            .isPresent());
                    check.accept(world);
                    world.check();
                })
                .withDeaths()
                .run();
        assertTrue(tried >= 40, "tried " + tried);
    }
}
