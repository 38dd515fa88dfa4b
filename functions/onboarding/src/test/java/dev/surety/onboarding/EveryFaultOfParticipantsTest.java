package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every store write of the commands about a participant, and of its timers, lost and kept. */
class EveryFaultOfParticipantsTest {
    private static final String KEY = "command-00000001";
    private static final String SUSPENSION =
            "{\"reason\":\"terms_breached\",\"facts\":\"f\",\"contact\":\"c\",\"until\":\"2026-11-25T10:00:00Z\"}";

    private static OnboardingWorld world(Faults faults) {
        OnboardingWorld world = OnboardingWorld.laidDown(faults);
        id(world);
        return world;
    }

    private static String id(OnboardingWorld world) {
        return world.created("customer-1", "prepare-00000001");
    }

    private static List<Entry> chain(OnboardingWorld world) {
        ChainId chain = CreateParticipant.chain(OnboardingWorld.DEMO, id(world));
        return world.chain(chain);
    }

    private static Response suspend(OnboardingWorld world) {
        return world.call(
                "POST", OnboardingWorld.PARTICIPANTS + "/" + id(world) + "/suspend", SUSPENSION, KEY,
                OnboardingWorld.compliance(), Map.of());
    }

    @Test
    void changingTheProfile() {
        commands("change a profile", world -> world.call(
                "PATCH", OnboardingWorld.PARTICIPANTS + "/" + id(world), "{\"profile\":{\"name\":\"Ada\"}}", KEY,
                OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of()));
    }

    @Test
    void suspending() {
        commands("suspend", EveryFaultOfParticipantsTest::suspend);
    }

    private static void commands(String name, Function<OnboardingWorld, Response> act) {
        every(name, EveryFaultOfParticipantsTest::world, world -> {
            Response answer = act.apply(world);
            assertTrue(answer.status() == 200 || answer.status() == 503, answer.bytes());
        }, world -> {
            Response first = act.apply(world);
            assertEquals(200, first.status(), first.bytes());
            assertEquals(first.bytes(), act.apply(world).bytes());
            assertEquals(2, chain(world).size());
        });
    }

    /** A wake that is lost comes again: the deadline stands until an entry follows. */
    @Test
    void aSuspensionThatEndsByTimer() {
        Function<Faults, OnboardingWorld> build = faults -> {
            OnboardingWorld world = world(faults);
            suspend(world);
            world.clock.advance(Duration.ofDays(3));
            return world;
        };
        Consumer<OnboardingWorld> wake = world -> world.wake(chain(world).getFirst().chain(), 2);
        every("a suspension ends", build, wake, world -> {
            wake.accept(world);
            wake.accept(world);
            assertEquals("participant.reinstated.v1", chain(world).getLast().event());
            assertEquals(3, chain(world).size());
        });
    }

    private static void every(
            String name,
            Function<Faults, OnboardingWorld> build,
            Consumer<OnboardingWorld> act,
            Consumer<OnboardingWorld> check) {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(name + " under " + trouble, build, act::accept)
                    .checking(world -> {
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
