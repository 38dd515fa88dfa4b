package dev.surety.payouts.faults;

import static dev.surety.payouts.world.PayoutWorld.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.payouts.domain.payout.RunItem;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An instance stands still between its entry and its call, while others go on. */
class FrozenInstanceTest {
    /** The instance goes on as if no time had passed, so its clock is the one of its beginning. */
    private static void frozenFor(PayoutWorld world, Duration time) {
        Instant before = world.clock.instant();
        world.rail.before = () -> {
            world.rail.before = () -> {};
            world.until(before.plus(time));
        };
    }

    private static RunItem sentBy(PayoutWorld world, Duration frozen) {
        RunItem item = world.item(ANNA, 20_000);
        var _ = world.use.scheduling().ofRun(item);
        frozenFor(world, frozen);
        var _ = world.use.sending().send(PayoutWorld.DEMO, item.payout());
        world.until(world.clock.instant().plus(Duration.ofHours(2)));
        return item;
    }

    @Test
    void aCallThatComesAfterTheRailWasClosedForItTransfersNothing() {
        var world = new PayoutWorld().released(ANNA, 50_000);
        RunItem item = sentBy(world, Duration.ofHours(3));
        assertEquals("failed", world.state(item.payout()));
        assertEquals(1, world.rail.sent.size());
        assertEquals(0, world.atBank().executed());
        assertEquals(50_000, world.posted().payable(ANNA));
        world.check();
    }

    @Test
    void aCallThatComesWhileTheRailIsOnlyAskedTransfersOnce() {
        var world = new PayoutWorld().released(ANNA, 50_000);
        RunItem item = sentBy(world, Duration.ofMinutes(5));
        assertEquals("sent", world.state(item.payout()));
        assertEquals(1, world.atBank().executed());
        assertEquals(30_000, world.posted().payable(ANNA));
        world.check();
    }

    @Test
    void ofTwoInstancesWithOneMessageOnlyTheWriterOfTheEntryTellsTheRail() {
        var world = new PayoutWorld().released(ANNA, 50_000);
        RunItem item = world.item(ANNA, 20_000);
        var _ = world.use.scheduling().ofRun(item);
        world.beforeExpected = () -> world.use.sending().send(PayoutWorld.DEMO, item.payout());
        var _ = world.use.sending().send(PayoutWorld.DEMO, item.payout());
        assertEquals("sent", world.state(item.payout()));
        assertEquals(1, world.rail.sent.size());
        world.check();
    }

    @Test
    void aPayoutThatComesBetweenLookingAndDebitingCountsInTheSumOfTheDay() {
        var world = new PayoutWorld().released(ANNA, 500_000);
        world.beforeDebit = () -> asked(world, "inner-key-00000001");
        assertEquals("awaiting_approval", asked(world, "outer-key-00000001").text("state"));
        assertEquals(420_000, world.payable(ANNA));
        world.check();
    }

    private static Response asked(PayoutWorld world, String key) {
        return world.post("/v1/payouts", PayoutWorld.wanted(ANNA, 40_000), key, PayoutWorld.backend());
    }

    @Test
    void anAccountThatChangesWhileTheEntryIsWrittenIsNotPaid() {
        var world = new PayoutWorld().released(ANNA, 50_000);
        RunItem item = world.item(ANNA, 20_000);
        var _ = world.use.scheduling().ofRun(item);
        world.beforeExpected = () -> world.seeds.payee(ANNA, "DE49900000000000000006", "verified");
        var _ = world.use.sending().send(PayoutWorld.DEMO, item.payout());
        assertEquals("cancelled", world.state(item.payout()));
        assertEquals(0, world.rail.sent.size());
        assertEquals(50_000, world.posted().payable(ANNA));
        world.check();
    }
}
