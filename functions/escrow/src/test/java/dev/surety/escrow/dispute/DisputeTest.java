package dev.surety.escrow.dispute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The payer objects: what is in dispute stands still until somebody says whose it is. */
class DisputeTest {
    private static final String KEY = "dispute-000000001";
    private static final String NEXT = "dispute-000000002";
    private static final String SALE = "sale-0000000000001";
    private static final String WHY = "{\"reason\":\"damaged\"}";
    private static final String TOLD =
            "{\"reason\":\"damaged\",\"words\":\"it is broken\",\"asks\":["
                    + line("payer", 4000) + "," + line("payee", 2000) + "]}";

    private final EscrowWorld world = new EscrowWorld();

    private static Map<String, String> arbiter() {
        return Map.of(
                "marketplace", "demo",
                "client_id", "demo-arbiter",
                "person", "per_judge",
                "scope", "escrows:read disputes:read disputes:rule");
    }

    private String path(String id, String command) {
        return "/v1/escrows/" + id + "/" + command;
    }

    private Response award(String id, String lines) {
        String body = "{\"reason\":\"both are right\",\"lines\":[" + lines + "]}";
        return world.call("POST", path(id, "award"), body, KEY, arbiter());
    }

    private static String line(String to, long minor) {
        return "{\"to\":\"" + to + "\",\"amount\":{\"amount\":" + minor + ",\"currency\":\"EUR\"}}";
    }

    private static String part(long minor) {
        return "{\"reason\":\"damaged\",\"amount\":{\"amount\":" + minor + ",\"currency\":\"EUR\"}}";
    }

    private static long amount(Response answer, String name) {
        return answer.body().path("amounts").path(name).path("amount").asLong(-1);
    }

    private static Instant deadline(Response answer) {
        return Instant.parse(answer.body().path("deadline").path("at").asString(""));
    }

    @Test
    void whatIsInDisputeIsFrozenForEverybodyAndForTime() {
        String id = world.delivered(6000, SALE);

        Response disputed = world.post(path(id, "dispute"), TOLD, KEY);

        assertEquals("disputed", disputed.text("state"));
        assertEquals(6000, amount(disputed, "frozen"));
        JsonNode dispute = disputed.body().path("case").path("dispute");
        assertEquals(DisputeId.of(EscrowWorld.DEMO, new EscrowId(id), 1).value(), dispute.path("id").asString(""));
        assertEquals("damaged", dispute.path("reason").asString(""));
        assertEquals("it is broken", dispute.path("words").asString(""));
        assertEquals("[" + line("payee", 2000) + "," + line("payer", 4000) + "]", Json.text(dispute.path("asks")));
        for (String command : List.of("accept", "release")) {
            assertEquals("frozen_by_case", world.post(path(id, command), "{}", NEXT).text("reason"), command);
        }
        assertEquals("frozen_by_case", world.post(path(id, "refund"), WHY, NEXT).text("reason"));
        world.clock.advance(Duration.ofDays(20));
        world.wakeDue();
        assertEquals("disputed", world.get("/v1/escrows/" + id).text("state"), "the inspection stands still");
        world.checkIdle();
    }

    @Test
    void aPartInDisputeLeavesTheRestToTheParties() {
        String id = world.delivered(6000, SALE);
        world.post(path(id, "dispute"), part(1000), KEY);

        Response rest = world.post(path(id, "release"), "{}", KEY);

        assertEquals("disputed", rest.text("state"));
        assertEquals(1000, amount(rest, "frozen"));
        assertEquals(4400, amount(rest, "released"));
        assertEquals("frozen_by_case", world.post(path(id, "release"), "{}", NEXT).text("reason"));
        assertEquals("split", award(id, line("payer", 1000)).text("outcome"));
        world.checkIdle();
    }

    @Test
    void withdrawnTheTimeThatWasLeftIsGivenBackAndADayAtLeast() {
        String early = world.delivered(6000, SALE);
        String late = world.delivered(6000, "sale-0000000000002");
        Instant delivered = world.clock.instant();
        world.post(path(early, "dispute"), WHY, KEY);
        world.clock.advance(Duration.ofDays(13).plusHours(20));
        world.post(path(late, "dispute"), WHY, KEY);
        world.clock.advance(Duration.ofDays(10));

        Response whole = world.post(path(early, "withdraw"), "", KEY);
        Response day = world.post(path(late, "withdraw"), "", KEY);

        Instant now = world.clock.instant();
        assertEquals("delivered", whole.text("state"));
        assertEquals(now.plus(Duration.ofDays(14)), deadline(whole));
        assertEquals(now.plus(Duration.ofHours(24)), deadline(day));
        assertTrue(deadline(day).isAfter(delivered.plus(Duration.ofDays(14))));
        world.clock.advance(Duration.ofHours(24).plusMinutes(5));
        world.wakeDue();
        assertEquals("settled", world.get("/v1/escrows/" + late).text("state"));
        world.checkIdle();
    }

    @Test
    void anAwardDividesWhatIsInDisputeAndThePayeesPartBearsItsFee() {
        String id = world.delivered(6000, SALE);
        world.post(path(id, "dispute"), WHY, KEY);

        Response ruled = award(id, line("payee", 4000) + "," + line("payer", 2000));

        assertEquals(200, ruled.status(), ruled.bytes());
        assertEquals("settled", ruled.text("state"));
        assertEquals("split", ruled.text("outcome"));
        assertEquals(2000, amount(ruled, "refunded"));
        assertEquals(480, amount(ruled, "fees"));
        assertEquals(3520, amount(ruled, "released"));
        assertEquals(2000, world.sentBack());
        assertEquals(ruled.bytes(), award(id, line("payee", 4000) + "," + line("payer", 2000)).bytes());
        world.checkIdle();
    }

    @Test
    void onlyAnArbiterRulesAndOnlyAboutAllOfIt() {
        String id = world.delivered(6000, SALE);
        world.post(path(id, "dispute"), WHY, KEY);
        String body = "{\"reason\":\"r\",\"lines\":[" + line("payee", 6000) + "]}";

        assertEquals(403, world.post(path(id, "award"), body, NEXT).status());
        assertEquals("invalid", award(id, line("payee", 5000)).text("reason"));
        assertEquals("invalid", award(id, line("payee", 5000) + "," + line("payer", 1001)).text("reason"));
        assertEquals("malformed", award(id, line("payee", 3000) + "," + line("payee", 3000)).text("reason"));
        assertEquals("malformed", award(id, "").text("reason"));
        assertEquals("settled", award(id, line("payee", 6000)).text("state"));
        world.checkIdle();
    }

    @Test
    void nobodyRulesSoThePayerGetsItBackAtTheLongStop() {
        String id = world.delivered(6000, SALE);
        world.post(path(id, "dispute"), WHY, KEY);

        world.clock.advance(Duration.ofDays(75).plusMinutes(4));
        world.wakeDue();
        assertEquals("disputed", world.get("/v1/escrows/" + id).text("state"));
        world.clock.advance(Duration.ofMinutes(1));
        world.wakeDue();

        Response now = world.get("/v1/escrows/" + id);
        assertEquals("refunded", now.text("outcome"));
        assertEquals("case_timed_out", now.body().path("refunds").path(0).path("cause").asString(""));
        world.checkIdle();
    }

    @Test
    void changesAreAskedForFiveTimesAtMost() {
        String id = world.funded(6000, SALE);
        for (int round = 0; round < 5; round++) {
            assertEquals(200, world.post(path(id, "deliver"), "", "deliver-00000000" + round).status());
            Response again = world.post(path(id, "request-changes"), WHY, "changes-00000000" + round);
            assertEquals("held", again.text("state"), again.bytes());
            assertEquals(world.clock.instant().plus(Duration.ofDays(14)), deadline(again));
        }
        world.post(path(id, "deliver"), "", "deliver-000000009");
        assertEquals("limit_exceeded", world.post(path(id, "request-changes"), WHY, KEY).text("reason"));
    }

    /** The new payee's money is not to be paid for three days; a dispute stops that, and takes the fee back too. */
    @Test
    void whatMaturesCanStillBeDisputed() {
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.delivered(6000, SALE);
        Response settled = world.post(path(id, "accept"), "", KEY);
        assertEquals("settled", settled.text("state"));
        assertEquals("mature", settled.body().path("deadline").path("then").asString(""));
        assertEquals(5280, world.balance("onHold:" + EscrowWorld.PAYEE));

        Response disputed = world.post(path(id, "dispute"), WHY, KEY);
        assertEquals("disputed", disputed.text("state"));
        assertEquals(0, world.balance("onHold:" + EscrowWorld.PAYEE));
        assertEquals(0, world.balance("fees:commission"));
        Response back = world.post(path(id, "withdraw"), "", KEY);
        assertEquals("settled", back.text("state"));
        assertEquals(5280, world.balance("onHold:" + EscrowWorld.PAYEE));

        world.clock.advance(Duration.ofDays(3).plusMinutes(5));
        world.wakeDue();
        assertEquals(5280, world.balance("payable:" + EscrowWorld.PAYEE));
        assertEquals("transition_not_allowed", world.post(path(id, "dispute"), WHY, NEXT).text("reason"));
        world.checkIdle();
    }

    @Test
    void anAwardOnWhatMaturedGoesBackToThePayerWithoutADebt() {
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.delivered(6000, SALE);
        world.post(path(id, "accept"), "", KEY);
        world.post(path(id, "dispute"), WHY, KEY);

        Response ruled = award(id, line("payer", 6000));

        assertEquals("settled", ruled.text("state"));
        assertEquals("refunded", ruled.text("outcome"));
        assertEquals(0, world.balance("debt:" + EscrowWorld.PAYEE));
        assertEquals(6000, world.sentBack());
        world.checkIdle();
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndDoesNothing() {
        String id = world.delivered(6000, SALE);
        long before = world.entries();

        Response would = world.post(path(id, "refund") + "?dryRun=true", part(1000), "");

        assertEquals(200, would.status(), would.bytes());
        assertEquals(1000, would.body().path("view").path("amounts").path("inFlight").path("amount").asLong(-1));
        assertEquals("outgoing", would.body().path("postings").path(0).path("account").asString(""));
        assertEquals(before, world.entries());
        assertEquals(0, world.sentBack());
        Response wouldNot = world.post(path(id, "dispute") + "?dryRun=true", part(6001), "");
        assertEquals("amount_exceeds", wouldNot.text("reason"));
        Response stranger = world.call(
                "POST",
                path(id, "dispute") + "?dryRun=true",
                WHY,
                "",
                EscrowWorld.participant(EscrowWorld.STRANGER));
        assertEquals(404, stranger.status());
    }
}
