package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.identity.IdentityChecks;
import dev.surety.onboarding.identity.GuardedIdentity;
import dev.surety.onboarding.identity.stripe.StripeServer;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** From a start over HTTP to the participant's proof, with Stripe behind it. */
class StripeChecksIdentitiesTest {
    private static final String WEBHOOKS = "/v1/identity-providers/stripe/demo/webhooks";
    private static final String START = "{\"returnUrl\":\"https://shop.example/back\"}";

    private final StripeServer stripe = new StripeServer();
    private final OnboardingWorld world = OnboardingWorld.laidDown();
    private String seller;

    @BeforeEach
    void create() {
        world.identity.replace(new GuardedIdentity(stripe.adapter()));
        Response created = world.create(OnboardingWorld.CREATE, "create-000000000001");
        assertEquals(201, created.status(), created.bytes());
        seller = created.text("id");
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    private String path() {
        return "/v1/participants/" + seller + "/identity-checks";
    }

    private Response start() {
        return world.call(
                "POST", path(), START, "start-check-0000001", OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());
    }

    /** Stripe has the session, of which it now says this. */
    private void says(String fixture, String check, String... words) {
        stripe.forget();
        stripe.says(200, StripeServer.fixture(fixture, words).replace("{check}", check));
    }

    /** The id of a check derives from its key, so a first start that fails tells it. */
    private String started() {
        stripe.says(500, "{}");
        Response first = start();
        assertEquals(201, first.status(), first.bytes());
        assertEquals("starting", first.text("state"));
        String check = first.text("id");
        stripe.forget();
        stripe.says(200, StripeServer.fixture("list").replace("\"{session}\"", ""))
                .says(200, StripeServer.fixture("requires_input").replace("{check}", check));
        world.wake(IdentityChecks.chain(OnboardingWorld.DEMO, check), 0);
        assertEquals("waiting", shown(check).text("state"));
        return check;
    }

    private Response shown(String check) {
        return world.get(path() + "/" + check);
    }

    private Response hear(String status, String check) {
        String body = StripeServer.fixture("event", "status", status, "check", check);
        long now = world.clock.instant().getEpochSecond();
        return send(body, "t=" + now + ",v1=" + StripeServer.mac(now, body) + ",v0=" + "0".repeat(64));
    }

    private Response send(String body, String signature) {
        return world.call(
                "POST", WEBHOOKS, body, "", Map.of(),
                Map.of("stripe-signature", signature, "content-type", "application/json; charset=utf-8"));
    }

    @Test
    void aPersonIsVerifiedByWhatTheDocumentSaid() {
        String check = started();
        Response page = world.get("/identity-checks/demo/" + check, Map.of());
        assertEquals(303, page.status());
        assertEquals("https://verify.stripe.com/start/by_hand", page.headers().get("Location"));

        says("processing", check);
        assertEquals("{\"status\":\"followed\"}", hear("processing", check).bytes());
        assertEquals("processing", shown(check).text("state"));
        says("verified", check);
        assertEquals("{\"status\":\"followed\"}", hear("verified", check).bytes());

        assertEquals("verified", shown(check).text("state"));
        List<String> told = world.chain(
                        CreateParticipant.chain(OnboardingWorld.DEMO, seller))
                .stream()
                .map(Entry::event)
                .filter("participant.proved.v1"::equals)
                .toList();
        assertEquals(2, told.size(), "that a provider looks, and its yes");
        world.check();
    }

    /** The words of the document, against Grace Hopper of 1906-12-09. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "first          | last    | born       | state      | error",
                "GRACE          | HOPPER  | 1906-12-09 | verified   |",
                "Grace Brewster | Hopper  | 1906-12-09 | verified   |",
                "Hopper         | Grace   | 1906-12-09 | verified   |",
                "Grace          | Hopper  |            | verified   |",
                "Grace          | Hopper  | 1906-12-08 | failed     | birth_date_mismatch",
                "Grace          | Hopper  | 1960-12-09 | failed     | birth_date_mismatch",
                "Ada            | Hopper  | 1906-12-09 | failed     | name_mismatch",
                "               | Hopper  | 1906-12-09 | failed     | name_mismatch",
                "Alan           | Turing  | 1912-06-23 | failed     | name_mismatch",
                "               |         | 1906-12-09 | processing |",
            })
    void theDocumentHasToBeThePersons(String first, String last, String born, String state, String error) {
        String check = started();
        says("processing", check);
        hear("processing", check);
        ObjectNode session = Json.object(StripeServer.fixture("verified", "check", check));
        ObjectNode outputs = (ObjectNode) session.get("verified_outputs");
        outputs.put("first_name", first).put("last_name", last);
        if (born == null) {
            outputs.putNull("dob");
        } else {
            String[] date = born.split("-");
            outputs.putObject("dob")
                    .put("year", Integer.parseInt(date[0]))
                    .put("month", Integer.parseInt(date[1]))
                    .put("day", Integer.parseInt(date[2]));
        }
        stripe.forget();
        stripe.says(200, Json.text(session));

        hear("verified", check);

        assertEquals(state, shown(check).text("state"));
        assertEquals(error == null ? "" : error, shown(check).body().at("/errors/0/code").asString(""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "event          | fixture        | code             | state   | error",
                "requires_input | requires_input |                  | waiting |",
                "requires_input | failed         | abandoned        | waiting |",
                "requires_input | failed         | document_expired | failed  | document_expired",
                "canceled       | canceled       |                  | failed  | check_abandoned",
            })
    void anEventIsFollowedToWhatStripeSays(String event, String fixture, String code, String state, String error) {
        String check = started();
        says(fixture, check, "code", code == null ? "" : code);
        assertEquals("{\"status\":\"followed\"}", hear(event, check).bytes());
        assertEquals(state, shown(check).text("state"));
        assertEquals(error == null ? "" : error, shown(check).body().at("/errors/0/code").asString(""));
    }

    /** An event says verified. Stripe, asked, does not. */
    @Test
    void anEventIsNotBelieved() {
        String check = started();
        says("requires_input", check);
        assertEquals("{\"status\":\"followed\"}", hear("verified", check).bytes());
        assertEquals("waiting", shown(check).text("state"));
    }

    @Test
    void aForgedOldOrForeignEventIsNotHeard() {
        String check = started();
        says("verified", check);
        String body = StripeServer.fixture("event", "status", "verified", "check", check);
        long now = world.clock.instant().getEpochSecond();
        String good = "t=" + now + ",v1=" + StripeServer.mac(now, body);
        for (String forged : List.of("", "t=" + now + ",v1=" + "0".repeat(64), good.replace("v1", "v0"))) {
            assertEquals(401, send(body, forged).status(), forged);
        }
        assertEquals(401, send(body.replace("evt_1ByHand", "evt_2"), good).status());
        world.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertEquals(401, send(body, good).status());
        assertEquals(List.of(), stripe.calls(), "a stranger is not asked for");
        assertEquals("waiting", shown(check).text("state"));
    }

    @Test
    void anEventAboutNothingOfOursIsTaken() {
        assertEquals("{\"status\":\"ignored\"}", hear("verified", "customer-7").bytes());
        assertEquals("{\"status\":\"ignored\"}", hear("verified", "chk_" + "a".repeat(26)).bytes());
        assertEquals(List.of(), stripe.calls());
    }

    /** A yes is looked at once more, two days later. */
    @Test
    void aSessionThatStripeForgotKeepsItsYes() {
        String check = started();
        says("verified", check);
        hear("verified", check);
        says("redacted", check);
        world.clock.advance(Duration.ofDays(2));
        Deadlines.pass(world);
        assertFalse(stripe.calls().isEmpty(), "it was looked at");
        assertEquals("verified", shown(check).text("state"));
        world.check();
    }

    /** The start began a session, and its answer was lost. */
    @Test
    void aLostStartIsFoundAndNotStartedAgain() {
        stripe.saysNothing();
        Response first = start();
        assertEquals("starting", first.text("state"));
        String check = first.text("id");
        stripe.forget();
        String session = StripeServer.fixture("requires_input").replace("{check}", check);
        stripe.says(200, StripeServer.fixture("list").replace("\"{session}\"", session));

        world.wake(IdentityChecks.chain(OnboardingWorld.DEMO, check), 0);

        assertEquals("waiting", shown(check).text("state"));
        assertEquals(List.of("GET"), stripe.calls().stream().map(StripeServer.Call::method).toList());
    }

    /** The provider's words about the person and its page are in no entry. */
    @Test
    void noEntryHasTheDocumentsWordsOrThePage() {
        String check = started();
        says("verified", check);
        hear("verified", check);
        String stored = world.chain(IdentityChecks.chain(OnboardingWorld.DEMO, check)).toString();
        for (String word : List.of("HOPPER", "1906", "verify.stripe.com", "secret")) {
            assertFalse(stored.contains(word), word);
        }
    }
}
