package dev.surety.escrow.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.id.Id;
import dev.surety.model.standing.Standing;
import dev.surety.runtime.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The gateway charged after it had said no, and the payer's bank draws what no escrow has. */
class ChargebackOnLateMoneyTest {
    private final EscrowWorld world = new EscrowWorld();
    private final GatewayBooks books = new GatewayBooks(world);

    /** An escrow that was paid by another payment since; gives the one that came late. */
    private String late(String method) {
        String id = world.paidWith("card_declined", 6000, "sale-0000000000001");
        String payment = books.payment(id);
        assertEquals(200, world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", "again-00000000001")
                .status());
        books.captured(payment, 6000, method);
        return payment;
    }

    private String escrow() {
        return world.get("/v1/escrows?reference=order-1042").body().path("data").path(0).path("state").asString("");
    }

    private void bank(String payment, String does) {
        books.bank(payment, 6000, does);
        books.heard(payment);
        books.heard(payment);
    }

    @Test
    void itIsBookedAndSomebodysWorkAndFreezesNothing() {
        String payment = late("refund_fails");
        books.heard(payment);
        assertEquals(6000, world.balance("suspense"));

        bank(payment, "drawn");

        assertEquals(-6000, world.balance("dispute"));
        assertEquals(6000, world.balance("suspense"), "until somebody sets one against the other");
        assertEquals("held", escrow(), "what it holds is another payment's");
        assertEquals("opens chargeback", world.workOf("payment").getLast());
        world.checkIdle();
    }

    /** The gateway said that it would not send it back, and did. */
    @Test
    void whatWentBackAllTheSameDoesNotWaitInSuspense() {
        String payment = late("refund_fails");
        books.heard(payment);
        assertEquals(6000, world.balance("suspense"));
        String back = Id.derive("ref", payment, "unawaited");

        books.sent(payment, back, 6000);
        books.heard(payment);
        books.heard(payment);

        assertEquals(0, world.balance("suspense"));
        assertEquals("closes late_money", world.workOf("payment").getLast());
        assertEquals("payment.returned_late.v1", world.chain("payment", payment).getLast().event());
        world.checkIdle();
    }

    @Test
    void nothingGoesBackToAPayerOnAListOfSanctionedParties() {
        String payment = late("card_ok");
        EscrowWorld.participant(
                new Journal(world.store, SuretyTables.JOURNAL),
                EscrowWorld.DEMO,
                EscrowWorld.PAYER,
                new Standing(
                        "restricted", Set.of(), true, true, Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.of("index-1"), Optional.empty(), Optional.of(true)));

        books.heard(payment);

        assertEquals(0, world.sentBack());
        assertEquals(6000, world.balance("suspense"));
        assertEquals("payment.return_failed.v1", world.chain("payment", payment).getLast().event());
        world.checkIdle();
    }

    @Test
    void whatTheBankGivesBackIsNobodysWorkAnyMore() {
        String payment = late("refund_fails");
        bank(payment, "drawn");

        bank(payment, "won");

        assertEquals(0, world.balance("dispute"));
        assertEquals("closes chargeback", world.workOf("payment").getLast());
        world.checkIdle();
    }

    /** No escrow bears it: it stays on dispute, and whoever clears that has to find it. */
    @Test
    void whatTheBankKeepsStaysSomebodysWork() {
        String payment = late("card_ok");
        books.heard(payment);
        assertEquals(6000, world.sentBack(), "so that this is money lost");
        bank(payment, "drawn");

        bank(payment, "lost");

        assertEquals(-6000, world.balance("dispute"));
        List<String> work = world.workOf("payment");
        assertTrue(work.contains("opens chargeback"));
        assertEquals(-1, work.indexOf("closes chargeback"));
        assertEquals("held", escrow());
        world.checkIdle();
    }

    /** The bank was faster than the return: the gateway will not send it a second time. */
    @Test
    void whatTheBankHasIsNotSentBackAsWell() {
        String payment = late("card_ok");
        books.bank(payment, 6000, "drawn");

        books.heard(payment);

        assertEquals(0, world.sentBack());
        assertEquals(-6000, world.balance("dispute"));
        assertEquals(6000, world.balance("suspense"));
        world.checkIdle();
    }
}
