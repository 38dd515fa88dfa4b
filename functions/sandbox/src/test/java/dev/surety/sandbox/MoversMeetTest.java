package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoversMeetTest {
    private static final Duration NEAR = Duration.ofDays(10);
    private static final Duration FAR = Duration.ofDays(30);

    private final SandboxWorld world = new SandboxWorld();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    @Test
    void aMoverThatArrivesAfterAnotherHasGoneFurtherDoesNotSetTheClockBack() {
        world.escrows.start(SandboxWorld.DEMO, "far", Duration.ofDays(20));
        Response near = world.advance(NEAR, "advance-000000001");
        world.clocks.afterNextMove(() -> {
            Response far = world.advance(FAR, "advance-000000002");
            assertFalse(world.deliver(far));
        });

        assertFalse(world.deliver(near));

        assertEquals(SandboxWorld.START.plus(FAR), world.now(SandboxWorld.DEMO));
        assertEquals("ready", world.read().text("status"));
    }

    @Test
    void aMoveAskedForWhileTheClockArrivesIsNotForgotten() {
        Response near = world.advance(NEAR, "advance-000000001");
        world.clocks.afterNextMove(() -> world.advance(FAR, "advance-000000002"));

        assertFalse(world.deliver(near));

        // At no moment between the two does the clock run, so nobody else hands out deadlines.
        Response read = world.read();
        assertTrue(read.text("status").equals("advancing") || read.text("now").startsWith("2026-12-22"), read.bytes());
        world.settle();
        assertEquals(SandboxWorld.START.plus(FAR), world.now(SandboxWorld.DEMO));
    }

    @Test
    void aMoveToANearerTargetDoesNotShortenTheOneUnderWay() {
        world.advance(FAR, "advance-000000001");
        Response near = world.advance(NEAR, "advance-000000002");

        assertEquals("2026-12-22T10:00:00.000Z", world.read().text("advancingTo"));
        world.deliver(near);
        assertEquals(SandboxWorld.START.plus(FAR), world.now(SandboxWorld.DEMO));
    }

    @Test
    void ofTwoAdvancesAtOnceTheFurtherDecidesWhereItEnds() throws Exception {
        for (int round = 0; round < 30; round++) {
            var fresh = new SandboxWorld();
            fresh.escrows.start(SandboxWorld.DEMO, "one", Duration.ofDays(5), Duration.ofDays(15));
            atOnce(List.of(
                    () -> fresh.advance(NEAR, "advance-000000001").status() == 202,
                    () -> fresh.advance(FAR, "advance-000000002").status() == 202));
            fresh.settle();
            assertEquals(SandboxWorld.START.plus(FAR), fresh.now(SandboxWorld.DEMO));
            assertEquals(2, fresh.escrows.dealt().size());
            fresh.check();
        }
    }

    @Test
    void anyNumberOfMoversAtOnceDealWithEachDeadlineOnceAndInOrder() throws Exception {
        for (int round = 0; round < 20; round++) {
            var fresh = new SandboxWorld();
            IntStream.rangeClosed(1, 12).forEach(day -> fresh.escrows.start(
                    SandboxWorld.DEMO, "escrow " + day, Duration.ofDays(day), Duration.ofDays(day)));
            Response near = fresh.advance(NEAR, "advance-000000001");
            Response far = fresh.advance(FAR, "advance-000000002");
            atOnce(List.of(
                    () -> !fresh.deliver(near), () -> !fresh.deliver(far), () -> !fresh.deliver(far),
                    () -> !fresh.deliver(near)));
            fresh.settle();

            var dealt = fresh.escrows.dealt();
            assertEquals(24, dealt.size());
            assertEquals(
                    dealt.stream().map(ToyEscrows.Dealt::due).sorted().toList(),
                    dealt.stream().map(ToyEscrows.Dealt::due).toList());
            dealt.forEach(one -> assertEquals(one.due(), one.stood()));
            assertEquals(SandboxWorld.START.plus(FAR), fresh.now(SandboxWorld.DEMO));
            fresh.check();
        }
    }

    private static void atOnce(List<Callable<Boolean>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(calls)) {
                assertTrue(done.get());
            }
        }
    }
}
