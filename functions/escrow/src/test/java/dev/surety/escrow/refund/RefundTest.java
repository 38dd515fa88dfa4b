package dev.surety.escrow.refund;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Pause;
import dev.surety.model.money.BasisPoints;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Money goes back to the payer: as the payee grants, as time says, and however the gateway behaves. */
class RefundTest {
    private static final String KEY = "refund-0000000001";
    private static final String SALE = "sale-0000000000001";
    private static final String WHY = "{\"reason\":\"damaged\"}";

    private final EscrowWorld world = new EscrowWorld();

    private Response force(String id, String body, String key) {
        return world.force("/v1/escrows/" + id + "/refund", body, key);
    }

    private Response refund(String id, String body, String key) {
        return world.post("/v1/escrows/" + id + "/refund", body, key);
    }

    private static String part(long minor) {
        return "{\"reason\":\"damaged\",\"amount\":{\"amount\":" + minor + ",\"currency\":\"EUR\"}}";
    }

    private static long amount(Response answer, String name) {
        return answer.body().path("amounts").path(name).path("amount").asLong(-1);
    }

    private static String refundStatus(Response answer) {
        return answer.body().path("refunds").path(0).path("status").asString("");
    }

    @Test
    void theWholeRefundSettlesTheEscrowAndTakesNoFee() {
        String id = world.funded(6000, SALE);

        Response answer = refund(id, WHY, KEY);

        assertEquals(200, answer.status(), answer.bytes());
        assertEquals("settled", answer.text("state"));
        assertEquals("refunded", answer.text("outcome"));
        assertEquals(6000, amount(answer, "refunded"));
        assertEquals(0, amount(answer, "fees"));
        assertEquals("damaged", answer.body().path("refunds").path(0).path("reason").asString(""));
        assertEquals(answer.bytes(), refund(id, WHY, KEY).bytes());
        assertEquals(6000, world.sentBack());
        world.checkIdle();
    }

    @Test
    void aPartGoesBackAndTheRestIsReleasedWithItsShareOfTheFee() {
        String id = world.delivered(6000, SALE);

        assertEquals("delivered", refund(id, part(1000), KEY).text("state"));
        Response settled = world.post("/v1/escrows/" + id + "/accept", "", KEY);

        assertEquals("split", settled.text("outcome"));
        assertEquals(1000, amount(settled, "refunded"));
        assertEquals(600, amount(settled, "fees"), "12 % of the 50.00 that were released");
        assertEquals(4400, amount(settled, "released"));
        world.checkIdle();
    }

    @Test
    void whileOneIsOnItsWayASecondIsRefused() {
        var slow = new EscrowWorld(Faults.none(), SilentRefunds::new);
        String id = slow.funded(6000, SALE);

        Response waiting = slow.post("/v1/escrows/" + id + "/refund", part(1000), KEY);
        assertEquals(202, waiting.status());
        assertEquals("unknown", refundStatus(waiting));
        assertEquals(1000, amount(waiting, "inFlight"));
        assertEquals(waiting.bytes(), slow.post("/v1/escrows/" + id + "/refund", part(1000), KEY).bytes());
        Response second = slow.post("/v1/escrows/" + id + "/refund", part(1000), "refund-0000000002");
        assertEquals("refund_in_flight", second.text("reason"));
        assertEquals(409, second.status());
        slow.check();
    }

    /** The gateway made it and did not say so: asking finds it, and nothing is sent twice. */
    @Test
    void whatNobodyKnewIsFoundOutByTime() {
        var slow = new EscrowWorld(Faults.none(), SilentRefunds::new);
        String id = slow.funded(6000, SALE);
        slow.post("/v1/escrows/" + id + "/refund", WHY, KEY);

        for (int i = 0; i < 4; i++) {
            slow.clock.advance(Duration.ofMinutes(20));
            slow.wakeDue();
        }

        Response now = slow.get("/v1/escrows/" + id);
        assertEquals("settled", now.text("state"));
        assertEquals("done", refundStatus(now));
        assertEquals(6000, slow.sentBack());
        slow.checkIdle();
    }

    @Test
    void whatTheGatewayRefusesComesBackAndThePayeeMayDoSomethingElse() {
        String id = world.paidWith("refund_fails", 6000, SALE);

        Response answer = refund(id, WHY, KEY);

        assertEquals(200, answer.status(), answer.bytes());
        assertEquals("held", answer.text("state"));
        assertEquals("failed", refundStatus(answer));
        assertEquals("refund_refused", answer.body().path("refunds").path(0).path("code").asString(""));
        assertEquals(6000, amount(answer, "uncommitted"));
        assertEquals(List.of("opens refund_failed"), world.attention());
        Response released = world.post("/v1/escrows/" + id + "/release", "{}", KEY);
        assertEquals("released", released.text("outcome"));
        assertEquals(720, amount(released, "fees"), "what came back finds its fee again");
        world.checkIdle();
    }

    /** The name of an attempt is not spent by one that failed. */
    @Test
    void aRefundThatFailedFreesItsReferenceAndOneThatArrivesClosesTheWork() {
        var bank = new PlayedBank();
        var played = new EscrowWorld(Faults.none(), bank::before);
        String id = played.funded(6000, SALE);
        String named = "{\"reason\":\"other\",\"reference\":\"back-1\"}";
        bank.refundsAre(new GatewayResult.Declined("not_today"));
        assertEquals("failed", refundStatus(played.post("/v1/escrows/" + id + "/refund", named, KEY)));
        bank.refundsGoThrough();

        Response again = played.post("/v1/escrows/" + id + "/refund", named, "refund-0000000002");

        assertEquals(200, again.status(), again.bytes());
        assertEquals(6000, played.sentBack());
        assertEquals(List.of("opens refund_failed", "closes refund_failed"), played.attention());
        played.checkIdle();
    }

    @Test
    void whatIsNotDeliveredInTimeGoesBackByItself() {
        String id = world.funded(6000, SALE);

        world.clock.advance(Duration.ofDays(14).plusMinutes(4));
        world.wakeDue();
        assertEquals("held", world.get("/v1/escrows/" + id).text("state"), "no deadline fires early");
        assertEquals(
                "window_closed",
                world.post("/v1/escrows/" + id + "/deliver", "", KEY).text("reason"),
                "commands are judged at the deadline itself");
        String left = "{\"payer\":[\"release\"],\"payee\":[\"cancel\",\"refund\"]}";
        assertEquals(left, world.get("/v1/escrows/" + id).body().path("commands").toString());
        var page = world.get("/v1/escrows?payer=" + EscrowWorld.PAYER).body().path("data");
        assertEquals(left, page.path(0).path("commands").toString(), "nor is it offered in a list");
        world.clock.advance(Duration.ofMinutes(1));
        world.wakeDue();

        Response now = world.get("/v1/escrows/" + id);
        assertEquals("refunded", now.text("outcome"));
        assertEquals("not_delivered", now.body().path("refunds").path(0).path("cause").asString(""));
        assertEquals(6000, world.sentBack());
        world.checkIdle();
    }

    /** Three times tomorrow, then the payer's money waits in suspense for a person, and the escrow is over. */
    @Test
    void whatIsOwedAndCannotBeSentEndsInSuspenseWithSomebodysAttention() {
        String id = world.paidWith("refund_fails", 6000, SALE);

        world.clock.advance(Duration.ofDays(15));
        world.wakeDue();
        Response refused = world.get("/v1/escrows/" + id);
        assertEquals("retrying", refundStatus(refused));
        assertEquals("refund", refused.body().path("deadline").path("then").asString(""), "it says when");
        for (int day = 0; day < 4; day++) {
            world.clock.advance(Duration.ofDays(1));
            world.wakeDue();
        }

        Response now = world.get("/v1/escrows/" + id);
        assertEquals("settled", now.text("state"));
        assertEquals("undeliverable", refundStatus(now));
        assertEquals(List.of("opens refund_undeliverable"), world.attention());
        assertEquals(0, world.sentBack());
        assertEquals(6000, world.balance("suspense"));
        world.checkIdle();
    }

    @Test
    void anOperatorsRefundAfterSettlementIsThePayeesDebtAndTheFeeGivesBackItsShare() {
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);

        Response part = force(id, part(1000), KEY);

        assertEquals("settled", part.text("state"));
        assertEquals("split", part.text("outcome"));
        assertEquals(1000, amount(part, "refunded"));
        assertEquals(4400, amount(part, "released"));
        assertEquals(600, amount(part, "fees"));
        assertEquals(-880, world.balance("debt:" + EscrowWorld.PAYEE));
        assertEquals(5280, world.balance("payable:" + EscrowWorld.PAYEE), "nothing is taken without its balance");
        force(id, part(5000), "refund-0000000002");
        Response all = world.get("/v1/escrows/" + id);
        assertEquals("refunded", all.text("outcome"));
        assertEquals(0, amount(all, "fees"), "exactly what was taken is given back");
        world.checkIdle();
    }

    @Test
    void afterHalfAYearNothingIsRefundedAnyMore() {
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);
        world.clock.advance(Duration.ofDays(180));
        assertEquals("window_closed", refund(id, WHY, KEY).text("reason"));
    }

    /** What a new payee's money waits for, it waits for all the same when a refund of it came to nothing. */
    @Test
    void aRefundThatFailsDoesNotMakeMoneyMatureEarlier() {
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.paidWith("refund_fails", 6000, SALE);
        world.post("/v1/escrows/" + id + "/release", "{}", KEY);

        assertEquals("failed", refundStatus(force(id, WHY, KEY)));

        world.clock.advance(Duration.ofDays(3).minusMinutes(1));
        world.wakeDue();
        assertEquals(0, world.balance("payable:" + EscrowWorld.PAYEE));
        world.clock.advance(Duration.ofMinutes(6));
        world.wakeDue();
        assertEquals(5280, world.balance("payable:" + EscrowWorld.PAYEE));
        world.checkIdle();
    }

    /** A case in between does not make the half year begin again. */
    @Test
    void theTimeToRefundCountsFromSettlement() {
        world.rules().newPayeesWait(Duration.ofDays(90));
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);
        world.clock.advance(Duration.ofDays(50));
        world.post("/v1/escrows/" + id + "/dispute", WHY, KEY);
        world.post("/v1/escrows/" + id + "/withdraw", "", KEY);

        world.clock.advance(Duration.ofDays(130));
        assertEquals("window_closed", refund(id, WHY, KEY).text("reason"));
    }

    @Test
    void aReferenceNamesOnePartOnly() {
        String id = world.delivered(6000, SALE);
        String named = "{\"reason\":\"x\",\"reference\":\"part-1\",\"amount\":{\"amount\":100,\"currency\":\"EUR\"}}";

        assertEquals(200, refund(id, named, KEY).status());
        Response again = refund(id, named, "refund-0000000002");

        assertEquals(422, again.status());
        assertEquals("/reference", again.body().path("errors").path(0).path("pointer").asString(""));
        Response release = world.post(
                "/v1/escrows/" + id + "/release",
                "{\"reference\":\"part-1\",\"amount\":{\"amount\":100,\"currency\":\"EUR\"}}",
                KEY);
        assertEquals(422, release.status(), "of releases and refunds alike");
        assertTrue(world.chain("escrow", id).size() > 3);
    }

    @Test
    void whileMoneyOutIsPausedNothingGoesBackAndTimeOnlyWaits() {
        String id = world.funded(6000, SALE);
        world.rules().pause(Pause.MONEY_OUT);

        assertEquals("paused", refund(id, WHY, KEY).text("reason"));
        String yen = "{\"reason\":\"other\",\"amount\":{\"amount\":1,\"currency\":\"JPY\"}}";
        assertEquals("invalid", refund(id, yen, KEY).text("reason"), "what is wrong in itself comes first");
        world.clock.advance(Duration.ofDays(15));
        world.wakeDue();
        assertEquals("unknown", refundStatus(world.get("/v1/escrows/" + id)));
        assertEquals(0, world.sentBack());

        world.rules().pause();
        world.clock.advance(Duration.ofHours(1));
        world.wakeDue();
        assertEquals("settled", world.get("/v1/escrows/" + id).text("state"));
        assertEquals(6000, world.sentBack());
        world.checkIdle();
    }

    @Test
    void callingOffGivesAllBack() {
        String unpaid = world.created(6000, SALE);
        String body = "{\"onBehalfOf\":\"payer\"}";
        assertEquals("cancelled", world.post("/v1/escrows/" + unpaid + "/cancel", body, KEY).text("state"));

        String paid = world.funded(6000, "sale-0000000000002");
        assertEquals("forbidden", world.post("/v1/escrows/" + paid + "/cancel", body, KEY).text("reason"));
        Response off = world.post("/v1/escrows/" + paid + "/cancel", "{\"onBehalfOf\":\"payee\"}", KEY);
        assertEquals("cancelled", off.text("state"));
        assertEquals(6000, amount(off, "refunded"));
        world.checkIdle();
    }

    @Test
    void payersFeesGoBackWithWhatTheyWerePaidFor() {
        world.rules().fees(new FeeRule(
                "service", new BasisPoints(333), List.of(), List.of(), List.of(), FeeRule.Side.PAYER));
        String id = world.funded(1000, SALE);

        Response part = refund(id, part(500), KEY);

        assertEquals(1033, amount(part, "funded"));
        assertEquals(516, amount(part, "refunded"), "half of the price and, half-even, of the fee of 0.33");
        Response rest = world.post("/v1/escrows/" + id + "/release", "{}", KEY);
        assertEquals(500, amount(rest, "released"));
        assertEquals(17, amount(rest, "fees"));
        world.checkIdle();
    }

    /** Makes refunds and does not say so. */
    private record SilentRefunds(Gateway gateway) implements AroundGateway {
        @Override
        public GatewayResult refund(Refunding refund) {
            var _ = gateway.refund(refund);
            return new GatewayResult.Unknown();
        }
    }
}
