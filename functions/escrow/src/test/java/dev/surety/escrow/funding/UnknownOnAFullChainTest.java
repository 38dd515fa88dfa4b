package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.domain.escrow.Budget;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.RefundId;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An escrow whose chain takes no moves any more still hears what became of its refund, after years of silence, too. */
class UnknownOnAFullChainTest {
    private static final Map<String, String> OPERATOR = Map.of(
            "marketplace", "demo", "person", "per_op", "scope", "escrows:operate");
    private static final String FORCED = "{\"onBehalfOf\":\"payee\",\"reason\":\"other\"";
    private static final String CENT = FORCED + ",\"amount\":{\"amount\":1,\"currency\":\"EUR\"}}";

    private boolean silent;
    private final EscrowWorld world = new EscrowWorld(Faults.none(), Silent::new);
    private final String id = world.delivered(100_000, "sale-0000000000001");
    private int asked;

    private Response refund(String body) {
        return world.call(
                "POST", "/v1/escrows/" + id + "/refund", body, String.format("staff-%016d", ++asked), OPERATOR);
    }

    private int entries() {
        return world.chain("escrow", id).size();
    }

    private void fill() {
        Response answer = refund(CENT);
        while (answer.status() == 200) {
            answer = refund(CENT);
        }
        assertEquals("limit_exceeded", answer.text("reason"), answer.bytes());
    }

    @Test
    void aRefundOfUnknownOutcomeNeverFillsIt() {
        fill();
        silent = true;
        Response rest = refund(FORCED + "}");
        assertEquals(202, rest.status(), "the way out is open: " + rest.bytes());
        for (int week = 0; week < 52 * 5; week++) {
            world.clock.advance(Duration.ofDays(7));
            world.wakeLast();
        }
        assertTrue(entries() < Budget.FOR_STAFF + 70, entries() + " entries");
        silent = false;
        world.clock.advance(Duration.ofDays(800));
        world.wakeLast();

        Response escrow = world.get("/v1/escrows/" + id);
        assertEquals("settled", escrow.text("state"));
        assertEquals("refunded", escrow.text("outcome"));
        assertEquals(
                world.sentBack(),
                escrow.body().path("amounts").path("refunded").path("amount").asLong());
        world.checkIdle();
    }

    /** Staff leaves room for what ends an escrow, and that for timers and banks. */
    @Test
    void theLastEntriesAreNotForMoves() {
        fill();
        assertTrue(entries() >= Budget.FOR_STAFF && entries() < Budget.FOR_STAFF + 2, entries() + " entries");
        String dispute = "{\"reason\":\"other\",\"amount\":{\"amount\":1,\"currency\":\"EUR\"}}";
        assertEquals(200, world.post("/v1/escrows/" + id + "/dispute", dispute, "dispute-0000000000001").status());
        world.check();
    }

    private final class Silent implements AroundGateway {
        private final Gateway gateway;

        Silent(Gateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public Gateway gateway() {
            return gateway;
        }

        @Override
        public GatewayResult refund(Refunding refund) {
            return silent ? new GatewayResult.Unknown() : gateway.refund(refund);
        }

        @Override
        public Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
            return silent ? Optional.of(new GatewayResult.Unknown()) : gateway.findRefund(marketplace, reference);
        }
    }
}
