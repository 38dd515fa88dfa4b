package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.MarketplaceId;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AdvancingAClockTest {
    private static final String KEY = "advance-000000001";
    private static final Duration DAY = Duration.ofDays(1);

    private final SandboxWorld world = new SandboxWorld();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    @Test
    void untilItIsMovedTheClockShowsTheRealTime() {
        Response read = world.read();

        assertEquals("2026-11-22T10:00:00.000Z", read.text("now"));
        assertEquals("ready", read.text("status"));
        assertTrue(read.body().path("advancingTo").isNull());
    }

    @Test
    void aMoveIsAcceptedAndWillBeMade() {
        Response answer = world.advance(DAY, KEY);

        assertEquals(202, answer.status());
        assertTrue(answer.text("id").startsWith("clk_"));
        assertEquals("2026-11-23T10:00:00.000Z", answer.text("advanceTo"));
        assertEquals("advancing", answer.text("status"));
        assertEquals(List.of("clock#demo#" + answer.text("id")), world.moves());
    }

    @Test
    void theClockOnlyGoesForward() {
        for (Duration back : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(-365))) {
            notForward(SandboxWorld.to(back));
        }
        world.deliver(world.advance(DAY, KEY));
        notForward(SandboxWorld.to(DAY));
        notForward(SandboxWorld.to(Duration.ofHours(23)));
        assertEquals(202, world.advance(DAY.plusMillis(1), "advance-000000002").status());
    }

    private void notForward(String body) {
        Response answer = refused(body, SandboxWorld.DEMO);
        assertEquals("invalid", answer.text("reason"));
        assertEquals("/advanceTo", answer.pointer());
        assertEquals("not_forward", answer.fieldReason());
    }

    @Test
    void aMoveIsAtMostTenYearsLong() {
        Response tooFar = refused(SandboxWorld.to(Duration.ofDays(3660).plusMillis(1)), SandboxWorld.DEMO);
        assertEquals(422, tooFar.status());
        assertEquals("too_far", tooFar.fieldReason());

        assertEquals(202, world.advance(Duration.ofDays(3660), KEY).status());
    }

    @Test
    void anyOffsetIsTakenAndUtcIsAnswered() {
        Response answer = world.post(
                "{\"advanceTo\":\"2026-11-24T01:00:00.1234567+02:00\"}", KEY, SandboxWorld.operator(SandboxWorld.DEMO));

        assertEquals("2026-11-23T23:00:00.123Z", answer.text("advanceTo"));
        assertFalse(world.deliver(answer));
        assertEquals("2026-11-23T23:00:00.123Z", world.read().text("now"));
    }

    @Test
    void theSameKeyGetsTheSameBytesEvenAfterTheClockHasPassed() {
        Response first = world.advance(DAY, KEY);
        world.deliver(first);
        Map<String, ?> before = world.store.everything();

        Response again = world.advance(DAY, KEY);

        assertEquals(first.bytes(), again.bytes());
        assertEquals(202, again.status());
        assertTrue(again.isReplay());
        assertFalse(first.isReplay());
        assertEquals(before, world.store.everything());
    }

    @Test
    void anotherTargetUnderTheSameKeyIsRefused() {
        world.advance(DAY, KEY);

        Response answer = world.refused(
                SandboxWorld.to(Duration.ofDays(2)), KEY, SandboxWorld.operator(SandboxWorld.DEMO));

        assertEquals(422, answer.status());
        assertEquals("idempotency_key_reused", answer.text("reason"));
    }

    @Test
    void aLiveMarketplaceAndOneWithoutSettingsHaveNoTestClock() {
        for (MarketplaceId marketplace : List.of(SandboxWorld.LIVE, SandboxWorld.EMPTY)) {
            Response answer = refused(SandboxWorld.to(DAY), marketplace);
            assertEquals(403, answer.status());
            assertEquals("clock_not_sandbox", answer.text("reason"));
            Response first = refused(SandboxWorld.to(Duration.ZERO), marketplace);
            assertEquals("invalid", first.text("reason"), "comes before");
        }
    }

    @Test
    void theSameKeyInAnotherMarketplaceMovesAnotherClock() {
        world.advance(DAY, KEY);

        Response other = world.post(SandboxWorld.to(DAY), KEY, SandboxWorld.operator(SandboxWorld.OTHER));

        assertEquals(202, other.status());
        assertFalse(other.isReplay());
        assertEquals(2, world.moves().size());
    }

    @Test
    void sixtyFourRetriesAreOneMove() throws Exception {
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            calls.add(() -> world.advance(DAY, KEY));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(calls);
            for (var answer : answers) {
                assertEquals(answers.getFirst().get().bytes(), answer.get().bytes());
            }
        }
        assertEquals(1, world.moves().size());
        world.settle();
        assertEquals(SandboxWorld.START.plus(DAY), world.now(SandboxWorld.DEMO));
    }

    @TestFactory
    Stream<DynamicTest> everyBadBodyIsMalformed() {
        String good = SandboxWorld.to(DAY);
        return Stream.of(
                        "", "{", "{}", "[]", "null", "7", good + good, "[" + good + "]",
                        "{\"advanceTo\":null}", "{\"advanceTo\":1795428000}", "{\"advanceTo\":\"tomorrow\"}",
                        "{\"advanceTo\":\"2026-11-23\"}", "{\"advanceTo\":\"2026-11-23T10:00:00\"}",
                        "{\"advanceTo\":\"1999-12-31T23:59:59Z\"}", "{\"advanceTo\":\"2200-01-01T00:00:00Z\"}",
                        "{\"advanceTo\":\"2026-02-30T10:00:00Z\"}", "{\"advanceTo\":\"PT1H\"}",
                        "{\"advanceTo\":[\"2026-11-23T10:00:00Z\"]}",
                        good.replace("}", ",\"marketplace\":\"other\"}"),
                        good.replace("}", "," + good.substring(1)))
                .map(body -> DynamicTest.dynamicTest("body " + body, () -> {
                    Response answer = refused(body, SandboxWorld.DEMO);
                    assertEquals(400, answer.status());
                    assertEquals("malformed", answer.text("reason"));
                }));
    }

    @Test
    void aMoveWithoutAKeyOrWithAParameterIsRefused() {
        var operator = SandboxWorld.operator(SandboxWorld.DEMO);

        assertEquals("idempotency_key_missing", world.refused(SandboxWorld.to(DAY), "", operator).text("reason"));
        String dryRun = SandboxWorld.CLOCK + "?dryRun";
        assertEquals(400, world.call("POST", dryRun, SandboxWorld.to(DAY), KEY, operator).status());
        assertEquals(400, world.call("GET", dryRun, "", "", operator).status());
        assertEquals(List.of(), world.moves());
    }

    private Response refused(String body, MarketplaceId marketplace) {
        return world.refused(body, "advance-00000000x", SandboxWorld.operator(marketplace));
    }

    private static final String AUTHORITY =
            """
            route | operator | other's operator | live's operator | backend | participant | auditor | no scope | no token
            GET   | 200      | 200              | 200             | 403     | 403         | 403     | 403      | 401
            POST  | 202      | 202              | 403             | 403     | 403         | 403     | 403      | 401
            """;

    @TestFactory
    List<DynamicTest> everyCellOfTheTableOfAuthority() {
        List<DynamicTest> cells = new ArrayList<>();
        List<String[]> rows = AUTHORITY.lines().map(line -> line.split("\\|")).toList();
        for (String[] row : rows.subList(1, rows.size())) {
            for (int column = 1; column < row.length; column++) {
                String method = row[0].strip();
                String caller = rows.getFirst()[column].strip();
                int expected = Integer.parseInt(row[column].strip());
                cells.add(DynamicTest.dynamicTest(method + " by " + caller, () -> cell(method, caller, expected)));
            }
        }
        return cells;
    }

    private static void cell(String method, String caller, int expected) {
        var fresh = new SandboxWorld();
        Map<String, ?> before = fresh.store.everything();
        boolean reads = method.equals("GET");

        Response answer = fresh.call(
                method, SandboxWorld.CLOCK, reads ? "" : SandboxWorld.to(DAY), reads ? "" : KEY, claims(caller));

        assertEquals(expected, answer.status(), answer.bytes());
        if (reads || expected >= 400) {
            assertEquals(before, fresh.store.everything(), "refusal-inert");
        }
        fresh.settle();
        boolean moved = expected == 202 && caller.equals("operator");
        assertEquals(SandboxWorld.START.plus(moved ? DAY : Duration.ZERO), fresh.now(SandboxWorld.DEMO));
        fresh.check();
    }

    private static Map<String, String> claims(String caller) {
        return switch (caller) {
            case "operator" -> SandboxWorld.operator(SandboxWorld.DEMO);
            case "other's operator" -> SandboxWorld.operator(SandboxWorld.OTHER);
            case "live's operator" -> SandboxWorld.operator(SandboxWorld.LIVE);
            case "backend" -> 
                Map.of("marketplace", "demo", "kind", "backend", "client_id", "x", "scope", "escrows:write");
            case "participant" ->
                Map.of("marketplace", "demo", "participant", "par_" + "a".repeat(26), "scope", "operator",
                        "iat", "0", "exp", "900");
            case "auditor" ->
                Map.of("marketplace", "demo", "client_id", "x", "person", "per_au", "scope", "escrows:read");
            case "no scope" -> Map.of("marketplace", "demo", "client_id", "x", "person", "per_op", "scope", "");
            case "no token" -> Map.of();
            default -> throw new AssertionError(caller);
        };
    }
}
