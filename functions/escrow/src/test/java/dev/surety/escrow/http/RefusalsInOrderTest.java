package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where two refusals apply, the first by the design's order is given; here, while a refund is on its way. */
class RefusalsInOrderTest {
    private static final String SALE = "sale-0000000000001";

    private final PlayedBank bank = new PlayedBank();
    private final EscrowWorld world = new EscrowWorld(Faults.none(), bank::before);

    /** Of refunds nobody ever hears. */
    @BeforeEach
    void silence() {
        bank.refundsAre(new GatewayResult.Unknown());
    }

    private Response post(String id, String move, String body) {
        return world.post("/v1/escrows/" + id + "/" + move, body, move + "-00000000000000");
    }

    private static String some(String reason, long amountMinor) {
        return "{" + reason + "\"amount\":{\"amount\":" + amountMinor + ",\"currency\":\"EUR\"}}";
    }

    private static String why(long amountMinor) {
        return some("\"reason\":\"other\",", amountMinor);
    }

    @Test
    void whatCannotBeCalledOffAnyMoreComesBeforeARefundOnItsWay() {
        String id = world.funded(6000, SALE);
        assertEquals(200, post(id, "release", some("", 1000)).status());
        assertEquals(202, post(id, "refund", why(1000)).status());

        assertEquals("transition_not_allowed", post(id, "cancel", "{\"onBehalfOf\":\"payee\"}").text("reason"));
    }

    @Test
    void whatIsFrozenComesBeforeARefundOnItsWay() {
        String id = world.delivered(6000, SALE);
        assertEquals(200, post(id, "dispute", why(2000)).status());
        assertEquals(202, post(id, "refund", why(1000)).status());
        String second = "/v1/escrows/" + id + "/refund";

        assertEquals("frozen_by_case", world.post(second, why(5000), "second-0000000001").text("reason"));
        assertEquals("refund_in_flight", world.post(second, why(1000), "second-0000000001").text("reason"));
        assertEquals("refund_in_flight", world.post(second, why(7000), "second-0000000001").text("reason"));
    }

    @Test
    void aRefundOnItsWayComesBeforeTheEndOfTheTime() {
        String id = world.funded(6000, SALE);
        assertEquals(202, post(id, "refund", why(6000)).status());
        world.clock.advance(Duration.ofDays(15));

        assertEquals("refund_in_flight", post(id, "dispute", "{\"reason\":\"other\"}").text("reason"));
    }

    @Test
    void theEndOfTheTimeComesBeforeAnAmountThatExceeds() {
        String id = world.funded(6000, SALE);
        world.clock.advance(Duration.ofDays(15));

        assertEquals("window_closed", post(id, "dispute", why(6001)).text("reason"));
    }
}
