package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.clock.SteppingClock;
import dev.surety.dynamo.faults.Faults;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.sandbox.ToyEscrows.Dealt;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovingAClockTest {
    private static final String KEY = "advance-000000001";
    private static final Duration MONTH = Duration.ofDays(30);

    private final FixedClock system = new FixedClock(SandboxWorld.START);
    private final SandboxWorld world = new SandboxWorld(Faults.none(), system, Duration.ofSeconds(40));

    @Test
    void deadlinesAreDealtWithInTheOrderOfTimeAndTheClockStandsAtEach() {
        world.escrows.start(SandboxWorld.DEMO, "late", Duration.ofDays(20));
        world.escrows.start(SandboxWorld.DEMO, "early", Duration.ofMinutes(15), Duration.ofDays(25));
        world.escrows.start(SandboxWorld.DEMO, "thrice", Duration.ofDays(7), Duration.ofDays(7), Duration.ofDays(7));
        world.escrows.start(SandboxWorld.DEMO, "later", Duration.ofDays(31));

        assertFalse(world.deliver(world.advance(MONTH, KEY)));

        List<Dealt> dealt = world.escrows.dealt();
        assertEquals(
                List.of("early 1", "thrice 1", "thrice 2", "late 1", "thrice 3", "early 2"),
                dealt.stream().map(one -> one.name() + " " + one.number()).toList());
        dealt.forEach(one -> assertEquals(one.due(), one.stood(), "the clock stood at the deadline"));
        world.check();
    }

    @Test
    void whatIsDueTogetherIsDealtWithTogetherHoweverMuchItIs() {
        for (int i = 0; i < 250; i++) {
            world.escrows.start(SandboxWorld.DEMO, "one of many " + i, Duration.ofDays(3), Duration.ofDays(3));
        }

        assertFalse(world.deliver(world.advance(MONTH, KEY)));

        assertEquals(500, world.escrows.dealt().size());
        world.escrows.dealt().forEach(one -> assertEquals(one.due(), one.stood()));
        world.check();
    }

    @Test
    void theClockArrivesAndRunsOn() {
        world.escrows.start(SandboxWorld.DEMO, "one", Duration.ofDays(3));
        world.deliver(world.advance(MONTH, KEY));

        Response arrived = world.read();
        assertEquals("ready", arrived.text("status"));
        assertTrue(arrived.body().path("advancingTo").isNull());
        assertEquals("2026-12-22T10:00:00.000Z", arrived.text("now"));
        system.advance(Duration.ofMinutes(3));
        assertEquals("2026-12-22T10:03:00.000Z", world.read().text("now"));
    }

    @Test
    void withoutAnyDeadlineTheClockJustMoves() {
        assertFalse(world.deliver(world.advance(MONTH, KEY)));

        assertEquals(SandboxWorld.START.plus(MONTH), world.now(SandboxWorld.DEMO));
        assertEquals(0, world.store.items(SuretyTables.CURSORS).size());
    }

    @Test
    void betweenTheAnswerAndTheMoverTheClockStandsStill() {
        world.advance(MONTH, KEY);
        system.advance(Duration.ofMinutes(10));

        Response read = world.read();
        assertEquals("advancing", read.text("status"));
        assertEquals("2026-11-22T10:00:00.000Z", read.text("now"));
        assertEquals("2026-12-22T10:00:00.000Z", read.text("advancingTo"));
    }

    @Test
    void theCursorPassesOnlyWhatWasDealtWith() {
        world.escrows.start(SandboxWorld.DEMO, "one", Duration.ofDays(3));
        world.escrows.start(SandboxWorld.DEMO, "two", Duration.ofDays(31));
        world.deliver(world.advance(MONTH, KEY));

        var cursor = world.store.items(SuretyTables.CURSORS).stream()
                .filter(item -> item.get("pk").s().endsWith("FIRST"))
                .toList();
        assertEquals(1, cursor.size());
        assertEquals("2026-11-25T10:00:00.000Z", cursor.getFirst().get("dueAt").s());
        world.deliver(world.advance(MONTH.plusDays(2), "advance-000000002"));
        assertEquals(2, world.escrows.dealt().size());
    }

    @Test
    void aWakeThatIsNotDealtWithInTimeHasTheMessageComeAgainAndASecondCallFinishes() {
        var ticking = new SteppingClock(SandboxWorld.START, Duration.ofMillis(10));
        var slow = new SandboxWorld(Faults.none(), ticking, Duration.ofMillis(200));
        slow.escrows.asleep(true);
        slow.escrows.start(SandboxWorld.DEMO, "one", Duration.ofDays(3));
        slow.escrows.start(SandboxWorld.DEMO, "two", Duration.ofDays(4));
        Response move = slow.post(
                SandboxWorld.to(SandboxWorld.START.plus(MONTH)), KEY, SandboxWorld.operator(SandboxWorld.DEMO));

        assertTrue(slow.deliver(move), "to come again");
        assertEquals(1, slow.escrows.lying(), "the second was not woken before the first was dealt with");
        Instant stands = slow.now(SandboxWorld.DEMO);
        assertEquals(stands, slow.now(SandboxWorld.DEMO), "the clock stands");
        assertTrue(slow.worlds.read(SandboxWorld.DEMO).flatMap(TestClock::target).isPresent());
        assertEquals(0, slow.store.items(SuretyTables.CURSORS).size(), "no cursor has passed it");

        slow.escrows.asleep(false);
        slow.settle();

        assertEquals(List.of("one", "two"), slow.escrows.dealt().stream().map(Dealt::name).toList());
        assertEquals("ready", slow.read().text("status"));
        slow.check();
    }

    @Test
    void whoIsSlowIsWaitedForWithinOneCall() throws InterruptedException {
        world.escrows.asleep(true);
        world.escrows.start(SandboxWorld.DEMO, "one", Duration.ofDays(3));
        Response move = world.advance(MONTH, KEY);
        Thread mover = Thread.ofVirtual().start(() -> world.deliver(move));
        while (world.escrows.lying() == 0) {
            Thread.sleep(5);
        }
        assertEquals(SandboxWorld.START.plus(Duration.ofDays(3)), world.now(SandboxWorld.DEMO));

        world.escrows.asleep(false);
        mover.join();

        assertEquals(SandboxWorld.START.plus(MONTH), world.now(SandboxWorld.DEMO));
        assertEquals("ready", world.read().text("status"));
    }

    @Test
    void aDeadlineThatWasMissedIsDealtWithWhereTheClockStandsNow() {
        world.deliver(world.advance(MONTH, KEY));
        world.escrows.start(SandboxWorld.DEMO, "one", Duration.ofDays(1));
        system.advance(Duration.ofDays(2));

        world.deliver(world.advance(MONTH.plusDays(10), "advance-000000002"));

        Dealt dealt = world.escrows.dealt().getFirst();
        assertEquals(SandboxWorld.START.plus(MONTH).plus(Duration.ofDays(2)), dealt.stood());
        world.check();
    }

    @Test
    void theOtherMarketplacesClockAndDeadlinesAreLeftAlone() {
        world.escrows.start(SandboxWorld.OTHER, "theirs", Duration.ofDays(3));
        world.escrows.start(SandboxWorld.DEMO, "ours", Duration.ofDays(3));

        world.deliver(world.advance(MONTH, KEY));

        assertEquals(List.of("ours"), world.escrows.dealt().stream().map(Dealt::name).toList());
        assertEquals(SandboxWorld.START, world.now(SandboxWorld.OTHER));
        assertTrue(world.worlds.read(SandboxWorld.OTHER).isEmpty());
        for (String table : List.of(SuretyTables.SANDBOX, SuretyTables.CURSORS)) {
            world.store.items(table).forEach(item -> assertFalse(item.get("pk").s().contains("other")));
        }
        world.check();
    }

    @Test
    void theMessageThatComesAgainAfterTheArrivalChangesNothing() {
        world.escrows.start(SandboxWorld.DEMO, "one", Duration.ofDays(3));
        Response move = world.advance(MONTH, KEY);
        world.deliver(move);
        system.advance(Duration.ofDays(1));
        var before = world.store.everything();

        assertFalse(world.deliver(move));

        assertEquals(before, world.store.everything());
    }
}
