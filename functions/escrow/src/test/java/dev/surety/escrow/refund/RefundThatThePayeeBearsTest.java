package dev.surety.escrow.refund;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.marketplace.MoneyOut.LateRefundFees;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A settled sale of 60.00 with a fee of 12 %; its payee has 52.80, and refunds. */
class RefundThatThePayeeBearsTest {
    private static final String SALE = "sale-0000000000001";
    private static final String KEY = "refund-00000000001";
    private static final String WHY = "{\"reason\":\"damaged\"}";
    private static final String PAYABLE = "payable:" + EscrowWorld.PAYEE;
    private static final String ON_HOLD = "onHold:" + EscrowWorld.PAYEE;
    private static final String DEBT = "debt:" + EscrowWorld.PAYEE;

    private final EscrowWorld world = new EscrowWorld();

    private String settled(String method) {
        String id = world.paidWith(method, 6000, SALE);
        assertEquals(200, world.post("/v1/escrows/" + id + "/release", "{}", SALE).status());
        world.posted();
        return id;
    }

    private static String part(long amount) {
        return "{\"reason\":\"damaged\",\"amount\":{\"amount\":" + amount + ",\"currency\":\"EUR\"}}";
    }

    private Response refund(String id, String body, Map<String, String> by) {
        return world.call("POST", "/v1/escrows/" + id + "/refund", body, KEY, by);
    }

    private void booked(long payable, long onHold, long debt, long fees, long sentBack) {
        assertEquals(payable, world.balance(PAYABLE), "payable");
        assertEquals(onHold, world.balance(ON_HOLD), "on hold");
        assertEquals(debt, world.balance(DEBT), "debt");
        assertEquals(fees, world.balance("fees:commission"), "fees");
        assertEquals(sentBack, world.sentBack(), "sent back");
        world.posted();
        world.checkIdle();
    }

    private static long bound(Response refused, String name) {
        return refused.body().path("errors").path(0).path("bound").path(name).asLong(-1);
    }

    @Test
    void isTakenFromItsAvailableMoneyAndTheFeesStayTaken() {
        String id = settled("card_ok");

        Response refunded = refund(id, part(1000), EscrowWorld.participant(EscrowWorld.PAYEE));

        assertEquals(200, refunded.status(), refunded.bytes());
        assertEquals("split", refunded.text("outcome"));
        assertEquals(720, refunded.body().path("fees").path(0).path("taken").path("amount").asLong(0));
        booked(4280, 0, 0, 720, 1000);
    }

    @Test
    void isRefusedByItsOwnTokenWhereItHasTooLittleAndNothingMoves() {
        String id = settled("card_ok");

        Response refused = refund(id, WHY, EscrowWorld.participant(EscrowWorld.PAYEE));

        assertEquals(409, refused.status());
        assertEquals("insufficient_available", refused.text("reason"));
        assertEquals(5280, bound(refused, "max"));
        assertEquals(6000, bound(refused, "was"));
        booked(5280, 0, 0, 720, 0);
    }

    @Test
    void isRefusedByABackEndWithoutALimitAndByStaffThatIsNoOperator() {
        String id = settled("card_ok");
        Map<String, String> staff =
                Map.of("marketplace", "demo", "person", "per_desk", "scope", "escrows:read escrows:write");

        assertEquals("insufficient_available", refund(id, WHY, EscrowWorld.backend()).text("reason"));
        assertEquals("insufficient_available", refund(id, WHY, staff).text("reason"));
        booked(5280, 0, 0, 720, 0);
    }

    @Test
    void mayLeaveADebtWithinTheLimitOfABackEndAndNotOfThePayee() {
        world.rules().lateRefunds(720, LateRefundFees.KEPT);
        String id = settled("card_ok");

        Response own = refund(id, WHY, EscrowWorld.participant(EscrowWorld.PAYEE));
        Response refunded = refund(id, WHY, EscrowWorld.backend());

        assertEquals("insufficient_available", own.text("reason"));
        assertEquals("refunded", refunded.text("outcome"), refunded.bytes());
        booked(0, 0, -720, 720, 6000);
    }

    @Test
    void mayNotLeaveADebtAboveTheLimit() {
        world.rules().lateRefunds(719, LateRefundFees.KEPT);
        String id = settled("card_ok");

        Response refused = refund(id, WHY, EscrowWorld.backend());

        assertEquals("insufficient_available", refused.text("reason"));
        assertEquals(5999, bound(refused, "max"));
        booked(5280, 0, 0, 720, 0);
    }

    @Test
    void mayBeForcedByAnOperatorAndIsItsDebt() {
        String id = settled("card_ok");

        assertEquals(200, world.force("/v1/escrows/" + id + "/refund", WHY, KEY).status());

        booked(5280, 0, -5280, 0, 6000);
    }

    @Test
    void isRefusedWhileItOwesMoney() {
        String id = settled("card_ok");
        assertEquals(200, world.force("/v1/escrows/" + id + "/refund", part(100), SALE).status());
        world.posted();

        Response refused = refund(id, part(1000), EscrowWorld.participant(EscrowWorld.PAYEE));

        assertEquals("insufficient_available", refused.text("reason"));
        assertEquals(0, bound(refused, "max"));
        booked(5280, 0, -88, 708, 100);
    }

    @Test
    void isACreditOfDebtWhereTheGatewayRefuses() {
        String id = settled("refund_fails");

        Response failed = refund(id, part(1000), EscrowWorld.participant(EscrowWorld.PAYEE));

        assertEquals("failed", failed.body().path("refunds").path(0).path("status").asString(""));
        booked(4280, 0, 1000, 720, 0);
    }

    @Test
    void takesMoneyOnHoldFirstAndTheFeesFromAvailableMoney() {
        String first = settled("card_ok");
        assertTrue(first.startsWith("esc_"));
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.delivered(6000, "sale-0000000000002");
        assertEquals(200, world.post("/v1/escrows/" + id + "/accept", "", KEY).status());
        world.posted();

        Response refunded = refund(id, WHY, EscrowWorld.participant(EscrowWorld.PAYEE));

        assertEquals(200, refunded.status(), refunded.bytes());
        booked(4560, 0, 0, 1440, 6000);
    }

    @Test
    void comesBackOnHoldWhereTheGatewayRefusesAndTheFeesAreACreditOfDebt() {
        String first = settled("card_ok");
        assertTrue(first.startsWith("esc_"));
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.paidWith("refund_fails", 6000, "sale-0000000000002");
        assertEquals(200, world.post("/v1/escrows/" + id + "/release", "{}", KEY).status());
        world.posted();

        Response failed = refund(id, WHY, EscrowWorld.participant(EscrowWorld.PAYEE));

        assertEquals("failed", failed.body().path("refunds").path(0).path("status").asString(""));
        booked(4560, 5280, 720, 1440, 0);
    }

    @Test
    void givesTheFeesBackWhereTheSettingsSaySo() {
        world.rules().lateRefunds(0, LateRefundFees.RETURNED);
        String id = settled("card_ok");

        Response refunded = refund(id, WHY, EscrowWorld.participant(EscrowWorld.PAYEE));

        assertEquals("refunded", refunded.text("outcome"), refunded.bytes());
        assertEquals(0, refunded.body().path("fees").path(0).path("taken").path("amount").asLong(-1));
        booked(0, 0, 0, 0, 6000);
    }

    @Test
    void takesTheFeesAnewWhereTheGatewayRefusesWhatGaveThemBack() {
        world.rules().lateRefunds(0, LateRefundFees.RETURNED);
        String id = settled("refund_fails");

        Response failed = refund(id, WHY, EscrowWorld.participant(EscrowWorld.PAYEE));

        assertEquals("failed", failed.body().path("refunds").path(0).path("status").asString(""));
        booked(0, 0, 5280, 720, 0);
    }

    @Test
    void isRefusedInADryRunAsWell() {
        String id = settled("card_ok");

        Response refused = world.post("/v1/escrows/" + id + "/refund?dryRun=true", WHY, KEY);

        assertEquals("insufficient_available", refused.text("reason"), refused.bytes());
        booked(5280, 0, 0, 720, 0);
    }

    @Test
    void isRefusedByNameWithinARefundOfThePayment() {
        String id = settled("card_ok");
        String payment = world.get("/v1/escrows/" + id).body().path("payment").path("id").asString("");

        assertEquals(202, world.post("/v1/payments/" + payment + "/refund", WHY, KEY).status());
        world.wake("payment#demo#" + payment, 0);

        var part = world.get("/v1/payments/" + payment).body().path("refunds").path(0).path("escrows").path(0);
        assertEquals("refused", part.path("status").asString(""));
        assertEquals("insufficient_available", part.path("code").asString(""));
        booked(5280, 0, 0, 720, 0);
    }
}
