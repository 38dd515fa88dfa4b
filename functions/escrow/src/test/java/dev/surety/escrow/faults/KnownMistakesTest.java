package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.testkit.AtOnce;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes that others made with money, one test each, through the doors. */
class KnownMistakesTest {
    private static final String KEY = "mistake-000000001";
    private static final String SALE = "sale-0000000000001";
    private static final String WHY = "{\"reason\":\"damaged\"}";

    private final EscrowWorld world = new EscrowWorld();

    private Response move(String id, String command, String body, String key) {
        return world.post("/v1/escrows/" + id + "/" + command, body, key);
    }

    @Test
    void aRefundDoesNotRacePastTheCapture() {
        String id = world.paidWith("card_timeout_done", 6000, SALE);

        Response early = move(id, "refund", WHY, KEY);

        assertEquals("transition_not_allowed", early.text("reason"));
        assertEquals(0, world.sentBack());
        world.wake("payment#demo#" + payment(id), 0);
        assertEquals("settled", move(id, "refund", WHY, KEY).text("state"), "the key is free, and now it is paid");
        world.checkIdle();
    }

    private String payment(String id) {
        return world.get("/v1/escrows/" + id).body().path("payment").path("id").asString("");
    }

    @Test
    void aRefundGoesBackToThePaymentItCameFromAndToNoOther() {
        String id = world.paidWith("card_declined", 6000, SALE);
        String first = payment(id);
        move(id, "fund", "{\"method\":\"card_ok\"}", KEY);
        assertNotEquals(first, payment(id));

        move(id, "refund", WHY, KEY);

        List<String> to = world.store.items("sandbox").stream()
                .filter(item -> item.get("sk").s().startsWith("ref_"))
                .map(item -> item.get("payment").s())
                .toList();
        assertEquals(List.of(payment(id)), to);
    }

    @Test
    void nobodySellsToOneself() {
        String body = EscrowWorld.creation(6000).replace(EscrowWorld.PAYEE, EscrowWorld.PAYER);
        assertEquals("invalid", world.post("/v1/escrows", body, KEY).text("reason"));
    }

    @Test
    void aKeyOfOneMarketplaceIsAnotherKeyInAnother() {
        String body = EscrowWorld.creation(6000);
        Response here = world.call("POST", "/v1/escrows", body, KEY, EscrowWorld.backend());
        Response there = world.call("POST", "/v1/escrows", body, KEY, EscrowWorld.backend(EscrowWorld.OTHER));

        assertEquals(201, there.status());
        assertNotEquals(here.text("id"), there.text("id"));
        assertTrue(!there.isReplay());
    }

    @Test
    void whatWasRefusedMovedNoMoney() {
        String id = world.delivered(6000, SALE);
        move(id, "dispute", WHY, KEY);
        long entries = world.entries();

        for (String command : List.of("refund", "release", "accept", "deliver", "request-changes")) {
            Response answer = move(id, command, command.equals("refund") ? WHY : "{}", "refused-00000000" + command);
            assertEquals(409, answer.status(), command + " " + answer.bytes());
        }

        assertEquals(entries, world.entries());
        assertEquals(0, world.sentBack());
        world.checkIdle();
    }

    /** Thirty-two parts of 2.00 of an escrow of 50.00 at once: read, compared, then written, they would be 64.00. */
    @Test
    void partsAskedForAtOnceAreNeverMoreThanTheWhole() throws Exception {
        String id = world.delivered(5000, SALE);
        String part = "{\"amount\":{\"amount\":200,\"currency\":\"EUR\"}}";

        List<Response> answers = AtOnce.call(32, caller -> move(id, "release", part, "release-0000000-" + caller));

        long released = answers.stream().filter(answer -> answer.status() == 200).count();
        assertTrue(released <= 25);
        // Who lost its race too often is told so, and comes again.
        for (int caller = 0; caller < 32; caller++) {
            Response _ = move(id, "release", part, "release-0000000-" + caller);
        }
        Response now = world.get("/v1/escrows/" + id);
        assertEquals("settled", now.text("state"));
        assertEquals(4400, now.body().path("amounts").path("released").path("amount").asLong(0));
        world.checkIdle();
    }

    @Test
    void refundAndReleaseOfTheSameMoneyAtOnceAreOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = world.delivered(6000, SALE + round);
            String key = "both-00000000000-" + round;
            long before = world.sentBack();

            AtOnce.call(8, caller -> move(
                    id, caller % 2 == 0 ? "refund" : "release", caller % 2 == 0 ? WHY : "{}", key + caller));
            for (int i = 0; i < 4; i++) {
                world.clock.advance(Duration.ofMinutes(7));
                world.wakeDue();
            }

            Response now = world.get("/v1/escrows/" + id);
            assertEquals("settled", now.text("state"));
            boolean refunded = now.text("outcome").equals("refunded");
            assertEquals(refunded ? 6000 : 0, world.sentBack() - before);
        }
        world.checkIdle();
    }

    /** A double click on a refund: eight callers with one key, one refund, one answer. */
    @Test
    void oneRefundSentByManyAtOnceIsOneAndKnown() throws Exception {
        String id = world.delivered(6000, SALE);

        List<Response> answers = AtOnce.call(8, _ -> move(id, "refund", WHY, KEY));

        assertEquals(6000, world.sentBack());
        assertEquals("settled", world.get("/v1/escrows/" + id).text("state"));
        String answer = move(id, "refund", WHY, KEY).bytes();
        assertTrue(answers.stream().filter(of -> of.status() < 300).allMatch(of -> of.bytes().equals(answer)));
        world.checkIdle();
    }

    /** The effect comes first, and only then the message is gone: one that died in between comes again. */
    @Test
    void aWakeIsNotTakenBeforeItsEffect() {
        String id = world.delivered(6000, SALE);
        world.clock.advance(Duration.ofDays(15));
        world.meddled.throttled(true);
        int number = world.chain("escrow", id).size();

        assertEquals(1, world.wake("escrow#demo#" + id, number));
        world.meddled.throttled(false);
        assertEquals(0, world.wake("escrow#demo#" + id, number));

        assertEquals("settled", world.get("/v1/escrows/" + id).text("state"));
    }
}
