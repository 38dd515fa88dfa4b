package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.id.Id;
import dev.surety.onboarding.app.CountSale;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every store write of both commands, and of what the bus makes happen, lost and kept, singly and in pairs, and the
 * process dying around each.
 */
class EveryFaultOfOnboardingTest {
    private static final String KEY = "command-00000001";
    private static final String CHANGED = OnboardingWorld.PUT.replace("Europe/Berlin", "Europe/Vienna");

    @Test
    void creatingAParticipant() {
        Function<OnboardingWorld, Response> create = world -> world.create(OnboardingWorld.CREATE, KEY);
        every("create participant", OnboardingWorld::laidDown, 201, create, world -> {
            assertEquals(1, world.store.items(SuretyTables.VAULT).size(), "no orphan is left");
            assertEquals(1, world.store.items(SuretyTables.VAULT_KEYS).size());
            assertEquals(2, world.store.items(SuretyTables.JOURNAL).size());
            Response shown = world.create(OnboardingWorld.CREATE, KEY);
            assertEquals("Grace Hopper", shown.body().at("/profile/name").asString(""));
            assertEquals(shown.bytes(), world.get(OnboardingWorld.PARTICIPANTS + "/" + shown.text("id")).bytes());
        });
    }

    @Test
    void puttingTheFirstSettings() {
        Function<OnboardingWorld, Response> put = world -> world.put(OnboardingWorld.PUT, KEY);
        every("put first settings", OnboardingWorld::new, 200, put, standsAt(1));
    }

    @Test
    void puttingTheNextSettings() {
        every("put settings", OnboardingWorld::laidDown, 200, world -> world.put(CHANGED, KEY, "\"1\""), standsAt(2));
    }

    @Test
    void countingASale() {
        String payee = Id.derive("par", "somebody");
        Function<Faults, OnboardingWorld> build = faults -> {
            var world = new OnboardingWorld(faults);
            String hold = "{\"days\":90,\"settledEscrows\":25,\"matures\":\"P3D\"}";
            world.put(OnboardingWorld.holdingNewPayees(hold), "prepare-settings-1");
            var sales = new Sales(world);
            sales.participant(payee);
            sales.settled("one", payee);
            return world;
        };
        String told = Sales.message(Sales.chain(OnboardingWorld.DEMO, "one").toString(), 3);
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of("count sale under " + trouble, build, world -> world.hear(told))
                    .checking(world -> {
                        assertEquals(List.of(), world.hear(told), "heard again, it is done");
                        assertEquals(1, world.chain(CountSale.record(OnboardingWorld.DEMO, payee)).size());
                        world.check();
                    })
                    .withDeaths()
                    .inPairs()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 4);
        }
    }

    private static Consumer<OnboardingWorld> standsAt(int version) {
        return world -> {
            assertEquals(version, world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).size());
            assertEquals(version, world.settings().body().path("version").asInt(0));
        };
    }

    private static void every(
            String name,
            Function<Faults, OnboardingWorld> build,
            int status,
            Function<OnboardingWorld, Response> act,
            Consumer<OnboardingWorld> check) {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(name + " under " + trouble, build, world -> {
                        Response answer = act.apply(world);
                        assertTrue(answer.status() == status || answer.status() == 503, answer.bytes());
                        assertEquals(answer.status() == 503, answer.headers().containsKey("Retry-After"));
                    })
                    .checking(world -> {
                        Response first = act.apply(world);
                        assertEquals(status, first.status(), first.bytes());
                        assertEquals(first.bytes(), act.apply(world).bytes());
                        assertTrue(first.isReplay());
                        check.accept(world);
                        world.check();
                    })
                    .withDeaths()
                    .inPairs()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 4);
        }
    }
}
