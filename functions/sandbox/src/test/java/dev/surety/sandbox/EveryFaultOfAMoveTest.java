package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.sandbox.ToyEscrows.Dealt;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every write and every sending of wakes lost and kept, singly and in pairs, and the process dying around each. */
class EveryFaultOfAMoveTest {
    private static final String KEY = "advance-000000001";
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void advancing() {
        for (Trouble trouble : Trouble.values()) {
            EveryFault.<SandboxWorld>of("advance under " + trouble, SandboxWorld::new, world -> {
                        Response answer = world.advance(MONTH, KEY);
                        assertTrue(answer.status() == 202 || answer.status() == 503, answer.bytes());
                        world.settleIfPossible();
                    })
                    .checking(world -> {
                        Response first = world.advance(MONTH, KEY);
                        assertEquals(202, first.status());
                        assertTrue(first.isReplay());
                        assertEquals(first.bytes(), world.advance(MONTH, KEY).bytes());
                        assertEquals(1, world.moves().size());
                        assertEquals("ready", world.read().text("status"));
                        assertEquals(SandboxWorld.START.plus(MONTH), world.now(SandboxWorld.DEMO));
                        world.check();
                    })
                    .withDeaths()
                    .inPairs()
                    .with(trouble)
                    .run();
        }
    }

    @Test
    void moving() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<SandboxWorld>of(
                            "move under " + trouble,
                            EveryFaultOfAMoveTest::aboutToMove,
                            world -> world.moves().forEach(world::deliver))
                    .recovering(SandboxWorld::settleIfPossible)
                    .checking(EveryFaultOfAMoveTest::arrived)
                    .withDeaths()
                    .inPairs()
                    .with(trouble)
                    .run();
            assertTrue(tried > 100);
        }
    }

    private static SandboxWorld aboutToMove(Faults faults) {
        var world = new SandboxWorld(faults);
        world.escrows.start(SandboxWorld.DEMO, "one", Duration.ofMinutes(15), Duration.ofDays(14));
        world.escrows.start(SandboxWorld.DEMO, "two", Duration.ofDays(14));
        world.escrows.start(SandboxWorld.DEMO, "beyond", Duration.ofDays(31));
        world.advance(MONTH, KEY);
        return world;
    }

    private static void arrived(SandboxWorld world) {
        List<Dealt> dealt = world.escrows.dealt();
        assertEquals(
                List.of("one 1", "two 1", "one 2"),
                dealt.stream().map(one -> one.name() + " " + one.number()).toList());
        dealt.forEach(one -> assertEquals(one.due(), one.stood()));
        assertEquals(SandboxWorld.START.plus(MONTH), world.now(SandboxWorld.DEMO));
        assertEquals("ready", world.read().text("status"));
        world.check();
    }
}
