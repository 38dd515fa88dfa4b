package dev.surety.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Entry;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A participant takes nothing new at once, and is closed when its last money is settled. */
class ParticipantsAreClosedTest {
    private static final Duration SOON = Duration.ofMinutes(16);

    private final ClosingCalls calls = new ClosingCalls();
    private final OnboardingWorld world = calls.world;

    @Test
    void closingTakesNothingNewAndPaysOut() {
        String id = calls.seller("seller-1");

        Response answer = calls.close(id);

        assertEquals(200, answer.status(), answer.bytes());
        assertEquals("closing", answer.text("state"));
        JsonNode may = answer.body().path("capabilities");
        assertEquals("restricted", may.at("/pay/status").asString(""));
        assertEquals("closing", may.at("/pay/details/0/code").asString(""));
        assertEquals("restricted", may.at("/receive/status").asString(""));
        assertEquals("active", may.at("/payout/status").asString(""));
        String one = ClosingCalls.path(id);
        var backend = ClosingCalls.BACKEND;
        for (List<String> each : List.of(
                List.of("PATCH", one, "{\"profile\":{\"name\":\"Ada\"}}"),
                List.of("POST", one + "/terms-acceptances", "{\"version\":\"2\"}"),
                List.of("PUT", one + "/capabilities/pay", "{\"enabled\":false}"),
                List.of("POST", one + "/documents", DocumentCalls.body(DocumentCalls.PDF)),
                List.of("POST", one + "/identity-checks", "{\"returnUrl\":\"https://shop.example/back\"}"),
                List.of("POST", one + "/payout-methods",
                        PayoutMethodCalls.iban("DE89370400440532013000", "Grace Hopper")))) {
            assertEquals(
                    "409 transition_not_allowed",
                    calls.refused(each.get(0), each.get(1), each.get(2), backend),
                    each.toString());
        }
    }

    @Test
    void theAnswerHasTheDateOfEachKindAndIsTheSameAgain() {
        String id = calls.seller("seller-1");

        Response answer = calls.close(id, "closing-key-000000001");

        assertEquals(
                """
                {"since":"2026-11-22T10:00:00.000Z","closedAt":null,"open":[],"erasure":[\
                {"kind":"profile","at":"2026-11-22T10:15:00.000Z","done":false},\
                {"kind":"kyc","at":"2031-11-22T10:15:00.000Z","done":false},\
                {"kind":"files","at":"2036-11-22T10:15:00.000Z","done":false}],\
                "completeAt":"2026-11-29T10:15:00.000Z"}""",
                answer.body().path("closing").toString());
        assertEquals(answer.bytes(), calls.close(id, "closing-key-000000001").bytes());
        assertEquals(answer.bytes(), calls.close(id, "closing-key-000000002").bytes());
        assertEquals(answer.bytes(), calls.view(id).bytes());
        assertEquals(2, calls.events(id).size());
    }

    @Test
    void itIsClosedAtItsDeadlineIfNothingIsOpen() {
        String id = calls.seller("seller-1");
        calls.close(id);
        calls.pass(Duration.ofMinutes(14));
        assertEquals("closing", calls.state(id));
        calls.pass(Duration.ofMinutes(2));
        assertEquals("closed", calls.state(id));
        assertEquals(
                List.of(
                        "participant.created.v3",
                        "participant.closing.v1",
                        "participant.closed.v1",
                        "participant.erased.v1"),
                calls.events(id));
        JsonNode may = calls.view(id).body().path("capabilities");
        assertEquals("restricted", may.at("/payout/status").asString(""));
        assertEquals("closed", standing(id).path("state").asString(""));
        assertEquals("[]", standing(id).path("active").toString());
        world.check();
    }

    private JsonNode standing(String id) {
        Entry last = world.chain(ClosingCalls.chain(id)).getLast();
        return dev.surety.runtime.json.Json.object(last.data()).path("standing");
    }

    @Test
    void everyKindOfOpenMoneyIsWaitedFor() {
        for (AccountKind kind :
                List.of(AccountKind.PAYABLE, AccountKind.ON_HOLD, AccountKind.RESERVE, AccountKind.DEBT)) {
            String id = calls.seller("seller-of-" + kind.code().toLowerCase(java.util.Locale.ROOT));
            calls.balance(id, kind, "JPY", kind == AccountKind.DEBT ? -1 : 1);
            calls.close(id);
            calls.pass(SOON);
            assertEquals("closing", calls.state(id));
            assertEquals("[\"balance\"]", calls.view(id).body().at("/closing/open").toString());
            calls.balance(id, kind, "JPY", 0);
            calls.pass(Duration.ofHours(23));
            assertEquals("closing", calls.state(id));
            calls.pass(Duration.ofHours(1));
            assertEquals("closed", calls.state(id));
        }
    }

    @Test
    void aPayoutUnderWayIsWaitedForAndItsEventCloses() {
        String id = calls.seller("seller-1");
        calls.payout("one", id, "sent");
        calls.close(id);
        calls.pass(SOON);
        assertEquals("[\"payout\"]", calls.view(id).body().at("/closing/open").toString());
        String message = calls.payout("one", id, "paid");
        assertTrue(world.hearOfPayouts(message).isEmpty());
        assertEquals("closed", calls.state(id));
    }

    @Test
    void anOpenEscrowOfEitherSideIsWaitedForAndItsEndCloses() {
        String payer = calls.seller("payer-1");
        String payee = calls.seller("payee-1");
        calls.sale("one", payer, payee);
        calls.close(payer);
        calls.close(payee);
        calls.pass(SOON);
        for (String id : List.of(payer, payee)) {
            assertEquals("[\"escrow\"]", calls.view(id).body().at("/closing/open").toString());
        }
        assertTrue(world.hear(calls.ended("one")).isEmpty());
        assertEquals("closed", calls.state(payer));
        assertEquals("closed", calls.state(payee));
    }

    @Test
    void moneyThatTheLedgerHasNotPostedIsOpen() {
        String id = calls.seller("seller-1");
        Entry released = new Moved(world).released("one", id, 100);
        String end = calls.ended("one");
        calls.close(id);
        calls.pass(SOON);
        assertEquals("[\"escrow\"]", calls.view(id).body().at("/closing/open").toString());
        new Moved(world).post(released);
        world.hear(end);
        assertEquals("closed", calls.state(id));
    }

    @Test
    void aBalanceInACurrencyThatTheSettingsNoLongerHaveIsOpen() {
        String id = calls.seller("seller-1");
        Entry released = new Moved(world).released("one", id, 100);
        new Moved(world).post(released);
        String end = calls.ended("one");
        calls.balance(id, AccountKind.PAYABLE, "EUR", 100);
        String yen = OnboardingWorld.PUT
                .replace("\"EUR\",\"JPY\"", "\"JPY\"")
                .replace("{\"amount\":50,\"currency\":\"EUR\"},", "")
                .replace("\"version\":1", "\"version\":2");
        Response put = world.putApproved(yen, "put-settings-0000002");
        assertEquals(200, put.status(), put.bytes());
        calls.close(id);
        calls.pass(SOON);
        assertEquals("[\"balance\"]", calls.view(id).body().at("/closing/open").toString());
        world.hear(end);
        assertEquals("closing", calls.state(id));
    }

    @Test
    void staffDecideAboutAClosingParticipantAndNotAboutAClosedOne() {
        String id = calls.seller("seller-1");
        calls.close(id);
        String decision = "{\"reason\":\"other\",\"facts\":\"f\",\"contact\":\"c\"}";
        Response suspended = world.call(
                "POST", ClosingCalls.path(id) + "/suspend", decision, "decide-0000000001",
                OnboardingWorld.compliance(), Map.of());
        assertEquals("closing", suspended.text("state"));
        assertEquals("restricted", suspended.body().at("/capabilities/payout/status").asString(""));
        calls.pass(SOON);
        for (String verb : List.of("/suspend", "/reject", "/reinstate")) {
            assertEquals(
                    "409 transition_not_allowed",
                    calls.refused(
                            "POST",
                            ClosingCalls.path(id) + verb,
                            verb.equals("/reinstate") ? "" : decision,
                            OnboardingWorld.compliance()));
        }
    }

    @Test
    void aLegalHoldRefusesAndDelays() {
        String id = calls.seller("seller-1");
        Response held = calls.hold(id, ClosingCalls.HOLD);
        assertEquals(200, held.status(), held.bytes());
        assertEquals(
                "\"court_order\" \"File 4 O 12/26, Zorbatown\"",
                held.body().at("/legalHold/reason") + " " + held.body().at("/legalHold/facts"));
        assertFalse(world.get(ClosingCalls.path(id), OnboardingWorld.participant(id)).body().has("legalHold"));
        assertEquals("409 legal_hold", calls.refused("DELETE", ClosingCalls.path(id), "", ClosingCalls.BACKEND));
        assertEquals(200, calls.lift(id).status());
        assertEquals(
                "409 transition_not_allowed",
                calls.refused(
                        "DELETE", ClosingCalls.path(id) + "/legal-hold", "", OnboardingWorld.compliance()));

        calls.close(id);
        calls.hold(id, ClosingCalls.HOLD);
        calls.pass(Duration.ofDays(400));
        assertEquals("closing", calls.state(id));
        assertEquals("Grace Hopper", calls.view(id).body().at("/profile/name").asString(""));
        calls.lift(id);
        calls.pass(Duration.ofMinutes(2));
        assertEquals("closed", calls.state(id));
        assertEquals(
                "409 transition_not_allowed",
                calls.refused(
                        "PUT", ClosingCalls.path(id) + "/legal-hold", ClosingCalls.HOLD,
                        OnboardingWorld.compliance()));
    }

    @Test
    void aHoldThatComesDuringTheLookWins() {
        String id = calls.seller("seller-1");
        calls.close(id);
        world.closing.afterTheLook.set(() -> assertEquals(200, calls.hold(id, ClosingCalls.HOLD).status()));
        calls.pass(SOON);
        assertEquals("closing", calls.state(id));
        assertEquals("legal_hold.set.v1", calls.events(id).getLast());
    }

    @Test
    void aDecisionThatComesDuringTheLookStays() {
        String id = calls.seller("seller-1");
        calls.close(id);
        world.closing.afterTheLook.set(() -> world.call(
                "POST", ClosingCalls.path(id) + "/block",
                "{\"reason\":\"other\",\"facts\":\"f\",\"contact\":\"c\",\"flows\":[\"outflow\"]}",
                "block-00000000001", OnboardingWorld.compliance(), Map.of()));
        calls.pass(SOON);
        assertEquals("closed", calls.state(id));
        assertEquals(
                List.of("participant.blocked.v1", "participant.closed.v1", "participant.erased.v1"),
                calls.events(id).subList(2, 5));
    }

    @Test
    void strangersAndBadBodiesAreRefused() {
        String id = calls.seller("seller-1");
        String hold = ClosingCalls.path(id) + "/legal-hold";
        var staff = OnboardingWorld.compliance();
        assertEquals(
                "400 malformed /reason format",
                calls.refused("PUT", hold, "{\"reason\":\"mood\",\"facts\":\"f\"}", staff));
        assertEquals(
                "400 malformed /facts bound",
                calls.refused("PUT", hold, "{\"reason\":\"litigation\",\"facts\":\"\"}", staff));
        for (String other : List.of("/v1/participants/par_x", "/v1/participants/par_" + "a".repeat(26))) {
            assertEquals("404 not_found", calls.refused("DELETE", other, "", ClosingCalls.BACKEND));
            assertEquals("404 not_found", calls.refused("PUT", other + "/legal-hold", ClosingCalls.HOLD, staff));
            assertEquals("404 not_found", calls.refused("DELETE", other + "/legal-hold", "", staff));
        }
    }

    @Test
    void aMarketplaceWithoutSettingsAnswers() {
        var empty = new ClosingCalls(new OnboardingWorld());
        assertEquals(
                "404 not_found",
                empty.refused("DELETE", "/v1/participants/par_" + "a".repeat(26), "", ClosingCalls.BACKEND));
    }
}
