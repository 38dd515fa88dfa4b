package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.gateway.AbsentGateway;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.id.Id;
import dev.surety.model.id.PaymentId;
import dev.surety.model.id.RefundId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A payment is asked about at its own gateway; where this stack does not have that, nothing is decided about it. */
class PaymentAtAGatewayThatIsGoneTest {
    private static final String SALE = "sale-0000000000001";

    private boolean renamed;
    private final EscrowWorld world = new EscrowWorld(Faults.none(), Renamed::new);

    /** It may have taken the money: it is unknown for as long as nobody can say. */
    @Test
    void itIsUnknownAndNeverDeclinedAndNoOtherGatewayIsAskedAboutIt() {
        renamed = true;
        String id = world.paidWith("card_declined", 6000, SALE);
        for (int day = 0; day < 30; day++) {
            assertEquals("unknown", world.get("/v1/escrows/" + id).body().path("payment").path("status").asString(""));
            world.clock.advance(Duration.ofDays(1));
            world.wakeLast();
        }
        assertEquals("funding", world.get("/v1/escrows/" + id).text("state"));
        String payment = new GatewayBooks(world).payment(id);
        assertEquals(0, world.wake("payment#demo#" + payment, 0));
        assertEquals(0, world.charges());
        assertEquals(0, world.balance("gateway:sandbox"));
    }

    @Test
    void whatIsPaidAtAGatewayThatIsHereGoesOn() {
        renamed = true;
        String gone = world.paidWith("card_ok", 6000, SALE);
        renamed = false;

        String here = world.paidWith("card_ok", 7000, "sale-0000000000002");

        assertEquals("funding", world.get("/v1/escrows/" + gone).text("state"));
        assertEquals("held", world.get("/v1/escrows/" + here).text("state"));
        assertEquals(-7000, world.balance("gateway:sandbox"));
        assertEquals(List.of(), world.attention());
    }

    /** With no gateway at all, a charge is declined, because none can be made, and nothing that was made is denied. */
    @Test
    void noGatewayDeclinesChargesAndSaysNothingOfOthers() {
        var none = new AbsentGateway();
        var payment = new PaymentId(Id.derive(PaymentId.PREFIX, SALE));
        var refund = new RefundId(Id.derive(RefundId.PREFIX, SALE));
        var amount = Money.of(6000, "EUR");

        assertInstanceOf(
                GatewayResult.Declined.class,
                none.charge(new Gateway.Charge(EscrowWorld.DEMO, payment, amount, "card_ok", Optional.empty())));
        assertEquals(Optional.empty(), none.find(EscrowWorld.DEMO, payment));
        assertEquals(Optional.empty(), none.findRefund(EscrowWorld.DEMO, refund));
        assertInstanceOf(
                GatewayResult.Unknown.class,
                none.refund(new Gateway.Refunding(EscrowWorld.DEMO, refund, payment, amount)));
    }

    /** Has another name at times, so that payments are begun which name a gateway that is not here. */
    private final class Renamed implements AroundGateway {
        private final Gateway gateway;

        Renamed(Gateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public Gateway gateway() {
            return gateway;
        }

        @Override
        public String name() {
            return renamed ? "gone" : gateway.name();
        }
    }
}
