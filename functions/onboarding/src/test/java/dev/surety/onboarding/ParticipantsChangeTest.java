package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ParticipantsChangeTest {
    private static final String KEY = "change-000000001";
    private static final String WORDS = "\"facts\":\"Sold a fake Rolex.\",\"contact\":\"trust@shop.example\"";

    private OnboardingWorld world;
    private String id;

    @BeforeEach
    void aParticipantOfASandbox() {
        world = OnboardingWorld.laidDown();
        id = world.created("customer-1", "prepare-00000001");
    }

    private Response decide(String verb, String body, String key) {
        return world.call("POST", path() + verb, body, key, OnboardingWorld.compliance(), Map.of());
    }

    private String path() {
        return OnboardingWorld.PARTICIPANTS + "/" + id;
    }

    private ChainId chain() {
        return CreateParticipant.chain(OnboardingWorld.DEMO, id);
    }

    private JsonNode standing() {
        return Json.object(world.chain(chain()).getLast().data()).path("standing");
    }

    private static String status(Response answer, String capability) {
        return answer.body().at("/capabilities/" + capability + "/status").asString("");
    }

    @Test
    void aProfileIsChangedMemberByMemberAndLiesInTheVaultAlone() {
        String patch = "{\"profile\":{\"phone\":\"+4930999\",\"name\":\"Grace B. Hopper\"}}";
        Response answer = world.call("PATCH", path(), patch, KEY, OnboardingWorld.participant(id), Map.of());

        assertEquals(200, answer.status(), answer.bytes());
        assertEquals("Grace B. Hopper", answer.body().at("/profile/name").asString(""));
        assertEquals("+4930999", answer.body().at("/profile/phone").asString(""));
        assertEquals("grace@navy.example", answer.body().at("/profile/email").asString(""));
        assertEquals("customer-1", answer.text("reference"));
        assertEquals(2, answer.body().path("version").asInt(0));
        assertFalse(world.store.everything().toString().contains("Grace B."));
        assertEquals(
                "[\"name\",\"phone\"]",
                Json.object(world.chain(chain()).getLast().data())
                        .path("changed")
                        .toString());
        Response again = world.call("PATCH", path(), patch, KEY, OnboardingWorld.participant(id), Map.of());
        assertEquals(answer.bytes(), again.bytes());
        assertTrue(again.isReplay());
        world.check();
    }

    @Test
    void aFormerParticipantIsChangedAsAnyOther() {
        id = world.formerParticipant("of-old");

        Response answer = world.call(
                "PATCH", path(), "{\"profile\":{\"name\":\"Ada\"}}", KEY, OnboardingWorld.backend(OnboardingWorld.DEMO),
                Map.of());

        assertEquals(200, answer.status(), answer.bytes());
        assertEquals("of-old", answer.text("reference"));
        assertEquals("Ada", answer.body().at("/profile/name").asString(""));
        assertEquals("1906-12-09", answer.body().at("/profile/birthDate").asString(""));
        assertEquals(answer.bytes(), world.get(path()).bytes());
    }

    @Test
    void aSuspendedParticipantMayDoNothingUntilItIsReinstated() {
        Response suspended = decide("/suspend", "{\"reason\":\"terms_breached\"," + WORDS + "}", KEY);

        assertEquals(200, suspended.status(), suspended.bytes());
        assertEquals("suspended", suspended.text("state"));
        assertEquals("restricted", status(suspended, "pay"));
        JsonNode detail = suspended.body().at("/capabilities/pay/details/0");
        assertEquals("suspended", detail.path("code").asString(""));
        assertEquals("marketplace", detail.path("contact").asString(""));
        assertEquals("Sold a fake Rolex.", suspended.body().at("/decision/facts").asString(""));
        assertFalse(world.store.everything().toString().contains("Rolex"), "facts are words about a person");
        assertEquals("suspended", standing().path("state").asString(""));
        assertEquals("[]", standing().path("active").toString());

        Response reinstated = decide("/reinstate", "", "change-000000002");
        assertEquals("active", reinstated.text("state"));
        assertTrue(reinstated.body().path("decision").isNull());
        assertEquals("transition_not_allowed", decide("/reinstate", "", "change-000000003").reason());
        world.check();
    }

    @Test
    void aDecisionEndsByItself() {
        String until = ",\"until\":\"2026-11-25T10:00:00Z\"}";
        String restriction = "{\"reason\":\"inactive\",\"capabilities\":[\"payout\"]," + WORDS + until;
        assertEquals("restricted", decide("/restrict", restriction, KEY).text("state"));
        String block = "{\"reason\":\"court_order\",\"flows\":[\"inflow\",\"outflow\"]," + WORDS + until;
        Response blocked = decide("/block", block, "change-000000002");
        assertEquals("court_order", blocked.body().at("/outflowBlock/reason").asString(""));
        assertTrue(standing().path("outflowBlocked").asBoolean(false));
        assertEquals("active", status(blocked, "receive"), "only what is named is restricted");

        int number = world.chain(chain()).size();
        assertEquals(List.of("m-1"), world.wake(chain(), number), "a wake before its time comes again");
        world.clock.advance(Duration.ofDays(3));
        Deadlines.pass(world);
        world.clock.advance(Duration.ofMinutes(1));
        Deadlines.pass(world);

        Response after = world.get(path());
        assertEquals("active", after.text("state"));
        assertEquals("active", status(after, "payout"));
        assertTrue(after.body().path("inflowBlock").isNull());
        assertFalse(standing().path("inflowBlocked").asBoolean(true));
        assertTrue(world.chain(chain()).getLast().due().isEmpty());
        world.check();
    }

    @Test
    void aRejectionIsTheLastDecision() {
        String body = "{\"reason\":\"fraud_suspected\"," + WORDS + "}";
        assertEquals("rejected", decide("/reject", body, KEY).text("state"));

        assertEquals("transition_not_allowed", refused("/reinstate", "").reason());
        assertEquals("transition_not_allowed", refused("/suspend", body).reason());
        assertEquals("transition_not_allowed", refused("/reject", body).reason());
    }

    private Response refused(String verb, String body) {
        return world.refused("POST", path() + verb, body, "change-000000009", OnboardingWorld.compliance());
    }

    @Test
    void aParticipantSuspectedOfFraudIsToldOnlyThatItIsUnderReview() {
        decide("/suspend", "{\"reason\":\"fraud_suspected\"," + WORDS + "}", KEY);

        Response own = world.get(path(), OnboardingWorld.participant(id));

        assertEquals("under_review", own.body().at("/decision/reason").asString(""));
        assertFalse(own.bytes().contains("fraud"), own.bytes());
        assertFalse(own.bytes().contains("Rolex"), own.bytes());
    }

    @Test
    void theMarketplaceRequestsAndSwitchesCapabilities() {
        var backend = OnboardingWorld.backend(OnboardingWorld.DEMO);
        Response requested = world.call(
                "PUT", path() + "/capabilities/instant_payout", "{\"requested\":true}", KEY, backend, Map.of());
        assertEquals("active", status(requested, "instant_payout"), requested.bytes());

        Response off = world.call(
                "PUT", path() + "/capabilities/pay", "{\"enabled\":false}", "change-000000002", backend,
                Map.of("if-match", "\"2\""));
        assertEquals("restricted", status(off, "pay"), off.bytes());
        assertEquals("switched_off", off.body().at("/capabilities/pay/details/0/code").asString(""));
        assertEquals("active", off.text("state"));
        assertEquals(412, world.call(
                        "PUT", path() + "/capabilities/pay", "{\"enabled\":true}", "change-000000003", backend,
                        Map.of("if-match", "\"2\""))
                .status());
        assertEquals(404, world.call(
                        "PUT", path() + "/capabilities/fly", "{\"enabled\":true}", "change-000000004", backend,
                        Map.of())
                .status());
    }

    @Test
    void aLiveParticipantMeetsItsRequirementsOneByOne() {
        world = new OnboardingWorld();
        world.put(OnboardingWorld.PUT.replace("\"sandbox\"", "\"live\""), "prepare-settings-1");
        String bare = "{\"reference\":\"c\",\"kind\":\"individual\",\"country\":\"DE\","
                + "\"profile\":{\"name\":\"Ada\",\"email\":\"ada@mail.example\"}}";
        id = world.create(bare, "prepare-00000001").text("id");
        assertEquals(
                "[payout_method.add, profile.address, profile.birth_date, terms.accept]", open().toString());

        Response terms = world.call(
                "POST", path() + "/terms-acceptances", "{\"version\":\"2026-11\",\"hash\":\"" + "ab".repeat(32) + "\"}",
                KEY, OnboardingWorld.participant(id), Map.of());
        assertEquals("2026-11", terms.body().at("/terms/version").asString(""), terms.bytes());
        assertEquals("restricted", status(terms, "receive"));
        String patch = "{\"profile\":{\"birthDate\":\"1990-05-17\","
                + "\"address\":{\"line1\":\"Main 1\",\"city\":\"Linz\",\"country\":\"AT\"}}}";
        Response given = world.call(
                "PATCH", path(), patch, "change-000000002", OnboardingWorld.participant(id), Map.of());

        assertEquals("active", status(given, "receive"), given.bytes());
        assertEquals("restricted", status(given, "payout"));
        assertEquals("[payout_method.add]", open().toString());
        assertEquals("index-1", standing().path("screened").asString(""));
        world.check();
    }

    private List<String> open() {
        return world.get(path() + "/requirements").body().path("data").valueStream()
                .map(open -> open.path("code").asString(""))
                .toList();
    }
}
