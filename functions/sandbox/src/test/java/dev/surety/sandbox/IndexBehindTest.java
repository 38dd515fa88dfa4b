package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.clock.SteppingClock;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.sandbox.ToyEscrows.Dealt;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On AWS the timer index follows the journal by moments; a move goes by what the chains say all the same. */
class IndexBehindTest {
    private static final String KEY = "advance-000000001";
    private static final Duration MONTH = Duration.ofDays(30);

    private final SandboxWorld world =
            new SandboxWorld(Faults.none(), new FixedClock(SandboxWorld.START), Duration.ofSeconds(40));

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static List<String> dealt(SandboxWorld world) {
        List<Dealt> dealt = world.escrows.dealt();
        dealt.forEach(one -> assertEquals(one.due(), one.stood(), "the clock stood at the deadline"));
        return dealt.stream().map(one -> one.name() + " " + one.number()).toList();
    }

    @Test
    void aDeadlineThatWasLeftAMomentAgoIsNotPassedThoughTheIndexDoesNotShowIt() {
        world.escrows.start(SandboxWorld.DEMO, "one", days(3), days(3), days(3));
        world.escrows.start(SandboxWorld.DEMO, "two", days(7), days(1), days(40));
        Response move = world.advance(MONTH, KEY);
        world.store.lagIndexes(true);

        assertFalse(world.deliver(move));

        assertEquals(List.of("one 1", "one 2", "two 1", "two 2", "one 3"), dealt(world));
        assertEquals(SandboxWorld.START.plus(MONTH), world.now(SandboxWorld.DEMO));
        world.store.settleIndexes();
        world.advance(MONTH.plus(days(31)), "advance-000000002");
        world.settle();
        assertEquals("two 3", dealt(world).getLast(), "what lies beyond the target waits for its time");
        world.check();
    }

    @Test
    void howeverManyAreLeftTogether() {
        for (int i = 0; i < 250; i++) {
            world.escrows.start(SandboxWorld.DEMO, "one of many " + i, days(3), days(3));
        }
        Response move = world.advance(MONTH, KEY);
        world.store.lagIndexes(true);

        assertFalse(world.deliver(move));

        assertEquals(500, dealt(world).size());
        assertEquals(List.of(days(3), days(6)), world.escrows.dealt().stream()
                .map(one -> Duration.between(SandboxWorld.START, one.due())).distinct().toList());
        world.check();
    }

    /** The cursor must not go past what the second page of the index holds for the sake of what is known already. */
    @Test
    void whatIsKnownEarlyDoesNotHideWhatTheIndexHasYetToShow() {
        world.escrows.start(SandboxWorld.DEMO, "first", days(1), days(9));
        for (int i = 0; i < 230; i++) {
            world.escrows.start(SandboxWorld.DEMO, "one of many " + i, days(10));
        }
        Response move = world.advance(MONTH, KEY);
        world.store.lagIndexes(true);

        assertFalse(world.deliver(move));

        assertEquals(232, dealt(world).size());
        world.check();
    }

    @Test
    void everyFaultWhileTheIndexIsBehind() {
        int tried = EveryFault.<SandboxWorld>of(
                        "move behind the index",
                        IndexBehindTest::aboutToMove,
                        world -> world.moves().forEach(world::deliver))
                .recovering(SandboxWorld::settleIfPossible)
                .checking(world -> {
                    assertEquals(List.of("one 1", "two 1", "one 2"), dealt(world));
                    assertEquals(SandboxWorld.START.plus(MONTH), world.now(SandboxWorld.DEMO));
                    assertEquals("ready", world.read().text("status"));
                    world.check();
                })
                .withDeaths()
                .inPairs()
                .run();
        assertTrue(tried > 100);
    }

    private static SandboxWorld aboutToMove(Faults faults) {
        var world = new SandboxWorld(faults);
        world.escrows.start(SandboxWorld.DEMO, "one", Duration.ofMinutes(15), days(14));
        world.escrows.start(SandboxWorld.DEMO, "two", days(14));
        world.escrows.start(SandboxWorld.DEMO, "beyond", days(31));
        world.advance(MONTH, KEY);
        world.store.lagIndexes(true);
        return world;
    }

    /** The bus may tell of a move twice at once: the second mover does not know what the first has just seen. */
    @Test
    void anotherMoverWaitsUntilTheIndexShowsWhatTheFirstHasDealtWith() {
        var ticking = new CatchingUp(Duration.ofMillis(300));
        var slow = new SandboxWorld(Faults.none(), ticking, Duration.ofMillis(600), Duration.ofMillis(400));
        ticking.follows(slow.store);
        slow.escrows.start(SandboxWorld.DEMO, "one", IntStream.range(0, 40)
                .mapToObj(_ -> days(1)).toArray(Duration[]::new));
        Response move = slow.advance(days(60), KEY);
        slow.store.settleIndexes();
        slow.store.lagIndexes(true);

        for (int call = 0; call < 100; call++) {
            slow.deliver(move);
        }

        assertEquals(
                IntStream.rangeClosed(1, 40).mapToObj(number -> "one " + number).toList(), dealt(slow));
        assertEquals("ready", slow.read().text("status"));
    }

    /** A clock that ticks at every look, and an index that catches up as it does. */
    private static final class CatchingUp implements InstantSource {
        private final SteppingClock clock = new SteppingClock(SandboxWorld.START, Duration.ofMillis(10));
        private final Duration lag;
        private Optional<MemoryDynamo> store = Optional.empty();
        private Instant settled = SandboxWorld.START;

        CatchingUp(Duration lag) {
            this.lag = lag;
        }

        void follows(MemoryDynamo behind) {
            store = Optional.of(behind);
        }

        @Override
        public Instant instant() {
            Instant now = clock.instant();
            if (now.isAfter(settled.plus(lag))) {
                store.ifPresent(MemoryDynamo::settleIndexes);
                settled = now;
            }
            return now;
        }
    }

    @Test
    void timersOfPaymentsAndEscrowsAreDrivenInOneOrderOfTime() {
        world.escrows.start(SandboxWorld.DEMO, "escrow", days(2), days(4));
        world.escrows.startPayment(SandboxWorld.DEMO, "payment", days(1), days(3), days(5));
        world.escrows.startPayment(SandboxWorld.OTHER, "theirs", days(1));
        Response move = world.advance(MONTH, KEY);
        world.store.lagIndexes(true);

        assertFalse(world.deliver(move));

        assertEquals(
                List.of("payment 1", "escrow 1", "payment 2", "escrow 2", "payment 3"), dealt(world));
        assertEquals(
                List.of("timer#escrow#demo#0#FIRST", "timer#payment#demo#0#FIRST"),
                world.store.items(SuretyTables.CURSORS).stream()
                        .map(item -> item.get("pk").s())
                        .filter(cursor -> cursor.endsWith("FIRST"))
                        .sorted()
                        .toList());
        world.check();
    }
}
