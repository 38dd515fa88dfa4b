package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.id.Id;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tier basic may pay 1,000.00 in thirty days; the next tier asks for the acceptance of terms. */
class VolumeLimitsTest {
    private OnboardingWorld world;
    private Moved money;
    private String id;

    @BeforeEach
    void aParticipantOfTheLowestTier() {
        world = ruled(Faults.none());
        money = new Moved(world);
        id = world.created("customer-1", "prepare-00000001");
    }

    private static OnboardingWorld ruled(Faults faults) {
        var world = new OnboardingWorld(faults);
        world.put(ParticipantsAreVerifiedTest.rules("\"profile.name\""), "prepare-settings-1");
        return world;
    }

    private String path() {
        return OnboardingWorld.PARTICIPANTS + "/" + id;
    }

    private List<String> events() {
        ChainId chain = CreateParticipant.chain(OnboardingWorld.DEMO, id);
        return world.chain(chain).stream().map(Entry::event).toList();
    }

    private String at(String pointer) {
        return world.get(path()).body().at(pointer).asString("");
    }

    private String used() {
        return world.get(path() + "/limits").body().at("/data/0/used/amount").toString();
    }

    @Test
    void aSaleFarFromTheLimitWritesNothing() {
        String message = money.captured("one", id, 79_999);
        Map<String, ?> before = world.store.everything();

        assertEquals(List.of(), world.hear(message));

        assertEquals(before, world.store.everything());
        assertEquals("79999", used());
        assertEquals(
                "{\"amount\":100000,\"currency\":\"EUR\"}",
                world.get(path() + "/limits").body().at("/data/0/max").toString());
    }

    @Test
    void nearTheLimitTheNextTiersRequirementsOpenAndAtTheLimitTheyAreDue() {
        String near = money.captured("one", id, 80_000);
        assertEquals(List.of(), world.hear(near, near));
        assertEquals(List.of("participant.created.v3", "limit.near.v1"), events());
        assertEquals("active", at("/capabilities/pay/status"));
        assertEquals(
                "[\"receive\",\"payout\",\"pay\"]",
                world.get(path()).body().at("/requirements/1/restricts").toString());

        String reached = money.captured("two", id, 20_000);
        assertEquals(List.of(), world.hear(reached));
        assertEquals(List.of(), world.hear(near, reached), "heard again, nothing more happens");
        assertEquals(List.of("participant.created.v3", "limit.near.v1", "limit.reached.v1"), events());
        assertEquals("restricted", at("/state"));
        assertEquals("restricted", at("/capabilities/pay/status"));
        assertEquals("limit_reached", at("/capabilities/pay/details/0/code"));
        assertEquals("currently_due", at("/requirements/1/status"));
        assertEquals("2026-12-06T10:00:00.000Z", at("/requirements/1/deadline"));

        Response met = world.call(
                "POST", path() + "/terms-acceptances", "{\"version\":\"1\"}", "change-000000001",
                OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());
        assertEquals("active", met.body().at("/capabilities/pay/status").asString(""), met.bytes());
        assertEquals("active", met.text("state"));
    }

    @Test
    void theWindowFreesButAMissedDeadlineStays() {
        world.hear(money.captured("one", id, 100_000));
        for (int day = 0; day < 32; day++) {
            world.clock.advance(Duration.ofDays(1));
            Deadlines.pass(world);
        }

        assertEquals("0", used());
        assertEquals("past_due", at("/requirements/1/status"));
        assertEquals("terms.accept", at("/capabilities/pay/details/0/code"));
        assertEquals(1, world.get(path()).body().at("/capabilities/pay/details").size(), "the volume is free again");
        assertEquals(1, events().stream().filter("requirement.past_due.v1"::equals).count());
        assertTrue(events().size() < 40, "a reached limit is looked at once a day");
    }

    @Test
    void aReleaseCountsOnceTheLedgerHasPostedIt() {
        world = new OnboardingWorld();
        money = new Moved(world);
        world.put(
                ParticipantsAreVerifiedTest.rules("\"profile.name\"").replace(
                        "\"capability\":\"pay\",\"max\"", "\"capability\":\"receive\",\"max\""),
                "prepare-settings-1");
        id = world.created("seller-1", "prepare-00000001");
        Entry released = money.released("one", id, 100_000);

        assertEquals(List.of("m-1"), world.hear(Moved.message(released)), "it comes again");
        assertEquals(1, events().size());
        money.post(released);
        assertEquals(List.of(), world.hear(Moved.message(released)));

        assertEquals("limit.reached.v1", events().getLast());
        assertEquals("100000", used());
    }

    @Test
    void aNewRuleReachesAParticipantWhenItsMoneyMoves() {
        String named = "\"profile.name\"";
        world.putApproved(ParticipantsAreVerifiedTest.rules(named + ",\"terms.accept\""), "prepare-settings-2");
        world.hear(money.captured("one", id, 100));
        assertEquals("requirement.opened.v1", events().getLast());
        assertEquals("active", at("/capabilities/pay/status"));
        assertEquals("2026-12-22T10:00:00.000Z", at("/requirements/1/deadline"));

        world.putApproved(
                ParticipantsAreVerifiedTest.rules(named + ",\"payout_method.verify\""), "prepare-settings-3");
        world.hear(money.captured("two", id, 100));
        assertEquals("capability.changed.v1", events().getLast(), "an account is needed at once");
        assertEquals("payout_method.verify", at("/capabilities/pay/details/0/code"));

        world.putApproved(ParticipantsAreVerifiedTest.rules(named), "prepare-settings-4");
        world.hear(money.captured("three", id, 100));
        assertEquals("active", at("/capabilities/pay/status"));
    }

    @Test
    void everyFaultOfAReachedLimit() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of(
                            "limit reached under " + trouble,
                            VolumeLimitsTest::ruledWithAPayment,
                            world -> world.hear(told()))
                    .checking(world -> {
                        assertEquals(List.of(), world.hear(told()), "heard again, it is done");
                        ChainId chain = CreateParticipant.chain(
                                OnboardingWorld.DEMO, world.created("customer-1", "prepare-00000001"));
                        assertEquals(2, world.chain(chain).size());
                        world.check();
                    })
                    .withDeaths()
                    .inPairs()
                    .with(trouble)
                    .run();
            assertTrue(tried >= 4);
        }
    }

    private static String told() {
        return Sales.message(
                "payment#demo#" + Id.derive("pay", "one"), 2);
    }

    private static OnboardingWorld ruledWithAPayment(Faults faults) {
        OnboardingWorld world = ruled(faults);
        new Moved(world).captured("one", world.created("customer-1", "prepare-00000001"), 100_000);
        return world;
    }
}
