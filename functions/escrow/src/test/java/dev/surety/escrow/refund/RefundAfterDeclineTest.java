package dev.surety.escrow.refund;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.RefundId;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gateway says that it will not send money back, and sends it. */
class RefundAfterDeclineTest {
    private static final String SALE = "sale-0000000000001";

    private static String refundStatus(Response answer) {
        return answer.body().path("refunds").path(0).path("status").asString("");
    }

    /** The gateway said no and sent it all the same: the books say so, and somebody has to see to it. */
    @Test
    void whatWasSentAfterANoIsTakenFromSuspenseAndWantsAPerson() {
        var lying = new EscrowWorld(Faults.none(), LyingGateway::new);
        String id = lying.funded(6000, "sale-0000000000001");
        Response refused = lying.post("/v1/escrows/" + id + "/refund", "{\"reason\":\"x\"}", "refund-000000001");
        assertEquals("failed", refused.body().path("refunds").path(0).path("status").asString(""), refused.bytes());
        String payment = refused.body().path("payment").path("id").asString("");

        assertEquals(0, lying.wake("payment#demo#" + payment, 0));
        assertEquals(0, lying.wake("payment#demo#" + payment, 0));

        assertEquals(6000, lying.sentBack());
        assertEquals(-6000, lying.balance("suspense"), "once");
        assertEquals(0, lying.balance("gateway:sandbox"));
        assertEquals(List.of("opens late_refund"), lying.workOf("payment"));
        assertEquals(List.of("opens refund_failed"), lying.workOf("escrow"));
        assertEquals("held", lying.get("/v1/escrows/" + id).text("state"), "states never move backwards");
        lying.checkIdle();
    }

    /** The hint came while the gateway could not say: it comes again, and nothing is lost by that. */
    @Test
    void whatWasSentAfterANoIsLearnedThoughTheGatewayWasSilentWhenItWasHinted() {
        var lying = new EscrowWorld(Faults.none(), gateway -> new DeafGateway(new LyingGateway(gateway)));
        var books = new GatewayBooks(lying);
        String id = lying.funded(6000, "sale-0000000000001");
        lying.post("/v1/escrows/" + id + "/refund", "{\"reason\":\"x\"}", "refund-000000001");

        assertEquals(1, books.tell(books.payment(id)));
        assertEquals(0, lying.balance("suspense"));
        books.heard(books.payment(id));

        assertEquals(-6000, lying.balance("suspense"));
        lying.checkIdle();
    }

    /** Does not say what became of a refund, the first time it is asked about one that it was to make. */
    private static final class DeafGateway implements AroundGateway {
        private final Gateway gateway;
        private int asked;

        DeafGateway(Gateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public Gateway gateway() {
            return gateway;
        }

        @Override
        public Optional<GatewayResult> findRefund(MarketplaceId marketplace, RefundId reference) {
            asked++;
            return asked == 2 ? Optional.of(new GatewayResult.Unknown()) : gateway.findRefund(marketplace, reference);
        }
    }

    /** The second attempt was made and nobody heard; then the first was made after all. */
    @Test
    void whatWentOutUnderTwoReferencesIsBookedTwiceAndWantsAPerson() {
        var sick = new EscrowWorld(Faults.none(), gateway -> new LateAndSilent(gateway, new ArrayList<>()));
        var books = new GatewayBooks(sick);
        String id = sick.funded(6000, SALE);
        String half = "{\"amount\":{\"amount\":3000,\"currency\":\"EUR\"}}";
        assertEquals(200, sick.post("/v1/escrows/" + id + "/release", half, "release-00000001").status());
        for (int day = 0; day < 21; day++) {
            sick.clock.advance(Duration.ofDays(1));
            sick.wakeDue();
        }
        assertEquals("done", refundStatus(sick.get("/v1/escrows/" + id)));
        assertEquals(6000, sick.sentBack());

        books.heard(books.payment(id));
        books.heard(books.payment(id));

        assertEquals(0, sick.balance("gateway:sandbox"), "all that went out is booked");
        assertEquals(-3000, sick.balance("suspense"), "once");
        assertEquals(List.of("opens late_refund"), sick.workOf("payment"));
        sick.checkIdle();
    }

    /** Refuses the first attempt; makes the second, and then the first as well, and says nothing of it. */
    private record LateAndSilent(Gateway gateway, List<Refunding> asked) implements AroundGateway {
        @Override
        public GatewayResult refund(Refunding refund) {
            asked.add(refund);
            if (asked.size() == 1) {
                return new GatewayResult.Declined("refund_refused");
            }
            var _ = gateway.refund(refund);
            var _ = gateway.refund(asked.getFirst());
            return new GatewayResult.Unknown();
        }
    }

    /** Tried again a day later it would have gone out twice. */
    @Test
    void whatWasSentAfterANoIsNotSentAgainUnderAnotherReference() {
        var sick = new EscrowWorld(Faults.none(), gateway -> new LyingOnce(gateway, new ArrayList<>()));
        String id = sick.funded(6000, SALE);
        sick.clock.advance(Duration.ofDays(15));
        sick.wakeDue();
        assertEquals("retrying", refundStatus(sick.get("/v1/escrows/" + id)));
        sick.clock.advance(Duration.ofDays(1));
        sick.wakeDue();

        Response now = sick.get("/v1/escrows/" + id);
        assertEquals("settled", now.text("state"), now.bytes());
        assertEquals("done", refundStatus(now));
        assertEquals(6000, sick.sentBack());
        assertEquals(0, sick.balance("gateway:sandbox"));
        assertEquals(0, sick.balance("suspense"));
        new GatewayBooks(sick).heard(now.body().path("payment").path("id").asString(""));
        assertEquals(List.of(), sick.attention(), "nothing of it is left to learn");
        sick.checkIdle();
    }

    /** Says no and sends the money, the first time; and would send it again, if it were asked to. */
    private record LyingOnce(Gateway gateway, List<RefundId> asked) implements AroundGateway {
        @Override
        public GatewayResult refund(Refunding refund) {
            asked.add(refund.reference());
            GatewayResult answer = gateway.refund(refund);
            return asked.size() == 1 ? new GatewayResult.Declined("refund_refused") : answer;
        }
    }

    @Test
    void ofARefundOfThePaymentThePartIsDoneAndSaysThatItCameLate() {
        var lying = new EscrowWorld(Faults.none(), LyingGateway::new);
        var books = new GatewayBooks(lying);
        String id = books.paid("card_ok", 2).getFirst();
        String payment = books.payment(id);
        lying.post("/v1/payments/" + payment + "/refund", "{\"reason\":\"x\"}", "refund-000000001");

        // The first sends and is told no; then the gateway is asked once more.
        books.heard(payment);
        books.heard(payment);

        var refund = lying.get("/v1/payments/" + payment).body().path("refunds").path(0);
        assertEquals("done", refund.path("status").asString(""));
        refund.path("escrows").forEach(part -> {
            assertEquals("done", part.path("status").asString(""));
            assertEquals("refunded_late", part.path("code").asString(""));
        });
        assertEquals("failed", refundStatus(lying.get("/v1/escrows/" + id)), "there it is free again");
        assertEquals(3000, lying.sentBack());
        lying.checkIdle();
    }

    /** Says no, and sends the money. */
    private record LyingGateway(Gateway gateway) implements AroundGateway {
        @Override
        public GatewayResult refund(Refunding refund) {
            var _ = gateway.refund(refund);
            return new GatewayResult.Declined("refund_refused");
        }
    }
}
