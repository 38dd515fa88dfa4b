package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Trouble;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.Pauses;
import dev.surety.runtime.marketplace.Pauses.What;
import dev.surety.testkit.http.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator stops a movement of money, of a marketplace or of the whole stack, and says why. */
class MoneyIsPausedTest {
    private static final String IN = "/v1/pauses/money_in";
    private static final String OUT = "/v1/pauses/money_out";
    private static final String WHY = "{\"reason\":\"the card scheme is down\"}";
    private static final String KEY = "pause-0000000000001";
    private static final String SECOND = "pause-0000000000002";

    private final OnboardingWorld world = OnboardingWorld.laidDown();
    private final Pauses pauses = new Marketplaces(new Journal(world.store, SuretyTables.JOURNAL)).pauses();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    private Response set(String path, String body, String key) {
        return world.call("PUT", path, body, key, OnboardingWorld.operator(OnboardingWorld.DEMO), Map.of());
    }

    private Response lift(String path, String key) {
        return world.call("DELETE", path, "", key, OnboardingWorld.operator(OnboardingWorld.DEMO), Map.of());
    }

    private long work(String what) {
        return world.store.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.containsKey("attention"))
                .filter(item -> item.get("attention").s().equals(what))
                .count();
    }

    @Test
    void aPausedRailIsWorkForPeopleUntilItIsLifted() {
        String rail = "/v1/pauses/rail:sepa";
        lift(rail, "pause-0000000000010");
        set(OUT, WHY, "pause-0000000000011");
        assertEquals(0, work("opens rail_paused"));
        set(rail, WHY, "pause-0000000000012");
        set(rail, "{\"reason\":\"still\"}", "pause-0000000000013");
        assertEquals(1, work("opens rail_paused"));
        assertEquals(0, work("closes rail_paused"));
        lift(rail, "pause-0000000000014");
        lift(rail, "pause-0000000000015");
        assertEquals(1, work("closes rail_paused"));
        set(rail, WHY, "pause-0000000000016");
        assertEquals(2, work("opens rail_paused"));
    }

    private Response shown(String path) {
        return world.get(path, OnboardingWorld.operator(OnboardingWorld.DEMO));
    }

    private String why(What what) {
        return pauses.refusal(OnboardingWorld.DEMO, what).map(Refusal::detail).orElse("");
    }

    @Test
    void whereNobodyPausedNothingIs() {
        assertEquals(200, shown(IN).status());
        assertFalse(shown(IN).body().path("paused").asBoolean(true));
        assertEquals("\"0\"", shown(IN).headers().get("ETag"));
        assertEquals(Optional.empty(), pauses.refusal(OnboardingWorld.DEMO, What.MONEY_IN));
    }

    @Test
    void aPauseHoldsAtOnceAndSaysWhoAndWhyUntilItIsLifted() {
        Response set = set(IN, WHY, KEY);
        assertEquals(200, set.status(), set.bytes());
        assertEquals("\"1\"", set.headers().get("ETag"));
        assertEquals("the card scheme is down", set.text("reason"));
        assertEquals("staff:per_op", set.text("by"));
        assertEquals(
                "money_in is paused by staff:per_op since 2026-11-22T10:00:00.000Z: the card scheme is down",
                why(What.MONEY_IN));
        assertEquals("", why(What.MONEY_OUT), "each movement has a pause of its own");
        assertTrue(pauses.refusal(OnboardingWorld.DEMO, What.MONEY_IN)
                .filter(of -> of.reason() == CommonReason.PAUSED)
                .isPresent());

        world.clock.advance(Duration.ofHours(1));
        Response lifted = lift(IN, SECOND);
        assertEquals(200, lifted.status(), lifted.bytes());
        assertFalse(lifted.body().path("paused").asBoolean(true));
        assertEquals("2026-11-22T11:00:00.000Z", shown(IN).text("since"));
        assertEquals("", why(What.MONEY_IN));
    }

    @Test
    void aReplayOfAPauseDoesNotPauseAgain() {
        Response set = set(OUT, WHY, KEY);
        lift(OUT, SECOND);
        Response again = set(OUT, WHY, KEY);
        assertTrue(again.isReplay());
        assertEquals(set.bytes(), again.bytes());
        assertEquals("", why(What.MONEY_OUT));
        assertTrue(lift(OUT, SECOND).isReplay());
        Response other = world.refused(
                "PUT", OUT, WHY.replace("scheme", "bank"), KEY, OnboardingWorld.operator(OnboardingWorld.DEMO));
        assertEquals("idempotency_key_reused", other.text("reason"));
    }

    @Test
    void anOutdatedVersionIsRefused() {
        set(OUT, WHY, KEY);
        var operator = OnboardingWorld.operator(OnboardingWorld.DEMO);
        Response answer = world.refused("DELETE", OUT, "", SECOND, operator, Map.of("if-match", "\"0\""));
        assertEquals("version_conflict", answer.text("reason"));
        assertEquals(200, world.call("DELETE", OUT, "", SECOND, operator, Map.of("if-match", "\"1\"")).status());
    }

    @Test
    void aRailIsPausedByItsNameAndWhatIsNoMovementIsNotFound() {
        assertEquals("rail:sepa_credit", set("/v1/pauses/rail:sepa_credit", WHY, KEY).text("what"));
        assertFalse(why(new What("rail:sepa_credit")).isEmpty());
        var operator = OnboardingWorld.operator(OnboardingWorld.DEMO);
        for (String nothing : List.of("money", "rail:", "rail:A", "rail:a-b", "money_in ", "rail:" + "a".repeat(41))) {
            Response answer = world.refused("PUT", "/v1/pauses/" + nothing, WHY, SECOND, operator);
            assertEquals(404, answer.status(), nothing);
            assertEquals(404, world.get("/v1/pauses/" + nothing, operator).status(), nothing);
        }
    }

    @Test
    void aPauseNeedsAReasonAndAnOperator() {
        var operator = OnboardingWorld.operator(OnboardingWorld.DEMO);
        for (String body : List.of("", "{}", "{\"reason\":\"\"}", "{\"reason\":7}", "{\"reason\":\" \"}",
                "{\"reason\":\"" + "x".repeat(201) + "\"}", "{\"reason\":\"x\",\"until\":\"tomorrow\"}")) {
            assertEquals("malformed", world.refused("PUT", IN, body, KEY, operator).text("reason"), body);
        }
        var backend = OnboardingWorld.backend(OnboardingWorld.DEMO);
        assertEquals(403, world.refused("PUT", IN, WHY, KEY, backend).status());
        assertEquals(403, world.refused("DELETE", IN, "", KEY, backend).status());
        assertEquals(403, world.get(IN, backend).status());
        assertEquals("idempotency_key_missing", world.refused("PUT", IN, WHY, "", operator).text("reason"));
    }

    @Test
    void aMarketplaceWithoutSettingsMovesNothingAndHasNothingToPause() {
        var operator = OnboardingWorld.operator(OnboardingWorld.OTHER);
        Response answer = world.refused("PUT", IN, WHY, KEY, operator);
        assertEquals("invalid", answer.text("reason"));
        assertTrue(pauses.isPaused(OnboardingWorld.OTHER, What.MONEY_IN));
    }

    /** A pause of former settings holds, through later settings too, until its own chain says otherwise. */
    @Test
    void aPauseOfFormerSettingsHoldsUntilItIsLiftedHere() {
        world.former(OnboardingWorld.PUT, "former-settings-01", "money_out");
        assertTrue(why(What.MONEY_OUT).contains("staff:per_op"), why(What.MONEY_OUT));
        assertTrue(shown(OUT).body().path("paused").asBoolean(false));
        assertEquals(200, world.put(OnboardingWorld.PUT, "later-settings-001").status());
        assertTrue(pauses.isPaused(OnboardingWorld.DEMO, What.MONEY_OUT), "settings no longer say what is paused");
        assertFalse(pauses.isPaused(OnboardingWorld.DEMO, What.MONEY_IN));

        lift(OUT, KEY);

        assertFalse(pauses.isPaused(OnboardingWorld.DEMO, What.MONEY_OUT));
        assertEquals(200, world.put(OnboardingWorld.PUT, "later-settings-002").status());
        assertFalse(pauses.isPaused(OnboardingWorld.DEMO, What.MONEY_OUT));
    }

    /** Ten times what once was the end of a chain. */
    @Test
    void noNumberOfPausesStopsTheNext() {
        set(OUT, WHY, KEY);
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var stored = new Pauses.Stored("money_out", false, "");
        for (int version = 2; version <= 4_000; version++) {
            var key = CommandKey.ofFact("version", Integer.toString(version));
            journal.append(
                    journal.state(Pauses.chain(OnboardingWorld.DEMO, What.MONEY_OUT)),
                    Draft.of(Pauses.LIFTED, stored, world.clock.instant(), Actor.of("staff:test"), key));
        }
        assertEquals("\"4001\"", set(OUT, WHY, SECOND).headers().get("ETag"));
        assertTrue(pauses.isPaused(OnboardingWorld.DEMO, What.MONEY_OUT));
        assertTrue(set(OUT, WHY, KEY).isReplay());
    }

    private Map<String, Object> stack(String command) {
        return world.stackPause.apply(new ByteArrayInputStream(command.getBytes(StandardCharsets.UTF_8)));
    }

    private static String command(boolean paused, String key) {
        return Json.text(Json.object()
                .put("what", "money_out")
                .put("paused", paused)
                .put("reason", "restored from a backup")
                .put("person", "per_root")
                .put("key", key));
    }

    @Test
    void aPauseOfTheStackHoldsInEveryMarketplaceAndOnlyItsOwnCommandLiftsIt() {
        assertEquals("staff:per_root", stack(command(true, "stack-pause-00001")).get("by"));
        String because = "money_out is paused for the whole stack by staff:per_root since 2026-11-22T10:00:00.000Z: "
                + "restored from a backup";
        assertEquals(because, why(What.MONEY_OUT));
        lift(OUT, KEY);
        assertEquals(because, why(What.MONEY_OUT), "a marketplace cannot lift it");
        assertEquals("restored from a backup", shown(OUT).body().at("/wholeStack/reason").asString(""));
        assertFalse(shown(OUT).body().path("paused").asBoolean(true), "its own is not set");

        stack(command(false, "stack-pause-00002"));
        assertEquals(1, stack(command(true, "stack-pause-00001")).get("version"), "the same command again");
        assertEquals("", why(What.MONEY_OUT));
        assertTrue(shown(OUT).body().path("wholeStack").isNull());
    }

    /** A tenant may be named as the stack's chain is: its pause is another type of chain. */
    @Test
    void noTokenReachesThePauseOfTheStack() {
        var stack = new MarketplaceId("stack");
        var operator = OnboardingWorld.operator(stack);
        world.call("PUT", OnboardingWorld.SETTINGS, OnboardingWorld.PUT, KEY, operator, Map.of());
        assertEquals(200, world.call("PUT", OUT, WHY, SECOND, operator, Map.of()).status());
        assertTrue(pauses.isPaused(stack, What.MONEY_OUT));
        assertFalse(pauses.isPaused(OnboardingWorld.DEMO, What.MONEY_OUT));
        assertEquals(Optional.empty(), pauses.ofStack(What.MONEY_OUT));
    }

    @Test
    void aBadCommandOfTheStackSaysWhatIsWrongAndChangesNothing() {
        String good = command(true, "stack-pause-00001");
        var before = new HashSet<>(world.store.everything().keySet());
        for (String bad : List.of("", "[]", "{}", good.replace("money_out", "money"), good.replace("true", "1"),
                good.replace("restored from a backup", ""), good.replace("per_root", "who am i"),
                good.replace("stack-pause-00001", "short"))) {
            assertTrue(stack(bad).containsKey("refused"), bad);
        }
        assertEquals(before, world.store.everything().keySet());
        assertEquals("", why(What.MONEY_OUT));
    }

    @Test
    void everyFaultWhilePausing() {
        for (Trouble trouble : Trouble.values()) {
            int tried = EveryFault.<OnboardingWorld>of("pause under " + trouble, OnboardingWorld::laidDown, world ->
                            world.call("PUT", IN, WHY, KEY, OnboardingWorld.operator(OnboardingWorld.DEMO), Map.of()))
                    .checking(world -> {
                        var operator = OnboardingWorld.operator(OnboardingWorld.DEMO);
                        Response answer = world.call("PUT", IN, WHY, KEY, operator, Map.of());
                        assertEquals(200, answer.status());
                        assertEquals("\"1\"", answer.headers().get("ETag"), "once, however often it was asked for");
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
