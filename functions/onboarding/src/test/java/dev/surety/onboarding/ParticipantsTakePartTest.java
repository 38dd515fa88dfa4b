package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.id.Id;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.aws.Items;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParticipantsTakePartTest {
    private static final String KEY = "create-0000000001";
    private static final List<String> PERSONAL = List.of(
            "Grace", "Hopper", "navy", "+4930123456", "1906-12-09", "HRB 7", "Main Street", "back yard", "10115");

    private final OnboardingWorld world = OnboardingWorld.laidDown();

    @AfterEach
    void theWholeWorldHolds() {
        world.check();
    }

    @Test
    void aCreatedParticipantShowsAllOfItself() {
        Response answer = world.create(OnboardingWorld.CREATE, KEY);

        assertEquals(201, answer.status());
        assertEquals("\"1\"", answer.headers().get("ETag"));
        assertTrue(Id.isWellFormed("par", answer.text("id")));
        assertEquals("customer-7", answer.text("reference"));
        assertEquals("individual", answer.text("kind"));
        assertEquals("active", answer.text("state"));
        assertEquals(Json.object(OnboardingWorld.CREATE).path("profile"), answer.body().path("profile"));
        assertEquals("2026-11-22T10:00:00.000Z", answer.text("createdAt"));
        assertEquals("active active active unrequested", statuses(answer));
        assertEquals(answer.bytes(), world.get(path(answer.text("id"))).bytes());
        assertEquals("\"1\"", world.get(path(answer.text("id"))).headers().get("ETag"));
    }

    @Test
    void aProfileOfNameAndEmailIsEnough() {
        Response answer = world.create(
                """
                {"reference":"r","kind":"business","country":"AT","profile":{"name":"Ö & Söhne","email":"a@b.at"}}
                """,
                KEY);

        assertEquals(201, answer.status(), answer.bytes());
        assertEquals("Ö & Söhne", answer.body().at("/profile/name").asString(""));
    }

    @Test
    void anAddressHasNoPostalCodeWhereThereIsNone() {
        String hongKong = OnboardingWorld.CREATE
                .replace("\"postalCode\":\"10115\",", "")
                .replace("\"country\":\"DE\"", "\"country\":\"HK\"");
        Response answer = world.create(hongKong, KEY);
        assertEquals(201, answer.status(), answer.bytes());
        assertFalse(answer.body().at("/profile/address").has("postalCode"));
    }

    /** The world's time is 11 o'clock on 22 November 2026 in Berlin. */
    @Test
    void whoIsBornTomorrowTakesNoPartYet() {
        Response tomorrow = world.create(OnboardingWorld.CREATE.replace("1906-12-09", "2026-11-23"), KEY);
        assertEquals(422, tomorrow.status());
        assertEquals("invalid", tomorrow.text("reason"));
        assertEquals("/profile/birthDate", tomorrow.body().at("/errors/0/pointer").asString(""));
        assertEquals("in_the_future", tomorrow.body().at("/errors/0/reason").asString(""));

        String today = OnboardingWorld.CREATE.replace("1906-12-09", "2026-11-22");
        assertEquals(201, world.create(today, KEY).status());
    }

    @Test
    void inLiveModeAParticipantMayWhatTheShippedRulesAllow() {
        var live = new OnboardingWorld();
        live.put(OnboardingWorld.PUT.replace("\"sandbox\"", "\"live\""), "prepare-settings-1");

        Response answer = live.create(OnboardingWorld.CREATE, KEY);

        assertEquals(201, answer.status());
        assertEquals("active", answer.text("state"));
        assertEquals("active restricted restricted unrequested", statuses(answer));
        assertEquals("terms.accept", answer.body().at("/capabilities/receive/details/0/code").asString(""));
        assertEquals("participant", answer.body().at("/capabilities/receive/details/0/whoActs").asString(""));
        assertEquals("payout_method.add", answer.body().at("/requirements/0/code").asString(""));
        live.check();
    }

    @Test
    void everyAnswerIsDatedByTheMarketplacesOwnClock() {
        world.store.plant(
                SuretyTables.SANDBOX,
                Map.of(
                        "pk", Items.of("clock#demo"),
                        "sk", Items.of("position"),
                        "base", Items.of("2030-01-01T00:00:00.000Z"),
                        "setAt", Items.of("2026-11-22T10:00:00.000Z")));
        world.clock.advance(Duration.ofSeconds(90));

        assertEquals("2030-01-01T00:01:30.000Z", world.create(OnboardingWorld.CREATE, KEY).text("createdAt"));
    }

    @Test
    void theProfileLiesInTheVaultAndNowhereElse() {
        String id = world.create(OnboardingWorld.CREATE, KEY).text("id");

        String everything = world.store.everything().toString();
        PERSONAL.forEach(word -> assertFalse(everything.contains(word), word));
        var entry = world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, id)).getFirst();
        PERSONAL.forEach(word -> assertFalse(entry.data().contains(word), word));
        byte[] sealed = world.store.items(SuretyTables.VAULT).getFirst().get("sealed").b().asByteArray();
        String bytes = new String(sealed, StandardCharsets.ISO_8859_1);
        PERSONAL.forEach(word -> assertFalse(bytes.contains(word), word));
    }

    @Test
    void twoPeopleOfOneProfileHaveNothingInCommonThatShowsIt() {
        String one = world.created("customer-1", KEY);
        String other = world.created("customer-1", "create-0000000002");

        assertNotEquals(one, other);
        assertEquals(2, world.store.items(SuretyTables.VAULT).stream().map(item -> item.get("sk")).distinct().count());
        assertEquals(
                2, world.store.items(SuretyTables.VAULT).stream().map(item -> item.get("sealed")).distinct().count());
    }

    @Test
    void theSameKeyGetsTheSameBytesHoweverLate() {
        Response first = world.create(OnboardingWorld.CREATE, KEY);
        world.clock.advance(Duration.ofDays(4000));
        Map<String, ?> before = world.store.everything();

        Response again = world.create(OnboardingWorld.CREATE, KEY);
        Response respaced = world.create(Json.text(Json.object(OnboardingWorld.CREATE)), KEY);

        assertEquals(first.bytes(), again.bytes());
        assertEquals(first.bytes(), respaced.bytes());
        assertEquals(201, again.status());
        assertTrue(again.isReplay());
        assertFalse(first.isReplay());
        assertEquals(before, world.store.everything(), "a replay writes nothing");
    }

    @Test
    void anotherPersonUnderTheSameKeyIsRefused() {
        world.create(OnboardingWorld.CREATE, KEY);

        Response answer = refused(OnboardingWorld.CREATE.replace("Grace", "Grayce"), KEY);

        assertEquals(422, answer.status());
        assertEquals("idempotency_key_reused", answer.text("reason"));
    }

    @Test
    void theSameKeyInAnotherMarketplaceMakesAnotherParticipant() {
        String id = world.created("customer-1", KEY);
        var there = OnboardingWorld.operator(OnboardingWorld.OTHER);
        world.call("PUT", OnboardingWorld.SETTINGS, OnboardingWorld.PUT, KEY, there, Map.of());

        Response other = world.call(
                "POST",
                OnboardingWorld.PARTICIPANTS,
                OnboardingWorld.CREATE,
                KEY,
                OnboardingWorld.backend(OnboardingWorld.OTHER),
                Map.of());

        assertEquals(201, other.status());
        assertNotEquals(id, other.text("id"));
        assertEquals(404, world.get(path(other.text("id"))).status());
    }

    @Test
    void aMarketplaceWithoutSettingsTakesNobody() {
        var empty = new OnboardingWorld();

        Response answer = empty.refused(
                "POST",
                OnboardingWorld.PARTICIPANTS,
                OnboardingWorld.CREATE,
                KEY,
                OnboardingWorld.backend(OnboardingWorld.DEMO));

        assertEquals("invalid", answer.text("reason"));
    }

    @Test
    void aListHoldsThoseOfOneReferenceNewestFirstPageByPage() {
        List<String> wanted = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            wanted.addFirst(world.created("family-3", "create-000000000" + i));
        }
        world.created("family-33", "create-0000000009");

        List<String> found = new ArrayList<>();
        String next = "";
        int pages = 0;
        do {
            Response page = world.get(list("family-3") + "&limit=2" + next);
            assertEquals(200, page.status(), page.bytes());
            page.body().path("data").forEach(view -> found.add(view.path("id").asString("")));
            next = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
            pages++;
        } while (!next.isEmpty());

        assertEquals(wanted, found);
        assertEquals(3, pages);
        assertEquals(0, world.get(list("nobody")).body().path("data").size());
        assertEquals(wanted.getFirst(), world.get(list("family-3")).body().at("/data/0/id").asString(""));
    }

    @Test
    void aCursorIsGoodForItsListItsCallerAndADay() {
        world.created("family-3", KEY);
        world.created("family-3", "create-0000000002");
        String list = list("family-3") + "&limit=1";
        String cursor = world.get(list).text("nextCursor");
        String altered = cursor.substring(0, 20) + (cursor.charAt(20) == 'a' ? 'b' : 'a') + cursor.substring(21);

        assertEquals(200, world.get(list + "&cursor=" + cursor).status());
        for (String bad : List.of(altered, "x", ".", "a.b", cursor + "a", cursor.substring(4))) {
            Response answer = world.get(list + "&cursor=" + bad);
            assertEquals("malformed", answer.text("reason"), bad);
            assertEquals(List.of("cursor"), answer.pointers());
        }
        assertEquals(400, world.get(list("family-4") + "&cursor=" + cursor).status());
        var operator = OnboardingWorld.operator(OnboardingWorld.DEMO);
        assertEquals(400, world.get(list + "&cursor=" + cursor, operator).status());
        var other = OnboardingWorld.backend(OnboardingWorld.OTHER);
        assertEquals(400, world.get(list + "&cursor=" + cursor, other).status());
        world.clock.advance(Duration.ofHours(24));
        assertEquals(400, world.get(list + "&cursor=" + cursor).status());
    }

    @Test
    void aPersonsOwnTokenSeesItselfAndLearnsNothingOfOthers() {
        String own = world.created("family-3", KEY);
        world.clock.advance(Duration.ofSeconds(1));
        String other = world.created("family-3", "create-0000000002");
        var token = OnboardingWorld.participant(own);

        assertEquals(200, world.get(path(own), token).status());
        String none = world.get(path(Id.derive("par", "nobody")), token).bytes();
        assertEquals(none, world.get(path(other), token).bytes(), "as if it were not there");
        for (String limit : List.of("", "&limit=1", "&limit=2")) {
            Response list = world.get(list("family-3") + limit, token);
            assertEquals(1, list.body().path("data").size(), list.bytes());
            assertEquals(own, list.body().at("/data/0/id").asString(""));
            assertTrue(list.body().path("nextCursor").isNull(), "a cursor would tell that there are others");
        }
        assertEquals(0, world.get(list("customer-7"), token).body().path("data").size());
        var gone = OnboardingWorld.participant(Id.derive("par", "nobody"));
        assertEquals(0, world.get(list("family-3"), gone).body().path("data").size());
    }

    @Test
    void anIdOfAnotherMarketplaceIsAnsweredLikeOneThatDoesNotExist() {
        String id = world.created("customer-1", KEY);
        var other = OnboardingWorld.backend(OnboardingWorld.OTHER);

        Response foreign = world.get(path(id), other);

        assertEquals(404, foreign.status());
        for (String absent : List.of(Id.derive("par", "x"), "esc_" + "a".repeat(26), "x", "par_%2e%2e", "%00", "..")) {
            assertEquals(foreign.bytes(), world.get(path(absent)).bytes());
        }
    }

    @Test
    void aNewParticipantMayBeReadAtOnceAndListedALittleLater() {
        world.store.lagIndexes(true);
        String id = world.created("customer-1", KEY);

        assertEquals(200, world.get(path(id)).status());
        assertEquals(0, world.get(list("customer-1")).body().path("data").size());
        world.store.settleIndexes();
        assertEquals(1, world.get(list("customer-1")).body().path("data").size());
    }

    @Test
    void aParticipantCostsOneEntryTwoItemsInTheVaultAndAPlaceInItsIndex() {
        var before = world.store.units().snapshot();
        world.create(OnboardingWorld.CREATE, KEY);
        var spent = world.store.units().since(before);

        assertEquals(0, spent.transactions());
        assertEquals(0, spent.conditionFailures());
        assertEquals(3, spent.by(SuretyTables.VAULT) + spent.by(SuretyTables.VAULT_KEYS));
    }

    private static String statuses(Response answer) {
        var capabilities = answer.body().path("capabilities");
        return String.join(
                " ",
                List.of("pay", "receive", "payout", "instant_payout").stream()
                        .map(name -> capabilities.path(name).path("status").asString(""))
                        .toList());
    }

    private Response refused(String body, String key) {
        return world.refused(
                "POST", OnboardingWorld.PARTICIPANTS, body, key, OnboardingWorld.backend(OnboardingWorld.DEMO));
    }

    private static String path(String id) {
        return OnboardingWorld.PARTICIPANTS + "/" + id;
    }

    private static String list(String reference) {
        return OnboardingWorld.PARTICIPANTS + "?reference=" + reference;
    }
}
