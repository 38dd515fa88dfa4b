package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.Id;
import dev.surety.model.journal.Entry;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.method.PayeeAccounts;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Payout methods over HTTP: what is shown, kept, checked and refused. */
class PayoutMethodsTest {
    private static final List<String> SECRET = List.of(
            "DE89370400440532013000", "AT611904300234573201", "0532013", "123456789012", "Lovelace", "Gesellschaft");

    private final OnboardingWorld world = PayoutMethodCalls.world(Faults.none());
    private final PayoutMethodCalls calls = new PayoutMethodCalls(world);
    private String payee = "";

    @BeforeEach
    void somebodyIsThere() {
        payee = world.created("seller-1", "create-0000000001");
    }

    @AfterEach
    void theWholeWorldHolds() {
        String stored = world.store.everything().toString();
        SECRET.forEach(word -> assertFalse(stored.contains(word), word + " stands outside the vault"));
        world.check();
    }

    private MethodInForce inForce(String currency) {
        Entry last = world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, payee)).getLast();
        return Json.shared(Json.object(last.data()).path("standing"), Standing.class, Standing.VERSION)
                .method(currency)
                .orElseThrow();
    }

    private List<String> events(String participant) {
        return world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, participant)).stream()
                .skip(1)
                .map(Entry::event)
                .toList();
    }

    @Test
    void anIbanIsShownMaskedAndVerifiedByItsBank() {
        Response added = calls.add(payee, PayoutMethodCalls.iban("DE89 3704 0044 0532 0130 00", "Ada Lovelace"));

        assertEquals(201, added.status(), added.bytes());
        assertTrue(Id.isWellFormed("pm", added.text("id")));
        assertEquals("DE•• •••• 3000", added.text("masked"));
        assertEquals("Ada Lovelace", added.text("holder"));
        assertEquals("new pending", added.text("state") + " " + added.text("nameCheck"), "as the entry left it");
        Response read = calls.get(payee, added.text("id"));
        assertEquals("verified match", read.text("state") + " " + read.text("nameCheck"));
        assertTrue(read.body().path("inForce").booleanValue());
        assertTrue(read.body().path("coolDownUntil").isNull());
        assertTrue(read.body().path("sepa").booleanValue());
        assertEquals(0, read.body().path("sharedWith").asInt(-1));
        assertEquals(List.of("payout_method.added.v1", "payout_method.verified.v1"), events(payee));
        MethodInForce inForce = inForce("EUR");
        assertEquals(
                "iban verified match",
                inForce.kind() + " " + inForce.state() + " " + inForce.nameCheck().orElse(""));
        assertEquals(read.text("fingerprint"), inForce.fingerprint());
        assertEquals(Instant.parse("2026-11-22T10:00:00Z"), inForce.since());
    }

    @Test
    void anAccountInTheUnitedStatesIsPaidInDollars() {
        Response added = calls.add(payee, PayoutMethodCalls.usAccount("123456789012", "Ada Lovelace"));
        assertEquals(201, added.status(), added.bytes());
        assertEquals("•••• 9012 checking US", added.text("masked") + " " + added.text("accountType") + " "
                + added.text("country"));
        assertEquals("us_account", inForce("USD").kind());
        Response euros = calls.refused(
                payee, PayoutMethodCalls.usAccount("123456789012", "Ada Lovelace").replace("USD", "EUR"));
        assertEquals("422 invalid /currency not_of_this_kind", PayoutMethodCalls.shown(euros));
    }

    @Test
    void aRepeatedRequestGetsTheSameBytesThoughTheMethodHasMovedOn() {
        String body = PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace");
        Response first = calls.add(payee, body, "add-000000000001");
        calls.add(world.created("seller-2", "create-0000000002"), body, "add-000000000002");
        Response again = calls.add(payee, body, "add-000000000001");
        assertEquals(first.bytes(), again.bytes());
        assertTrue(again.isReplay());
        assertEquals(1, calls.get(payee, first.text("id")).body().path("sharedWith").asInt(-1), "read, it is as now");
        Response other = calls.add(payee, body.replace("Ada", "Eve"), "add-000000000001");
        assertEquals(422, other.status());
        assertEquals("idempotency_key_reused", other.text("reason"));
    }

    @Test
    void wrongNumbersAreRefusedByFieldAndRuleAndNotRepeated() {
        String good = "DE89370400440532013000";
        for (String[] row : new String[][] {
            {"DE88370400440532013000", "422 invalid /iban check_digits"},
            {"DE8937040044053201300", "422 invalid /iban length"},
            {"US89370400440532013000", "422 invalid /iban country_without_iban"},
            {"DE89-3704-0044-0532-0130-00", "422 invalid /iban format"},
        }) {
            Response refused = calls.refused(payee, PayoutMethodCalls.iban(row[0], "Ada Lovelace"));
            assertEquals(row[1], PayoutMethodCalls.shown(refused));
            assertFalse(refused.bytes().contains(row[0].substring(4)), "no answer repeats a number");
        }
        String us = PayoutMethodCalls.usAccount("123456789012", "Ada Lovelace");
        assertEquals(
                "422 invalid /routingNumber check_digits",
                PayoutMethodCalls.shown(calls.refused(payee, us.replace("021000021", "021000022"))));
        assertEquals(
                "400 malformed /accountNumber format",
                PayoutMethodCalls.shown(calls.refused(payee, us.replace("123456789012", "123"))));
        assertEquals(
                "422 invalid /currency not_of_this_marketplace",
                PayoutMethodCalls.shown(
                        calls.refused(payee, PayoutMethodCalls.iban(good, "Ada").replace("EUR", "CHF"))));
        assertEquals(
                "400 malformed /routingNumber unknown",
                PayoutMethodCalls.shown(calls.refused(
                        payee,
                        PayoutMethodCalls.iban(good, "Ada").replace("{", "{\"routingNumber\":\"021000021\","))));
    }

    @Test
    void theSameAccountIsAddedOnceAndTenAtMost() {
        calls.add(payee, PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace"));
        Response doubled = calls.refused(payee, PayoutMethodCalls.iban("de89 3704 0044 0532 0130 00", "Ada"));
        assertEquals("422 invalid /iban doubled", PayoutMethodCalls.shown(doubled));
        for (int i = 1; i < 10; i++) {
            assertEquals(201, calls.add(payee, PayoutMethodCalls.usAccount("9876543" + i, "Ada Lovelace")).status());
        }
        Response eleventh = calls.refused(payee, PayoutMethodCalls.usAccount("11111111", "Ada Lovelace"));
        assertEquals("422 limit_exceeded  payout_methods", PayoutMethodCalls.shown(eleventh));
    }

    @Test
    void anotherMethodInForceWaitsForThreeDaysAndBothChannelsAreTold() {
        String first = calls.add(payee, PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace")).text("id");
        String second = calls.add(payee, PayoutMethodCalls.iban("AT611904300234573201", "Ada Lovelace")).text("id");
        assertEquals(first, inForce("EUR").id());

        Response changed = calls.makeDefault(payee, second, OnboardingWorld.participant(payee));

        assertEquals(200, changed.status(), changed.bytes());
        assertEquals("2026-11-25T10:00:00.000Z", changed.text("coolDownUntil"));
        assertEquals(second, inForce("EUR").id());
        assertEquals(Optional.of(Instant.parse("2026-11-25T10:00:00Z")), inForce("EUR").coolDownUntil());
        Entry last = world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, payee)).getLast();
        assertEquals("payout_method.changed.v1", last.event());
        JsonNode told = Json.object(last.data()).path("told");
        assertEquals(1, told.size());
        assertTrue(told.get(0).stringValue().matches("[0-9a-f]{40}"), "a commitment, no address");

        world.clock.advance(Duration.ofDays(29));
        var own = OnboardingWorld.participant(payee);
        Response again = world.refused("POST", calls.path(payee, first) + "/default", "", "default-00000000x1", own);
        assertEquals("422 limit_exceeded  switches_in_30_days", PayoutMethodCalls.shown(again));
        Response byPerson = calls.makeDefault(payee, first, PayoutMethodCalls.compliance());
        assertEquals(200, byPerson.status(), byPerson.bytes());
        assertEquals(first, inForce("EUR").id());
    }

    @Test
    void aDisabledMethodIsNotPaidAndStaysReadable() {
        String first = calls.add(payee, PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace")).text("id");
        Response disabled = calls.disable(payee, first);
        assertEquals("disabled", disabled.text("state"));
        assertFalse(disabled.body().path("inForce").booleanValue());
        assertEquals("disabled", calls.get(payee, first).text("state"));
        Response again = world.refused(
                "POST", calls.path(payee, first) + "/disable", "", "disable-00000000x1",
                OnboardingWorld.backend(OnboardingWorld.DEMO));
        assertEquals("409 transition_not_allowed", PayoutMethodCalls.shown(again));
        Response next = calls.add(payee, PayoutMethodCalls.iban("AT611904300234573201", "Ada Lovelace"));
        assertEquals("2026-11-25T10:00:00.000Z", next.text("coolDownUntil"), "it takes the place of another");
        assertTrue(next.body().path("inForce").booleanValue());
        assertEquals(2, calls.list(payee).body().path("data").size());
    }

    @Test
    void theSandboxsBankAnswersByTheHoldersName() {
        for (String[] row : new String[][] {
            {"Close Match", "new close"},
            {"No Match", "new no_match"},
            {"Not Possible", "new not_possible"},
            {"Pending Day", "new pending"},
            {"Never Answers", "new pending"},
            {"Ada Lovelace", "verified match"},
        }) {
            String id = world.created(row[0], "create-" + row[0].replace(' ', '-') + "-000001");
            String method = calls.add(id, PayoutMethodCalls.iban("DE89370400440532013000", row[0])).text("id");
            Response read = calls.get(id, method);
            assertEquals(row[1], read.text("state") + " " + read.text("nameCheck"), row[0]);
            if (row[0].equals("No Match")) {
                payee = id;
                assertTrue(inForce("EUR").isNameWrong(), "a plan can leave it out");
            }
        }
    }

    @Test
    void aBankThatAnswersLaterIsAskedAgainByTheTimer() {
        String pending = calls.add(payee, PayoutMethodCalls.iban("DE89370400440532013000", "Pending Day")).text("id");
        String silent = calls.add(payee, PayoutMethodCalls.iban("AT611904300234573201", "Never Answers")).text("id");
        for (int hour = 0; hour < 24; hour++) {
            assertEquals("pending", calls.get(payee, pending).text("nameCheck"));
            world.clock.advance(Duration.ofHours(1));
            Deadlines.pass(world);
        }
        world.clock.advance(Duration.ofHours(4));
        Deadlines.pass(world);
        Response answered = calls.get(payee, pending);
        assertEquals("verified match", answered.text("state") + " " + answered.text("nameCheck"));
        world.clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 14; i++) {
            Deadlines.pass(world);
            world.clock.advance(Duration.ofHours(4));
        }
        Response left = calls.get(payee, silent);
        assertEquals("new not_possible", left.text("state") + " " + left.text("nameCheck"));
        Entry last = world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, payee)).getLast();
        assertEquals(Optional.empty(), last.due(), "nothing waits any more");
    }

    @Test
    void changedContactsMakeTheMethodWaitAndTheFormerOnesAreToldOfTheNextChange() {
        String first = calls.add(payee, PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace")).text("id");
        Response changed = world.call(
                "PATCH", OnboardingWorld.PARTICIPANTS + "/" + payee,
                "{\"profile\":{\"email\":\"thief@mail.example\"}}", "patch-0000000001",
                OnboardingWorld.backend(OnboardingWorld.DEMO), Map.of());
        assertEquals(200, changed.status(), changed.bytes());
        assertEquals("2026-11-25T10:00:00.000Z", calls.get(payee, first).text("coolDownUntil"));
        assertEquals(Optional.of(Instant.parse("2026-11-25T10:00:00Z")), inForce("EUR").coolDownUntil());

        calls.add(payee, PayoutMethodCalls.iban("AT611904300234573201", "Eve"));

        Entry added = world.chain(CreateParticipant.chain(OnboardingWorld.DEMO, payee)).stream()
                .filter(entry -> entry.event().equals("payout_method.added.v1"))
                .toList()
                .getLast();
        assertEquals(2, Json.object(added.data()).path("told").size(), "the new channel and the old");
    }

    @Test
    void aNameIsShownAsItsBankWillSeeIt() {
        Response firm = calls.add(
                payee, PayoutMethodCalls.iban("DE89370400440532013000", "Müller & Söhne Gesellschaft"));
        assertEquals("Mueller + Soehne Gesellschaft", firm.text("bankName"));
        Response han = calls.add(payee, PayoutMethodCalls.iban("AT611904300234573201", "王小明"));
        assertTrue(han.body().path("bankName").isNull());
        assertTrue(han.body().path("nameUnwritable").booleanValue());
    }

    @Test
    void anAccountOfTwoWantsAPersonAndIsNotRefused() {
        String body = PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace");
        Response first = calls.add(payee, body);
        String other = world.created("seller-2", "create-0000000002");
        Response second = calls.add(other, body);

        assertEquals(first.text("fingerprint"), second.text("fingerprint"));
        assertEquals(1, second.body().path("sharedWith").asInt(-1));
        var account = world.chain(PayeeAccounts.chain(OnboardingWorld.DEMO, first.text("fingerprint")));
        assertEquals(2, account.size());
        assertEquals(Optional.empty(), account.getFirst().attention());
        assertEquals(Optional.of("opens shared_method"), account.getLast().attention());
        Response own = world.get(calls.path(other, second.text("id")), OnboardingWorld.participant(other));
        assertFalse(own.body().has("sharedWith"), "a participant's own token does not learn of others");
        calls.disable(payee, first.text("id"));
        calls.add(payee, body);
        assertEquals(2, world.chain(account.getLast().chain()).size(), "each participant is named once");
    }

    @Test
    void oneAccountHasAnotherFingerprintInAnotherMarketplace() {
        String body = PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace");
        String here = calls.add(payee, body).text("fingerprint");
        world.call(
                "PUT", OnboardingWorld.SETTINGS, OnboardingWorld.PUT, "settings-0000000001",
                OnboardingWorld.operator(OnboardingWorld.OTHER), Map.of());
        var there = OnboardingWorld.backend(OnboardingWorld.OTHER);
        String id = world.call(
                        "POST", OnboardingWorld.PARTICIPANTS, OnboardingWorld.CREATE, "create-0000000009", there,
                        Map.of())
                .text("id");
        Response added = world.call("POST", calls.path(id), body, "add-000000000009", there, Map.of());
        assertEquals(201, added.status(), added.bytes());
        assertFalse(here.equals(added.text("fingerprint")));
        assertEquals(0, added.body().path("sharedWith").asInt(-1));
        Response foreign = world.refused(
                "POST", calls.path(payee), body, "add-000000000008", there);
        assertEquals("404 not_found", PayoutMethodCalls.shown(foreign));
        assertEquals(404, world.get(calls.path(payee), there).status());
    }

    @Test
    void aFingerprintOutlivesTheKeyThatMadeIt() {
        String body = PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace");
        String before = calls.add(payee, body).text("fingerprint");
        world.secrets = world.secrets.replace(
                "\"index\": {\"current\"",
                "\"index\": {\"current\": \"bm90aGluZyBidXQgYW5vdGhlciBrZXkgZm9yIGl0ISE=\", \"previous\"");
        world.clock.advance(Duration.ofMinutes(6));
        Response after = calls.add(world.created("seller-2", "create-0000000002"), body);
        assertEquals(before, after.text("fingerprint"));
        assertEquals(1, after.body().path("sharedWith").asInt(-1));
        Response unknown = calls.add(payee, PayoutMethodCalls.iban("AT611904300234573201", "Ada Lovelace"));
        assertEquals(201, unknown.status(), unknown.bytes());
    }

    @Test
    void numberAndHolderGoWithTheParticipantsKey() {
        String method = calls.add(payee, PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace")).text("id");
        String chain = "participant#demo#" + payee;
        assertEquals(2, world.store.items(SuretyTables.VAULT).stream()
                .filter(item -> item.get("pk").s().equals(chain))
                .count());
        world.store.items(SuretyTables.VAULT_KEYS).stream()
                .filter(item -> item.get("pk").s().equals(chain))
                .toList()
                .forEach(item -> world.store.deleteItem(delete -> delete.tableName(SuretyTables.VAULT_KEYS)
                        .key(Map.of("pk", item.get("pk")))));
        Response read = calls.get(payee, method);
        assertEquals(200, read.status(), read.bytes());
        for (String gone : List.of("masked", "holder", "bankName", "country", "bic")) {
            assertTrue(read.body().path(gone).isNull(), gone);
        }
        assertEquals("verified", read.text("state"));
    }

    @Test
    void aParticipantsOwnTokenKeepsItsOwnMethodsAndNoOthers() {
        String other = world.created("seller-2", "create-0000000002");
        var own = OnboardingWorld.participant(payee);
        String body = PayoutMethodCalls.iban("DE89370400440532013000", "Ada Lovelace");
        Response added = world.call("POST", calls.path(payee), body, "add-000000000001", own, Map.of());
        assertEquals(201, added.status(), added.bytes());
        assertEquals(200, world.get(calls.path(payee), own).status());
        assertEquals(404, world.refused("POST", calls.path(other), body, "add-000000000002", own).status());
        assertEquals(404, world.get(calls.path(other), own).status());
        String method = added.text("id");
        var others = OnboardingWorld.participant(other);
        for (String verb : List.of("/disable", "/default")) {
            Response foreign = world.refused("POST", calls.path(payee, method) + verb, "", "verb-00000000001", others);
            assertEquals(404, foreign.status());
            Response elsewhere = world.refused(
                    "POST", calls.path(other, method) + verb, "", "verb-00000000002",
                    OnboardingWorld.backend(OnboardingWorld.DEMO));
            assertEquals(404, elsewhere.status(), "a method is found under its own participant alone");
        }
    }
}
