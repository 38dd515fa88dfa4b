package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.Actor;
import dev.surety.onboarding.app.PutSettings;
import dev.surety.runtime.clock.Sandboxes;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.testkit.http.Response;
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
    private static final String CHANGED = OnboardingWorld.PUT.replace("Europe/Berlin", "Europe/Vienna");
    private static final String SECOND_GOODS = "{\"preset\":\"goods\",\"version\":2,"
            + "\"timers\":{\"pay\":\"PT15M\",\"deliver\":\"P7D\",\"inspect\":\"P7D\"},\"fees\":[]}";

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
        Response put = world.put(OnboardingWorld.PUT, KEY);

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
        Response held = world.put(OnboardingWorld.holdingNewPayees(hold), SECOND);
        assertEquals(Json.object(hold), held.body().get("newPayees"));
        assertEquals(held.bytes(), world.settings().bytes());
        String none = "{\"days\":0,\"settledEscrows\":0,\"matures\":\"PT1S\"}";
        assertEquals(200, world.put(OnboardingWorld.holdingNewPayees(none), THIRD).status());
    }

    @Test
    void aTaxIsShownWhereAFeeContainsOneAndOlderReadersWaitForTheirReplacement() {
        assertFalse(world.put(OnboardingWorld.PUT, KEY).body().at("/presets/0/fees/0").has("taxIncluded"));
        String tax = "{\"name\":\"vat\",\"basisPoints\":2000}";
        String next = OnboardingWorld.PUT.replace("\"version\":1", "\"version\":2");
        Response taxed =
                world.putApproved(next.replace("\"borneBy\"", "\"taxIncluded\":" + tax + ",\"borneBy\""), SECOND);
        assertEquals(Json.object(tax), taxed.body().at("/presets/0/fees/0/taxIncluded"));
        assertEquals(taxed.bytes(), world.settings().bytes());
        assertEquals(200, world.put(taxed.bytes(), THIRD).status());
        var stored = world.chain(Marketplaces.chain(OnboardingWorld.DEMO));
        assertFalse(Json.object(stored.get(0).data()).has("v"));
        assertEquals(3, Json.object(stored.get(2).data()).path("v").asInt(0));
        Response changed = world.put(taxed.bytes().replace("2000", "1900"), "put-000000000000004");
        assertEquals(List.of("/presets/0"), changed.pointers(), "published terms never change");
    }

    @Test
    void whatIsShownCanBePutAgainAsItIs() {
        world.put(OnboardingWorld.holdingNewPayees("{\"days\":90,\"settledEscrows\":25,\"matures\":\"P3D\"}"), KEY);
        String shown = world.settings().bytes();

        Response again = world.put(shown, SECOND, "\"1\"");

        assertEquals(200, again.status(), again.bytes());
        assertEquals(2, again.body().path("version").asInt(0));
    }

    @Test
    void everyPutIsAVersionOfItsOwnAndTheOldOnesStay() {
        world.put(OnboardingWorld.PUT, KEY);
        world.clock.advance(Duration.ofMinutes(1));
        Response second = world.put(OnboardingWorld.PUT.replace("[\"EUR\",\"JPY\"]", "[\"JPY\",\"EUR\"]"), SECOND);

        assertEquals(2, second.body().path("version").asInt(0));
        assertEquals("2026-11-22T10:01:00.000Z", second.text("updatedAt"));
        var chain = world.chain(Marketplaces.chain(OnboardingWorld.DEMO));
        assertEquals(List.of("EUR", "JPY"), Marketplaces.from(chain.get(0)).currencies());
        assertEquals(List.of("JPY", "EUR"), Marketplaces.from(chain.get(1)).currencies());
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
            Response answer = refused(CHANGED, version);
            assertEquals(412, answer.status());
            assertEquals("version_conflict", answer.text("reason"));
        }
        assertEquals(200, world.put(CHANGED, THIRD, "\"2\"").status(), "a refusal leaves the key free");
    }

    @Test
    void aWeakTagIsTheSameVersionAndAStarIsAnyThatIsThere() {
        assertEquals("version_conflict", refused(OnboardingWorld.PUT, "*").text("reason"));
        assertEquals(200, world.put(OnboardingWorld.PUT, KEY, "W/\"0\"").status());
        assertEquals("version_conflict", refused(CHANGED, "W/\"0\"").text("reason"));
        assertEquals(200, world.put(CHANGED, SECOND, "*").status());
    }

    @Test
    void aNameMeansTheVersionThatIsLaidDownForIt() {
        String two = OnboardingWorld.PUT.replace("\"presets\":[", "\"presets\":[" + SECOND_GOODS + ",");
        String pinned = two.replace("\"mode\"", "\"defaultVersions\":{\"goods\":1},\"mode\"");
        world.put(two, KEY);
        assertEquals(2, meant());
        Response put = world.put(pinned, SECOND);
        assertEquals(Json.object("{\"goods\":1}"), put.body().get("defaultVersions"));
        assertEquals(put.bytes(), world.settings().bytes());
        assertEquals(1, meant());
        assertEquals(200, world.put(put.bytes(), "put-000000000000004").status());

        Response unknown = refused(pinned.replace("\"goods\":1", "\"goods\":3"), "*");
        assertEquals("invalid", unknown.text("reason"), unknown.bytes());
        assertEquals(List.of("/defaultVersions/goods"), unknown.pointers());
    }

    private int meant() {
        var last = world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).getLast();
        return Marketplaces.from(last).meant("goods").orElseThrow().version();
    }

    @Test
    void anIfMatchOfAnotherFormIsMalformed() {
        world.put(OnboardingWorld.PUT, KEY);
        for (String version : List.of(
                "1", "**", "w/\"1\"", "W/1", "\"-1\"", "\"1", "\"1234567\"", "\"1\",\"2\"", "\"x\"")) {
            Response answer = refused(CHANGED, version);
            assertEquals("malformed", answer.text("reason"), version);
            assertEquals(List.of("/If-Match"), answer.pointers());
        }
    }

    @Test
    void theSameKeyGetsTheSameBytesWhateverHappenedSince() {
        Response first = world.put(OnboardingWorld.PUT, KEY);
        world.clock.advance(Duration.ofDays(400));
        world.put(CHANGED, SECOND);
        Map<String, ?> before = world.store.everything();

        Response again = world.put(OnboardingWorld.PUT, KEY);
        Response respaced = world.put(Json.text(Json.object(OnboardingWorld.PUT)), KEY);

        assertEquals(first.bytes(), again.bytes());
        assertEquals(first.bytes(), respaced.bytes(), "the same request is the same in its canonical form");
        assertTrue(again.isReplay());
        assertEquals("\"1\"", again.headers().get("ETag"));
        assertEquals(before, world.store.everything(), "a replay writes nothing");
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        world.put(OnboardingWorld.PUT, KEY);

        Response answer = world.refused(
                "PUT", OnboardingWorld.SETTINGS, CHANGED, KEY, OnboardingWorld.operator(OnboardingWorld.DEMO));

        assertEquals(422, answer.status());
        assertEquals("idempotency_key_reused", answer.text("reason"));
    }

    @Test
    void theSameKeyInAnotherMarketplaceIsAnotherKey() {
        world.put(OnboardingWorld.PUT, KEY);

        var there = OnboardingWorld.operator(OnboardingWorld.OTHER);
        Response other = world.call("PUT", OnboardingWorld.SETTINGS, CHANGED, KEY, there, Map.of());

        assertEquals(200, other.status());
        assertFalse(other.isReplay());
        assertEquals(1, other.body().path("version").asInt(0));
        assertEquals("Europe/Berlin", world.settings().text("timeZone"));
    }

    @Test
    void theModeIsForEverBecauseTimeRunsDifferently() {
        world.put(OnboardingWorld.PUT, KEY);
        Response toLive = refused(LIVE, "\"1\"");
        assertEquals(List.of("/mode"), toLive.pointers());
        assertEquals(List.of("cannot_change"), toLive.reasons());
        assertEquals("invalid", toLive.text("reason"));

        var live = new OnboardingWorld();
        live.put(LIVE, KEY);
        Response toSandbox = live.put(OnboardingWorld.PUT, SECOND);
        assertEquals(422, toSandbox.status());
        assertEquals(List.of("/mode"), toSandbox.pointers());
    }

    @Test
    void onlyASandboxIsListedAmongThoseWithATestClock() {
        world.put(OnboardingWorld.PUT, KEY);
        world.put(CHANGED, SECOND);
        var live = new OnboardingWorld();
        live.put(LIVE, KEY);

        assertEquals(
                List.of(Sandboxes.OWNER, ""),
                world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).stream()
                        .map(entry -> entry.index().owner())
                        .toList());
        assertEquals("settings#live", live.chain(Marketplaces.chain(OnboardingWorld.DEMO)).getFirst().index().owner());
    }

    @Test
    void aPublishedVersionOfTermsCannotChangeBecauseItIsUsed() {
        world.put(OnboardingWorld.PUT, KEY);
        for (String changed : List.of(
                OnboardingWorld.PUT.replace("1200", "1201"),
                OnboardingWorld.PUT.replace("PT15M", "PT16M"),
                OnboardingWorld.PUT.replace("\"amount\":50", "\"amount\":51"),
                OnboardingWorld.PUT.replace("\"payee\"", "\"payer\""))) {
            Response answer = refused(changed, "\"1\"");
            assertEquals("invalid", answer.text("reason"));
            assertEquals(List.of("/presets/0"), answer.pointers(), changed);
            assertEquals(List.of("published_version_changed"), answer.reasons());
        }
    }

    @Test
    void aPublishedVersionCanBeLeftOutAndThenNeverComesAgain() {
        world.put(OnboardingWorld.PUT, KEY);
        String second = OnboardingWorld.PUT.replace("\"version\":1", "\"version\":2");
        assertEquals(200, world.putApproved(second, SECOND).status());

        Response again = refused(OnboardingWorld.PUT, "\"3\"");
        assertEquals(List.of("/presets/0/version"), again.pointers());
        assertEquals(List.of("retired"), again.reasons());
        Response other = refused(OnboardingWorld.PUT.replace("1200", "1201"), "\"3\"");
        assertEquals(List.of("retired"), other.reasons(), "nor as something else");
        assertFalse(world.settings().body().has(PutSettings.RETIRED), world.settings().bytes());

        String third = second.replace("\"version\":2", "\"version\":3");
        assertEquals(200, world.putApproved(third, "put-000000000000004").status());
        assertEquals(List.of("retired"), refused(OnboardingWorld.PUT, "\"5\"").reasons());
        assertEquals(List.of("retired"), refused(second, "\"5\"").reasons());
    }

    /** Fifty versions beside each other are the bound of one put, and not of how often terms may change. */
    @Test
    void aHundredVersionsOfTermsCanBePublishedOneAfterTheOther() {
        for (int version = 1; version <= 100; version++) {
            String put = OnboardingWorld.PUT.replace("\"version\":1,", "\"version\":" + version + ",");
            Response answer = world.putApproved(put, "publishing-version-" + version);
            assertEquals(200, answer.status(), answer.bytes());
        }
        assertEquals(100, world.settings().body().at("/presets/0/version").asInt(0));
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

        assertEquals(200, world.putApproved(Json.text(wanted), SECOND).status());
        var settings = Marketplaces.from(
                world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).getLast());
        assertEquals(2, settings.meant("goods").orElseThrow().version());
        assertEquals(Duration.ofDays(14), settings.find("goods", 1).orElseThrow().timers().inspect());
    }

    @Test
    void settingsUnderWhichNothingCouldBeSoldAreInvalid() {
        String min = "\"min\":[{\"amount\":50,\"currency\":\"EUR\"},{\"amount\":50,\"currency\":\"JPY\"}]";
        String preset = OnboardingWorld.PUT.replaceAll("(?s).*\"presets\":\\[(.*)],\\s*\"returnUrls.*", "$1");
        String euros = "[{\"amount\":5,\"currency\":\"EUR\"}]";
        String table =
                """
                from | to | pointer | reason
                ["EUR","JPY"] | [] | /currencies | empty
                ["EUR","JPY"] | ["EUR","JPY","EUR"] | /currencies/2 | doubled
                ["EUR","JPY"] | ["EUR","JPY","USD"] | /presets/0/fees/0/min | no_amount_in_usd
                MIN | "min":EUROS | /presets/0/fees/0/min | no_amount_in_jpy
                MIN | "fixed":EUROS | /presets/0/fees/0/fixed | no_amount_in_jpy
                MIN | "max":EUROS | /presets/0/fees/0/max | no_amount_in_jpy
                "JPY"}] | "JPY"},{"amount":60,"currency":"EUR"}] | /presets/0/fees/0/min/2 | doubled
                PRESET | | /presets | empty
                PRESET | PRESET,PRESET | /presets/1 | doubled
                ["https://shop.example/"] | ["https://a.example/","https://b.example/","https://a.example/"] | /returnUrls/2 | doubled
                """;
        table.lines().skip(1).map(line -> line.split(" *\\| *", -1)).forEach(cells -> {
            String from = cells[0].replace("MIN", min).replace("PRESET", preset);
            String to = cells[1].replace("EUROS", euros).replace("PRESET", preset);
            assertTrue(OnboardingWorld.PUT.contains(from), from);
            Response answer = refused(OnboardingWorld.PUT.replace(from, to), "\"0\"");
            assertEquals("invalid", answer.text("reason"), answer.bytes());
            assertEquals(List.of(cells[2]), answer.pointers(), answer.bytes());
            assertEquals(List.of(cells[3]), answer.reasons(), answer.bytes());
        });
        String fee = "{\"name\":\"commission\",\"basisPoints\":10,\"borneBy\":\"payee\"}";
        Response twice = refused(OnboardingWorld.PUT.replace("\"fees\":[", "\"fees\":[" + fee + ","), "\"0\"");
        assertEquals(List.of("/presets/0/fees/1"), twice.pointers(), twice.bytes());
    }

    @Test
    void aPauseIsNoLongerPartOfSettings() {
        String asking = OnboardingWorld.PUT.replace("\"timeZone\"", "\"pause\":[\"money_in\"],\"timeZone\"");
        Response answer = refused(asking, "\"0\"");
        assertEquals(List.of("/pause"), answer.pointers());
        assertEquals(List.of("has_its_own_route"), answer.reasons());
        String none = asking.replace("[\"money_in\"]", "[]");
        assertFalse(world.put(none, KEY).body().has("pause"), "what a former release showed can be put again");
    }

    /** No number of changes may ever stop the next: ten times what once was the end, and a replay is found in it. */
    @Test
    void settingsHaveNoEnd() {
        Response first = world.put(OnboardingWorld.PUT, KEY);
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        String data = world.chain(Marketplaces.chain(OnboardingWorld.DEMO)).getFirst().data();
        for (int version = 2; version <= 4_000; version++) {
            StateChain chain = journal.state(Marketplaces.chain(OnboardingWorld.DEMO));
            var key = CommandKey.ofFact("version", Integer.toString(version));
            journal.append(chain, Draft.of(
                    PutSettings.CHANGED, Json.object(data), world.clock.instant(), Actor.of("staff:test"), key));
        }

        assertEquals(200, world.put(CHANGED, SECOND, "\"4000\"").status());
        assertEquals("Europe/Vienna", world.settings().text("timeZone"));
        Response again = world.put(OnboardingWorld.PUT, KEY);
        assertTrue(again.isReplay());
        assertEquals(first.bytes(), again.bytes());
        assertEquals(4_001, world.settings().body().path("version").asInt(0));
    }

    /** As the release before pauses had chains of their own left it, with the view version of then. */
    @Test
    void aPutOfAFormerReleaseIsReplayedAsItWasAnswered() {
        String asking = OnboardingWorld.PUT.replace("\"timeZone\"", "\"pause\":[\"money_in\"],\"timeZone\"");
        world.former(asking, KEY, "money_in");

        Response again = world.put(asking, KEY);

        assertEquals(200, again.status(), again.bytes());
        assertTrue(again.isReplay());
        assertEquals(Json.object("{\"pause\":[\"money_in\"]}").get("pause"), again.body().get("pause"));
        assertFalse(world.settings().body().has("pause"), "today it is asked for elsewhere");
    }

    private Response refused(String body, String ifMatch) {
        return world.refused(
                "PUT",
                OnboardingWorld.SETTINGS,
                body,
                THIRD,
                OnboardingWorld.operator(OnboardingWorld.DEMO),
                Map.of("if-match", ifMatch));
    }
}
