package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every call of the store and of the bucket lost and kept, and the process dying around each. */
class EveryFaultOfClosingTest {
    private static final String KEY = "command-00000001";
    private static final Duration SOON = Duration.ofMinutes(16);

    private static OnboardingWorld created(Faults faults) {
        OnboardingWorld world = ClosingCalls.world(faults);
        var documents = new DocumentCalls(world);
        documents.uploaded(seller(world), DocumentCalls.PDF);
        return world;
    }

    private static OnboardingWorld closing(Faults faults) {
        OnboardingWorld world = created(faults);
        new ClosingCalls(world).close(seller(world));
        world.clock.advance(SOON);
        return world;
    }

    private static OnboardingWorld closed(Faults faults) {
        OnboardingWorld world = closing(faults);
        Deadlines.pass(world);
        world.clock.advance(Duration.ofDays(6 * 365));
        return world;
    }

    private static String seller(OnboardingWorld world) {
        return new ClosingCalls(world).seller("seller-1");
    }

    private static void tick(OnboardingWorld world) {
        world.clock.advance(Duration.ofMinutes(2));
        Deadlines.pass(world);
    }

    @Test
    void eachCommandIsDoneOnce() {
        Map<String, Function<OnboardingWorld, Response>> commands = Map.of(
                "close", world -> world.call(
                        "DELETE", ClosingCalls.path(seller(world)), "", KEY, ClosingCalls.BACKEND, Map.of()),
                "hold", world -> world.call(
                        "PUT", ClosingCalls.path(seller(world)) + "/legal-hold", ClosingCalls.HOLD, KEY,
                        OnboardingWorld.compliance(), Map.of()));
        commands.forEach((name, act) -> {
            for (Trouble trouble : Trouble.values()) {
                int tried = EveryFault.<OnboardingWorld>of(
                                name + " under " + trouble,
                                EveryFaultOfClosingTest::created,
                                world -> {
                                    int status = act.apply(world).status();
                                    assertTrue(status == 200 || status == 503, "status " + status);
                                })
                        .recovering(act::apply)
                        .checking(world -> {
                            Response first = act.apply(world);
                            assertEquals(200, first.status(), first.bytes());
                            assertEquals(first.bytes(), act.apply(world).bytes());
                            world.check();
                        })
                        .withDeaths()
                        .with(trouble)
                        .run();
                assertTrue(tried >= 2, "tried " + tried);
            }
        });
    }

    @Test
    void theProfileIsDestroyedAndSaidOnce() {
        everyTick(
                EveryFaultOfClosingTest::closing,
                List.of("participant.closing.v1", "participant.closed.v1", "participant.erased.v1"));
    }

    @Test
    void documentsAreDestroyedAndSaidOnce() {
        everyTick(
                EveryFaultOfClosingTest::closed,
                List.of("participant.closed.v1", "participant.erased.v1", "participant.erased.v1"));
    }

    private static void everyTick(Function<Faults, OnboardingWorld> build, List<String> last) {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "erase under " + trouble, build, EveryFaultOfClosingTest::tick)
                    .recovering(EveryFaultOfClosingTest::tick)
                    .checking(world -> {
                        tick(world);
                        tick(world);
                        String id = seller(world);
                        List<String> events = new ClosingCalls(world).events(id);
                        assertEquals(last, events.subList(events.size() - 3, events.size()));
                        assertEquals(
                                List.of(),
                                world.store.items(SuretyTables.VAULT).stream()
                                        .filter(item -> item.get("pk").s().contains(id))
                                        .toList());
                        assertTrue(world.store.items(SuretyTables.VAULT_KEYS).stream()
                                .noneMatch(item -> item.containsKey("wrapped") && item.get("pk").s().contains(id)));
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 6, "tried " + tried);
        }
    }
}
