package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.clock.SteppingClock;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A move that takes longer than one call goes on by itself, and never comes near the dead letters for its length. */
class LongMoveTest {
    private static final String KEY = "advance-000000001";
    private static final Duration YEAR = Duration.ofDays(365);

    /** Every look at the clock takes 10 ms, and a call a little more than a few steps. */
    private static SandboxWorld slow(Faults faults, int deadlines) {
        var world = new SandboxWorld(
                faults, new SteppingClock(SandboxWorld.START, Duration.ofMillis(10)), Duration.ofMillis(200));
        world.escrows.start(SandboxWorld.DEMO, "long", IntStream.range(0, deadlines)
                .mapToObj(_ -> Duration.ofDays(3))
                .toArray(Duration[]::new));
        return world;
    }

    private static void arrived(SandboxWorld world, int deadlines) {
        assertEquals(
                IntStream.rangeClosed(1, deadlines).boxed().toList(),
                world.escrows.dealt().stream().map(ToyEscrows.Dealt::number).toList());
        assertEquals("ready", world.read().text("status"));
        assertFalse(world.now(SandboxWorld.DEMO).isBefore(SandboxWorld.START.plus(YEAR)));
        world.check();
    }

    @Test
    void eachCallIsAcknowledgedAndSendsTheNextUntilItArrives() {
        SandboxWorld world = slow(Faults.none(), 60);
        assertFalse(world.deliver(world.advance(YEAR, KEY)), "acknowledged");
        assertEquals(1, world.sentOn.size());
        assertTrue(world.goOn() > 5, "one call was not enough for all");
        arrived(world, 60);
    }

    @Test
    void aMessageThatGoesOnNamesTheMoveAndNothingMore() {
        SandboxWorld world = slow(Faults.none(), 60);
        Response move = world.advance(YEAR, KEY);
        world.deliver(move);
        assertEquals(
                List.of("{\"detail\":{\"pk\":\"clock#demo#" + move.text("id") + "\"}}"), List.copyOf(world.sentOn));
    }

    @Test
    void aMoveThatIsStuckComesAgainByTheQueuesCountAndDoesNotGoOnForEver() {
        SandboxWorld world = slow(Faults.none(), 60);
        Response move = world.advance(YEAR, KEY);
        world.deliver(move);
        world.escrows.asleep(true);
        String on = world.sentOn.remove();
        int acknowledged = 0;
        for (int i = 0; i < 10; i++) {
            acknowledged += world.deliverBody(on) ? 0 : 1;
        }
        assertTrue(acknowledged <= 1, "only a call that came further goes on");
        assertTrue(world.sentOn.size() <= 1);
        assertTrue(world.deliver(move), "the bus's own message, too");
        world.escrows.asleep(false);
        world.settle();
        arrived(world, 60);
    }

    @Test
    void aMoveThatCannotSendItselfOnComesAgain() {
        SandboxWorld world = slow(Faults.none(), 60);
        Response move = world.advance(YEAR, KEY);
        world.refuseToSendOn(true);
        assertTrue(world.deliver(move));
        assertEquals(0, world.sentOn.size());
        world.refuseToSendOn(false);
        world.settle();
        arrived(world, 60);
    }

    @Test
    void everyFaultOfACallThatGoesOn() {
        int tried = EveryFault.<SandboxWorld>of(
                        "a long move",
                        faults -> {
                            SandboxWorld world = slow(faults, 12);
                            world.advance(YEAR, KEY);
                            return world;
                        },
                        SandboxWorld::settleIfPossible)
                .checking(world -> arrived(world, 12))
                .withDeaths()
                .run();
        assertTrue(tried > 20);
    }

    /** Each step: both parts of the index, is it open, set the clock, is it dealt with, and what did it leave. */
    @Test
    void aDeadlineCostsSevenCalls() {
        var world = new SandboxWorld();
        world.escrows.start(SandboxWorld.DEMO, "long", IntStream.range(0, 100)
                .mapToObj(_ -> Duration.ofDays(3))
                .toArray(Duration[]::new));
        Response move = world.advance(YEAR, KEY);
        int before = world.clocks.calls();
        world.deliver(move);
        assertEquals(100, world.escrows.dealt().size());
        int each = (world.clocks.calls() - before) / 100;
        assertTrue(each <= 7, each + " calls a deadline");
    }
}
