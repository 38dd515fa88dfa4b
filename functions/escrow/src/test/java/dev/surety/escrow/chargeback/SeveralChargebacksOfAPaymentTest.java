package dev.surety.escrow.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.model.id.Id;
import dev.surety.model.money.Money;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The payer's bank has more than one case about a settled sale, or one that cannot be. */
class SeveralChargebacksOfAPaymentTest {
    private final PlayedBank played = new PlayedBank();
    private final EscrowWorld world = new EscrowWorld(Faults.none(), played::before);
    private final GatewayBooks books = new GatewayBooks(world);
    private String payment = "";

    @BeforeEach
    void settle() {
        String id = world.delivered(6000, "sale-0000000000001");
        assertEquals(200, world.post("/v1/escrows/" + id + "/accept", "", "accept-0000000001").status());
        payment = books.payment(id);
    }

    private void says(String id, Money amount, ChargebackStatus bank) {
        played.says(id, amount, bank);
        books.heard(payment);
    }

    private void says(String id, long amountMinor, ChargebackStatus bank) {
        says(id, Money.of(amountMinor, "EUR"), bank);
    }

    @Test
    void thePaymentIsSomebodysWorkUntilTheLastOfThemIsDecided() {
        says("cb_1", 1000, ChargebackStatus.OPEN);
        says("cb_2", 3000, ChargebackStatus.OPEN);

        says("cb_1", 1000, ChargebackStatus.WON);
        assertEquals(List.of("opens chargeback", "opens chargeback"), world.workOf("payment"));

        says("cb_2", 3000, ChargebackStatus.LOST);
        assertEquals("closes chargeback", world.workOf("payment").getLast());
        world.checkIdle();
    }

    @Test
    void oneInAnotherCurrencyIsParkedForSomebodyOnce() {
        says("cb_1", Money.of(1000, "USD"), ChargebackStatus.OPEN);
        says("cb_1", Money.of(1000, "USD"), ChargebackStatus.LOST);

        assertEquals(List.of("opens gateway_notice"), world.attention());
        assertEquals(0, world.balance("dispute"));
        var notice = world.get("/v1/gateway-notices/" + Id.derive("ntc", "sandbox", "demo", "chargeback cb_1"));
        assertEquals(payment, notice.text("reference"), notice.bytes());
        assertEquals("chargeback cb_1", notice.text("event"));
        world.checkIdle();
    }

    @Test
    void theTwentyFirstIsParkedAndTheOthersGoOn() {
        for (int i = 10; i <= 30; i++) {
            says("cb_" + i, 100, ChargebackStatus.OPEN);
        }

        assertEquals(-1760, world.balance("debt:" + EscrowWorld.PAYEE));
        assertEquals(List.of("opens gateway_notice"), world.workOf("notice"));
        says("cb_10", 100, ChargebackStatus.WON);
        assertEquals(-1672, world.balance("debt:" + EscrowWorld.PAYEE));
        assertEquals(List.of("opens gateway_notice"), world.workOf("notice"));
        world.checkIdle();
    }
}
