package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The payer at the page their bank would show, by form, or played by an operator. */
class AtTheBanksPageTest {
    private static final String KEY = "action-0000000000001";
    private static final String NEWS = "payment#demo#" + OutsideWorld.CHARGE + " 0";
    private static final String SUCCEED = "{\"outcome\":\"succeed\"}";
    private static final String FAIL = "{\"outcome\":\"fail\"}";

    private final OutsideWorld world = new OutsideWorld();

    private String code() {
        return world.book(OutsideWorld.DEMO, OutsideWorld.CHARGE.value()).orElseThrow().get("code").s();
    }

    @Test
    void thePageSaysWhatItIsAndAsks() {
        Response page = world.charge("action_needed").page();

        assertEquals(200, page.status());
        assertEquals("text/html; charset=utf-8", page.headers().get("Content-Type"));
        assertTrue(page.bytes().startsWith("<!doctype html>\n<html lang=\"en\">"), page.bytes());
        assertTrue(page.bytes().contains("This is a sandbox."), page.bytes());
        assertTrue(page.bytes().contains("60.00 EUR"), page.bytes());
        assertTrue(page.bytes().contains("<form method=\"post\">"), page.bytes());
        assertTrue(page.bytes().contains("name=\"outcome\" value=\"succeed\""), page.bytes());
        assertTrue(page.bytes().contains("name=\"outcome\" value=\"fail\""), page.bytes());
        assertFalse(page.bytes().contains("<script") || page.bytes().contains("http"), page.bytes());
        assertTrue(page.headers()
                .get("Content-Security-Policy")
                .endsWith("form-action 'self' https://shop.example"));
        assertEquals(List.of(), world.told);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "outcome | status   | code",
                "succeed | captured | ''",
                "fail    | declined | authentication_failed",
            })
    void whatThePayerDecidesIsBookedAndTheBrowserGoesBackToTheShop(String outcome, String status, String code) {
        world.charge("action_needed");

        Response answer = world.decide(OutsideWorld.PAGE, "outcome=" + outcome);

        assertEquals(303, answer.status());
        assertEquals(OutsideWorld.SHOP, answer.headers().get("Location"));
        assertEquals(status, world.status());
        assertEquals(code, code());
        assertEquals(List.of(NEWS), world.told);
        assertFalse(world.page().bytes().contains("<form"), "there is nothing more to decide");
    }

    @Test
    void aShopThatNamedNoPlaceToComeBackToLeavesThePayerOnAPage() {
        world.charge(OutsideWorld.DEMO, "action_needed", Optional.empty());

        assertTrue(world.page().headers().get("Content-Security-Policy").endsWith("form-action 'self'"));
        Response answer = world.decide(OutsideWorld.PAGE, "outcome=succeed");

        assertEquals(200, answer.status());
        assertTrue(answer.bytes().contains("You can close this page."), answer.bytes());
        assertEquals("captured", world.status());
    }

    @Test
    void whoComesTooLateIsToldSo() {
        world.charge("cancelled");
        Map<String, ?> before = world.store.everything();

        Response answer = world.decide(OutsideWorld.PAGE, "outcome=succeed");

        assertEquals(200, answer.status());
        assertTrue(answer.bytes().contains("does not wait for anyone any more"), answer.bytes());
        assertEquals(before, world.store.everything());
    }

    @ParameterizedTest
    @ValueSource(strings = {"captured", "declined"})
    void whatWasDecidedStaysAndThePayerGoesOnAllTheSame(String status) {
        world.charge(status);
        Map<String, ?> before = world.store.everything();

        for (String outcome : List.of("succeed", "fail")) {
            Response answer = world.decide(OutsideWorld.PAGE, "outcome=" + outcome);
            assertEquals(303, answer.status());
            assertEquals(OutsideWorld.SHOP, answer.headers().get("Location"));
        }
        assertEquals(before, world.store.everything());
        assertEquals(List.of(NEWS, NEWS), world.told, "the first may have been lost");
    }

    @Test
    void whereNoPaymentWaitsThereIsAPageThatSaysSo() {
        world.page(OutsideWorld.DEMO);
        for (String path : List.of(OutsideWorld.PAGE, "/sandbox/3ds/" + OutsideWorld.NOBODYS, "/sandbox/3ds/hostile")) {
            Response answer = world.decide(path, "outcome=succeed");
            assertEquals(404, answer.status());
            assertTrue(answer.bytes().contains("Nothing here"), answer.bytes());
            assertFalse(answer.bytes().contains(path.substring(path.lastIndexOf('/') + 1)), answer.bytes());
        }
        assertEquals(404, world.page().status());
        assertEquals(List.of(), world.told);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form                                     | reason",
                "``                                       | missing",
                "outcome=                                 | format",
                "outcome=SUCCEED                          | format",
                "outcome=succeed&outcome=fail             | not_form",
                "outcome=succeed&returnUrl=https://x.test | unknown",
                "outcome=succeed&marketplace=other        | unknown",
            })
    void aFormThatIsNotThePagesOwnIsRefusedByAPage(String form, String reason) {
        world.charge("action_needed");
        Map<String, ?> before = world.store.everything();

        Response answer = world.decide(OutsideWorld.PAGE, form);

        assertEquals(400, answer.status());
        assertEquals("text/html; charset=utf-8", answer.headers().get("Content-Type"));
        assertTrue(answer.bytes().contains("Reason: malformed, " + reason + "."), answer.bytes());
        assertFalse(answer.bytes().contains("x.test") || answer.bytes().contains("marketplace"), answer.bytes());
        assertEquals(before, world.store.everything());
        assertEquals(List.of(), world.told);
    }

    @Test
    void anOperatorPlaysThePayer() {
        world.charge("action_needed");

        Response answer = world.post(OutsideWorld.PAYER, FAIL, KEY);

        assertEquals(202, answer.status());
        assertEquals(
                "{\"payment\":\"" + OutsideWorld.CHARGE + "\",\"outcome\":\"fail\"}", answer.bytes());
        assertEquals("declined", world.status());
        assertEquals("authentication_failed", code());
        assertEquals(List.of(NEWS), world.told);
        Response again = world.post(OutsideWorld.PAYER, FAIL, KEY);
        assertEquals(answer.bytes(), again.bytes());
        assertTrue(again.isReplay());
        assertEquals("idempotency_key_reused", world.post(OutsideWorld.PAYER, SUCCEED, KEY).reason());
        assertEquals("declined", world.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"captured", "processing", "declined", "cancelled"})
    void aChargeThatDoesNotWaitForItsPayerIsNotDecided(String status) {
        world.charge(status);
        Response answer = world.refused(OutsideWorld.PAYER, SUCCEED, SandboxWorld.operator(OutsideWorld.DEMO));
        assertEquals(409, answer.status());
        assertEquals("transition_not_allowed", answer.reason());
    }

    @Test
    void onlyAnOperatorOfTheMarketplacePlaysThePayer() {
        world.charge("action_needed");
        Map<String, String> operator = SandboxWorld.operator(OutsideWorld.DEMO);
        Map<String, String> other = SandboxWorld.operator(OutsideWorld.OTHER);

        assertEquals(404, world.refused(OutsideWorld.PAYER, SUCCEED, other).status());
        assertEquals(401, world.refused(OutsideWorld.PAYER, SUCCEED, Map.of()).status());
        assertEquals(404, world.refused("/v1/sandbox/actions/x", SUCCEED, operator).status());
        assertEquals("/outcome", world.refused(OutsideWorld.PAYER, "{\"outcome\":true}", operator).pointer());
        Map<String, String> participant = new TreeMap<>(operator);
        participant.put("participant", "par_abcdefghijklmnopqrstuvwx27");
        assertEquals(403, world.refused(OutsideWorld.PAYER, SUCCEED, participant).status());
    }

    @Test
    void theNextKeyAfterADecisionIsToldThatItIsTooLate() {
        world.charge("action_needed");
        world.decide(OutsideWorld.PAGE, "outcome=fail");
        assertEquals(409, world.post(OutsideWorld.PAYER, SUCCEED, KEY).status());
        assertEquals("declined", world.status());
    }
}
