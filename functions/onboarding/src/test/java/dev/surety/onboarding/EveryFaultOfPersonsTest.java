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
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every store call of the commands about persons lost and kept, and the process dying around each. */
class EveryFaultOfPersonsTest {
    private static final String KEY = "command-00000001";
    private static final String LISTED = "Zoran Testovic";

    private static OnboardingWorld begun(Faults faults) {
        OnboardingWorld world = PersonCalls.ruled(faults);
        world.lists.add(LISTED, "UN-1", "hash-1");
        PersonCalls.business(world);
        return world;
    }

    private static OnboardingWorld owned(Faults faults) {
        OnboardingWorld world = begun(faults);
        new PersonCalls(world).added(PersonCalls.business(world), PersonCalls.OWNER);
        return world;
    }

    private static String path(OnboardingWorld world) {
        return PersonCalls.path(PersonCalls.business(world));
    }

    private static Response call(OnboardingWorld world, String method, String path, String body) {
        return world.call(method, path, body, KEY, PersonCalls.BACKEND, Map.of());
    }

    private static String owner(OnboardingWorld world) {
        return path(world) + "/" + world.get(path(world)).body().at("/data/0/id").asString("");
    }

    private static void tick(OnboardingWorld world) {
        world.clock.advance(Duration.ofMinutes(2));
        Deadlines.pass(world);
    }

    @Test
    void addingAPerson() {
        every("add a person", EveryFaultOfPersonsTest::begun,
                world -> call(world, "POST", path(world), PersonCalls.OWNER), world -> {
                    assertEquals(1, world.get(path(world)).body().path("data").size());
                    assertEquals(2, world.store.items(SuretyTables.VAULT).size(), "no text is kept twice");
                });
    }

    /** A hit is two entries, and the case between them. */
    @Test
    void addingAPersonOnAList() {
        every("add a listed person", EveryFaultOfPersonsTest::begun,
                world -> call(world, "POST", path(world), PersonCalls.OWNER.replace("Ada Example", LISTED)), world -> {
                    var calls = new PersonCalls(world);
                    String business = PersonCalls.business(world);
                    assertEquals(
                            List.of("participant.created.v3", "person.added.v1", "screening.matched.v1"),
                            calls.events(business));
                    assertTrue(calls.open(business).contains("screening.review"));
                    assertEquals(1, new ScreeningCalls(world).caseOf(business).size());
                });
    }

    @Test
    void changingAPerson() {
        every("change a person", EveryFaultOfPersonsTest::owned, world -> call(
                world, "PATCH", owner(world), "{\"profile\":{\"name\":\"Eva\"}}"), world -> assertEquals(
                        "Eva", world.get(path(world)).body().at("/data/0/profile/name").asString("")));
    }

    @Test
    void declaring() {
        every("declare", EveryFaultOfPersonsTest::owned, world -> call(
                world, "PUT", path(world).replace("/persons", "/declarations"), "{\"noOwnerAbove25\":true}"),
                world -> assertEquals(
                        "participant.declared.v1",
                        new PersonCalls(world).events(PersonCalls.business(world)).getLast()));
    }

    private static void every(
            String name,
            Function<Faults, OnboardingWorld> build,
            Function<OnboardingWorld, Response> act,
            Consumer<OnboardingWorld> check) {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(name + " under " + trouble, build, world -> {
                        int status = act.apply(world).status();
                        assertTrue(status == 200 || status == 201 || status == 503, "status " + status);
                    })
                    .recovering(EveryFaultOfPersonsTest::tick)
                    .checking(world -> {
                        tick(world);
                        Response first = act.apply(world);
                        assertTrue(first.status() < 300, first.bytes());
                        assertEquals(first.bytes(), act.apply(world).bytes());
                        tick(world);
                        check.accept(world);
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 4, "tried " + tried);
        }
    }
}
