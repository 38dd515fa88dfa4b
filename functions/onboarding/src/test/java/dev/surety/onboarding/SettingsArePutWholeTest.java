package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.Actor;
import dev.surety.onboarding.OnboardingWorld.Answer;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.world.Marketplaces;
import dev.surety.runtime.world.Sandboxes;
import dev.surety.testkit.SuretyTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SettingsArePutWholeTest {
    private static final String KEY = "put-000000000000001";
    private static final String SECOND = "put-000000000000002";
    private static final String THIRD = "put-000000000000003";
    private static final String LIVE = OnboardingWorld.PUT.replace("\"sandbox\"", "\"live\"");
    private static final String PAUSED = OnboardingWorld.PUT.replace("\"pause\":[]", "\"pause\":[\"money_in\"]");

    private final OnboardingWorld world = new OnboardingWorld();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    @Test
    void whereNothingWasPutThereIsNothing() {
        assertEquals(404, world.settings().status());
    }

    @Test
    void whatWasPutIsShownWholeWithItsVersion() {
        Answer put = world.put(OnboardingWorld.PUT, KEY);

        assertEquals(200, put.status());
        assertEquals("\"1\"", put.headers().get("ETag"));
        assertFalse(put.isReplay());
        assertEquals(put.bytes(), world.settings().bytes());
        assertEquals("\"1\"", world.settings().headers().get("ETag"));
        assertEquals("2026-11-22T10:00:00.000Z", put.text("updatedAt"));
        assertEquals("sandbox", put.text("mode"));
        assertEquals(1200, put.body().at("/presets/0/fees/0/basisPoints").asInt(0));
        assertEquals("P14D", put.body().at("/presets/0/timers/inspect").asString(""));
    }

    @Test
    void newPayeesWaitOnlyWhereThatIsLaidDown() {
        assertFalse(world.put(OnboardingWorld.PUT, KEY).body().has("newPayees"));
        String hold = "{\"days\":3650,\"settledEscrows\":100,\"matures\":\"P90D\"}";
        Answer held = world.put(OnboardingWorld.holdingNewPayees(hold), SECOND);
        assertEquals(Json.object(hold), held.body().get("newPayees"));
        assertEquals(held.bytes(), world.settings().bytes());
        String none = "{\"days\":0,\"settledEscrows\":0,\"matures\":\"PT1S\"}";
        assertEquals(200, world.put(OnboardingWorld.holdingNewPayees(none), THIRD).status());
    }

    @Test
    void whatIsShownCanBePutAgainAsItIs() {
        world.put(OnboardingWorld.holdingNewPayees("{\"days\":90,\"settledEscrows\":25,\"matures\":\"P3D\"}"), KEY);
        var shown = (ObjectNode) world.settings().body();
        shown.remove(List.of("version", "updatedAt"));

        Answer again = world.put(Json.text(shown), SECOND, "\"1\"");

        assertEquals(200, again.status(), again.bytes());
        assertEquals(2, again.body().path("version").asInt(0));
    }

    @Test
    void everyPutIsAVersionOfItsOwnAndTheOldOnesStay() {
        world.put(OnboardingWorld.PUT, KEY);
        world.clock.advance(Duration.ofMinutes(1));
        Answer second = world.put(OnboardingWorld.PUT.replace("\"JPY\"", "\"USD\""), SECOND);

        assertEquals(2, second.body().path("version").asInt(0));
        assertEquals("2026-11-22T10:01:00.000Z", second.text("updatedAt"));
        var chain = world.chain(Marketplaces.chain(OnboardingWorld.DEMO));
        assertEquals(List.of("EUR", "JPY"), Marketplaces.from(chain.get(0)).currencies());
        assertEquals(List.of("EUR", "USD"), Marketplaces.from(chain.get(1)).currencies());
        assertEquals("staff:per_op", chain.get(1).actor().toString());
    }

    @Test
    void aPutOnTheVersionThatStandsIsTaken() {
        assertEquals(200, world.put(OnboardingWorld.PUT, KEY, "\"0\"").status());
        assertEquals(200, world.put(OnboardingWorld.PUT, SECOND, "\"1\"").status());
        assertEquals(200, world.put(OnboardingWorld.PUT, SECOND, "\"1\"").status(), "a replay is not judged anew");
    }

    @Test
    void aPutOnAnOutdatedVersionIsRefused() {
        world.put(OnboardingWorld.PUT, KEY);
        world.put(OnboardingWorld.PUT, SECOND);

        for (String version : List.of("\"0\"", "\"1\"", "\"3\"")) {
            Answer answer = refused(PAUSED, version);
            assertEquals(412, answer.status());
            assertEquals("version_conflict", answer.text("reason"));
        }
        assertEquals(200, world.put(PAUSED, THIRD, "\"2\"").status(), "a refusal leaves the key free");
    }

    @Test
    void anIfMatchOfAnotherFormIsMalformed() {
        world.put(OnboardingWorld.PUT, KEY);
        for (String version : List.of("1", "*", "W/\"1\"", "\"-1\"", "\"1", "\"1234567\"", "\"1\",\"2\"", "\"x\"")) {
            Answer answer = refused(PAUSED, version);
            assertEquals("malformed", answer.text("reason"), version);
            assertEquals(List.of("/If-Match"), answer.pointers());
        }
    }

    @Test
    void theSameKeyGetsTheSameBytesWhateverHappenedSince() {
        Answer first = world.put(OnboardingWorld.PUT, KEY);
        world.clock.advance(Duration.ofDays(400));
        world.put(PAUSED, SECOND);
        Map<String, ?> before = world.store.everything();

        Answer again = world.put(OnboardingWorld.PUT, KEY);
        Answer respaced = world.put(Json.text(Json.object(OnboardingWorld.PUT)), KEY);

        assertEquals(first.bytes(), again.bytes());
        assertEquals(first.bytes(), respaced.bytes(), "the same request is the same in its canonical form");
        assertTrue(again.isReplay());
        assertEquals("\"1\"", again.headers().get("ETag"));
        assertEquals(before, world.store.everything(), "a replay writes nothing");
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        world.put(OnboardingWorld.PUT, KEY);

        Answer answer = world.refused(
                "PUT", OnboardingWorld.SETTINGS, PAUSED, KEY, OnboardingWorld.operator(OnboardingWorld.DEMO));

        assertEquals(422, answer.status());
        assertEquals("idempotency_key_reused", answer.text("reason"));
    }

    @Test
    void theSameKeyInAnotherMarketplaceIsAnotherKey() {
        world.put(OnboardingWorld.PUT, KEY);

        var there = OnboardingWorld.operator(OnboardingWorld.OTHER);
        Answer other = world.call("PUT", OnboardingWorld.SETTINGS, PAUSED, KEY, there, Map.of());

        assertEquals(200, other.status());
        assertFalse(other.isReplay());
        assertEquals(1, other.body().path("version").asInt(0));
        assertEquals(0, world.settings().body().path("pause").size());
    }

    @Test
    void theModeIsForEverBecauseTimeRunsDifferently() {
        world.put(OnboardingWorld.PUT, KEY);
        Answer toLive = refused(LIVE, "\"1\"");
        assertEquals(List.of("/mode"), toLive.pointers());
        assertEquals(List.of("cannot_change"), toLive.reasons());
        assertEquals("invalid", toLive.text("reason"));

        var live = new OnboardingWorld();
        live.put(LIVE, KEY);
        Answer toSandbox = live.put(OnboardingWorld.PUT, SECOND);
        assertEquals(422, toSandbox.status());
        assertEquals(List.of("/mode"), toSandbox.pointers());
    }

    @Test
    void onlyASandboxIsListedAmongThoseWithATestClock() {
        world.put(OnboardingWorld.PUT, KEY);
        world.put(PAUSED, SECOND);
        var live = new OnboardingWorld();
        live.put(LIVE, KEY);

        assertEquals(
                List.of(Sandboxes.OWNER, ""),
                world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).stream()
                        .map(entry -> entry.index().owner())
                        .toList());
        assertEquals("", live.chain(Marketplaces.chain(OnboardingWorld.DEMO)).getFirst().index().owner());
    }

    @Test
    void aPublishedVersionOfTermsCannotChangeBecauseItIsUsed() {
        world.put(OnboardingWorld.PUT, KEY);
        String empty = "\"presets\":[]";
        String all = OnboardingWorld.PUT.replaceAll("(?s)\"presets\":.*\"returnUrls\"", empty + ",\"returnUrls\"");
        for (String changed : List.of(
                OnboardingWorld.PUT.replace("1200", "1201"),
                OnboardingWorld.PUT.replace("PT15M", "PT16M"),
                OnboardingWorld.PUT.replace("\"amount\":50", "\"amount\":51"),
                OnboardingWorld.PUT.replace("\"payee\"", "\"payer\""),
                OnboardingWorld.PUT.replace("\"version\":1", "\"version\":2"),
                all)) {
            Answer answer = refused(changed, "\"1\"");
            assertEquals("invalid", answer.text("reason"));
            assertEquals(List.of("/presets"), answer.pointers(), changed);
            assertEquals(List.of("published_version_changed"), answer.reasons());
        }
    }

    @Test
    void theSameTimerInOtherWordsIsTheSame() {
        world.put(OnboardingWorld.PUT, KEY);

        assertEquals(200, world.put(OnboardingWorld.PUT.replace("PT15M", "PT900S"), SECOND).status());
    }

    @Test
    void aNewVersionStandsBesideThePublishedOnes() {
        world.put(OnboardingWorld.PUT, KEY);
        ObjectNode wanted = Json.object(OnboardingWorld.PUT);
        var second = (ObjectNode) wanted.path("presets").get(0).deepCopy();
        second.put("version", 2).withObject("/timers").put("inspect", "P3D");
        wanted.withArray("/presets").insert(0, second);

        assertEquals(200, world.put(Json.text(wanted), SECOND).status());
        var settings = Marketplaces.from(
                world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).getLast());
        assertEquals(2, settings.latest("goods").orElseThrow().version());
        assertEquals(Duration.ofDays(14), settings.find("goods", 1).orElseThrow().timers().inspect());
    }

    @Test
    void aPauseHoldsAtOnceAndIsLiftedByTheNextPut() {
        world.put(OnboardingWorld.PUT, KEY);

        Answer paused = world.put(PAUSED.replace("[\"money_in\"]", "[\"money_out\",\"money_in\"]"), SECOND);
        assertEquals(2, paused.body().path("pause").size(), paused.bytes());
        Answer lifted = world.put(OnboardingWorld.PUT, THIRD);
        assertEquals(0, lifted.body().path("pause").size());
    }

    @Test
    void aChainOfSettingsTakesFourHundredAndThenNoMore() {
        world.put(OnboardingWorld.PUT, KEY);
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        Chain chain = journal.load(Marketplaces.chain(OnboardingWorld.DEMO));
        ObjectNode data = Json.object(chain.first().data());
        for (int version = 2; version <= 399; version++) {
            var key = CommandKey.ofFact("version", Integer.toString(version));
            var draft = Draft.of(PutSettings.CHANGED, data, world.clock.instant(), Actor.of("staff:test"), key);
            chain = journal.append(chain, draft) instanceof Append.Done(var entry, _) ? chain.plus(entry) : chain;
        }

        assertEquals(200, world.put(OnboardingWorld.PUT, SECOND, "\"399\"").status());
        assertEquals("limit_exceeded", refused(OnboardingWorld.PUT, "\"400\"").text("reason"));
    }

    private Answer refused(String body, String ifMatch) {
        return world.refused(
                "PUT",
                OnboardingWorld.SETTINGS,
                body,
                THIRD,
                OnboardingWorld.operator(OnboardingWorld.DEMO),
                Map.of("if-match", ifMatch));
    }
}
