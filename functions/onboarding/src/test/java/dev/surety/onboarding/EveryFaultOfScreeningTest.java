package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.standing.Standing;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every store write of a comparison and of a decision lost and kept, and the process dying around each. */
class EveryFaultOfScreeningTest {
    private static final String LISTED = "Zoran Testovic";
    private static final String KEY = "command-00000001";

    private static OnboardingWorld ruled(Faults faults) {
        OnboardingWorld world = ScreeningCalls.ruled(faults);
        world.lists.add(LISTED, "UN-1", "hash-1");
        return world;
    }

    private static Response create(OnboardingWorld world) {
        return world.create(ScreeningCalls.creation(LISTED), KEY);
    }

    private static String seller(OnboardingWorld world) {
        return create(world).text("id");
    }

    private static void tick(OnboardingWorld world) {
        world.clock.advance(Duration.ofMinutes(2));
        Deadlines.pass(world);
    }

    private static void taken(int status, Response answer) {
        assertTrue(answer.status() == status || answer.status() == 503, answer.bytes());
    }

    /** No caller tries again: the timer alone brings the case. */
    @Test
    void aListedNameIsHeldThoughTheCallerNeverComesBack() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "create a listed participant, then the timer, under " + trouble,
                            EveryFaultOfScreeningTest::ruled,
                            world -> taken(201, create(world)))
                    .recovering(EveryFaultOfScreeningTest::tick)
                    .checking(world -> {
                        tick(world);
                        taken(201, create(world));
                        tick(world);
                        var calls = new ScreeningCalls(world);
                        String seller = seller(world);
                        assertEquals(
                                List.of("participant.created.v3", "screening.matched.v1"), calls.events(seller));
                        assertEquals(List.of("screening_case.matched.v1"), calls.caseEvents(seller));
                        assertFalse(calls.standing(seller).may(Standing.PAYOUT));
                        assertTrue(calls.last(seller).due().isEmpty());
                        assertEquals(3, world.store.items(SuretyTables.VAULT).size(), "no text is kept twice");
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 8, "tried " + tried);
        }
    }

    private static OnboardingWorld proposed(Faults faults) {
        OnboardingWorld world = ruled(faults);
        var calls = new ScreeningCalls(world);
        calls.decide(seller(world), "confirm", "per_c1");
        return world;
    }

    private static Response second(OnboardingWorld world) {
        var calls = new ScreeningCalls(world);
        String seller = seller(world);
        return world.call(
                "POST", calls.casePath(seller) + "/decide", ScreeningCalls.body("confirm", calls.hash(seller)),
                "decide-000000001", ScreeningCalls.person("per_c2"), Map.of());
    }

    @Test
    void aConfirmationReachesTheParticipantThoughTheSecondPersonNeverComesBack() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "confirm a case, then the timer, under " + trouble,
                            EveryFaultOfScreeningTest::proposed,
                            world -> taken(200, second(world)))
                    .recovering(EveryFaultOfScreeningTest::tick)
                    .checking(world -> {
                        tick(world);
                        var calls = new ScreeningCalls(world);
                        String seller = seller(world);
                        boolean isDecided = calls.caseEvents(seller).contains("screening_case.confirmed.v1");
                        assertEquals(isDecided, calls.standing(seller).outflowBlocked(), "both, or none");
                        Response answer = second(world);
                        assertEquals(200, answer.status(), answer.bytes());
                        assertEquals(answer.bytes(), second(world).bytes());
                        assertTrue(calls.standing(seller).outflowBlocked());
                        assertEquals(
                                List.of("matched", "proposed", "confirmed", "told"),
                                calls.caseEvents(seller).stream().map(of -> of.split("\\.", -1)[1]).toList());
                        assertEquals(
                                1,
                                calls.events(seller).stream().filter("screening.confirmed.v1"::equals).count());
                        world.check();
                    })
                    .withDeaths()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 6, "tried " + tried);
        }
    }
}
