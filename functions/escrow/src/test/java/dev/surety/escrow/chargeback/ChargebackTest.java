package dev.surety.escrow.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.runtime.aws.Items;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The payer's bank draws money, under the same lock as the payer's own dispute. */
class ChargebackTest {
    private static final String KEY = "chargeback-000001";
    private static final String NEXT = "chargeback-000002";
    private static final String SALE = "sale-0000000000001";
    private static final String WHY = "{\"reason\":\"damaged\"}";

    private final EscrowWorld world = new EscrowWorld();

    private String payment(String escrow) {
        return world.get("/v1/escrows/" + escrow).body().path("payment").path("id").asString("");
    }

    /** What the bank does, in the gateway's books, and the gateway telling of it. */
    private void bank(String payment, long amountMinor, String does) {
        book(payment, amountMinor, does);
        assertEquals(0, world.wake("payment#demo#" + payment, 0));
    }

    private void book(String payment, long amountMinor, String does) {
        boolean done = world.store.items(SuretyTables.SANDBOX).stream()
                .anyMatch(item -> item.get("sk").s().equals("cb_" + payment) && item.get("bank").s().equals(does));
        if (done) {
            return;
        }
        world.store.putItem(put -> put.tableName(SuretyTables.SANDBOX)
                .item(Map.of(
                        "pk", Items.of("gateway#demo"),
                        "sk", Items.of("cb_" + payment),
                        "amount", Items.of(amountMinor),
                        "currency", Items.of("EUR"),
                        "bank", Items.of(does)))
                .conditionExpression("attribute_not_exists(pk) OR bank = :drawn")
                .expressionAttributeValues(Map.of(":drawn", Items.of("drawn"))));
    }

    private Response escrow(String id) {
        return world.get("/v1/escrows/" + id);
    }

    private static long amount(Response answer, String name) {
        return answer.body().path("amounts").path(name).path("amount").asLong(-1);
    }

    @Test
    void drawnItFreezesAndWonItGoesOnAsBefore() {
        String id = world.delivered(6000, SALE);

        bank(payment(id), 6000, "drawn");

        assertEquals("disputed", escrow(id).text("state"));
        assertEquals(6000, amount(escrow(id), "frozen"));
        assertEquals(-6000, world.balance("dispute"));
        assertEquals("bank_decides", world.post("/v1/escrows/" + id + "/accept", "", KEY).text("reason"));
        bank(payment(id), 6000, "won");
        assertEquals("delivered", escrow(id).text("state"));
        assertEquals(0, world.balance("dispute"));
        assertEquals("settled", world.post("/v1/escrows/" + id + "/accept", "", KEY).text("state"));
        assertEquals(List.of("opens chargeback", "closes chargeback"), world.workOf("payment"));
        world.checkIdle();
    }

    @Test
    void lostItIsPaidFromWhatWasFrozenAndTheRestIsThePayees() {
        String id = world.delivered(6000, SALE);
        bank(payment(id), 2000, "drawn");

        bank(payment(id), 2000, "lost");

        Response after = escrow(id);
        assertEquals("delivered", after.text("state"));
        assertEquals(2000, amount(after, "lost"));
        assertEquals(0, world.balance("dispute"));
        Response settled = world.post("/v1/escrows/" + id + "/accept", "", KEY);
        assertEquals("split", settled.text("outcome"));
        assertEquals(480, amount(settled, "fees"), "of the 40.00 that were released");
        world.checkIdle();
    }

    @Test
    void disputeAndChargebackOnTheSameMoneyFreezeTheLargerOfTheTwo() {
        String id = world.delivered(6000, SALE);
        world.post(
                "/v1/escrows/" + id + "/dispute",
                "{\"reason\":\"other\",\"amount\":{\"amount\":1000,\"currency\":\"EUR\"}}",
                KEY);

        bank(payment(id), 2500, "drawn");

        assertEquals(2500, amount(escrow(id), "frozen"));
        Response withdrawn = world.post("/v1/escrows/" + id + "/withdraw", "", KEY);
        assertEquals("delivered", withdrawn.text("state"), "the rest goes on");
        assertEquals(2500, amount(withdrawn, "frozen"), "the bank's case is as large as before");
        bank(payment(id), 2500, "won");
        assertEquals("delivered", escrow(id).text("state"));
        assertEquals(6000, amount(escrow(id), "uncommitted"));
        world.checkIdle();
    }

    @Test
    void whileABankHasTheMoneyNobodyAwardsIt() {
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/dispute", WHY, KEY);
        bank(payment(id), 6000, "drawn");
        String line = "{\"to\":\"payer\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"}}";
        String body = "{\"reason\":\"r\",\"lines\":[" + line + "]}";

        Response ruled = world.call(
                "POST",
                "/v1/escrows/" + id + "/award",
                body,
                NEXT,
                Map.of("marketplace", "demo", "person", "per_arb", "scope", "disputes:rule"));

        assertEquals("bank_decides", ruled.text("reason"));
        bank(payment(id), 6000, "lost");
        assertEquals("lost", escrow(id).text("outcome"));
        assertEquals(0, world.sentBack(), "refund and chargeback are not both paid");
        world.checkIdle();
    }

    @Test
    void ofASettledEscrowThePayeeOwesItAtOnceAndTheFeesGiveBackTheirShare() {
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);

        bank(payment(id), 6000, "drawn");

        assertEquals("settled", escrow(id).text("state"));
        assertEquals("open", shown(id, "status"));
        assertEquals("released", escrow(id).text("outcome"), "the bank has not decided");
        assertEquals(-5280, world.balance("debt:" + EscrowWorld.PAYEE));
        assertEquals(0, world.balance("fees:commission"));
        assertEquals(0, world.balance("dispute"));
        assertEquals(List.of(), world.workOf("escrow"), "nothing is left for a person to find");
        bank(payment(id), 6000, "won");
        assertEquals(0, world.balance("debt:" + EscrowWorld.PAYEE));
        assertEquals(720, world.balance("fees:commission"));
        assertEquals(0, world.balance("dispute"));
        assertEquals("won", shown(id, "status"));
        assertEquals("released", escrow(id).text("outcome"));
        world.checkIdle();
    }

    private String shown(String id, String member) {
        return escrow(id).body().path("chargebacks").path(0).path(member).asString("");
    }

    @Test
    void lostOnASettledEscrowItPostsNothingMoreAndTheOutcomeSaysWhoHasTheMoney() {
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);
        bank(payment(id), 2000, "drawn");
        long debt = world.balance("debt:" + EscrowWorld.PAYEE);

        bank(payment(id), 2000, "lost");

        assertEquals(-1760, debt);
        assertEquals(debt, world.balance("debt:" + EscrowWorld.PAYEE));
        assertEquals("lost", shown(id, "status"));
        assertEquals("split", escrow(id).text("outcome"));
        assertEquals(2000, amount(escrow(id), "lost"));
        world.checkIdle();
    }

    /** Refund and chargeback both paid: one of the mistakes others made. */
    @Test
    void whatABankDrewAndDidNotFindHereIsNotRefundedAsWell() {
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);
        bank(payment(id), 6000, "drawn");

        assertEquals("bank_decides", world.post("/v1/escrows/" + id + "/refund", WHY, KEY).text("reason"));
        assertEquals(0, world.sentBack());

        bank(payment(id), 6000, "won");
        assertEquals(200, world.force("/v1/escrows/" + id + "/refund", WHY, KEY).status());
        assertEquals(6000, world.sentBack());
        world.checkIdle();
    }

    /** The bank has drawn it and nobody has told us yet: the gateway does not send it a second time. */
    @Test
    void whatABankHasDrawnUnheardOfIsNotSentBack() {
        String id = world.delivered(6000, SALE);
        book(payment(id), 6000, "drawn");

        Response refund = world.post("/v1/escrows/" + id + "/refund", WHY, KEY);

        assertEquals("failed", refund.body().path("refunds").path(0).path("status").asString(""), refund.bytes());
        assertEquals("charged_back", refund.body().path("refunds").path(0).path("code").asString(""));
        assertEquals(0, world.sentBack());
        assertEquals(0, world.wake("payment#demo#" + payment(id), 0));
        assertEquals(6000, amount(escrow(id), "frozen"));
        world.checkIdle();
    }

    /** The bank's news came before the escrow knew that it was paid: it is told of both, in their order. */
    @Test
    void newsOfAPaymentNobodyWasToldOfFreezesItAllTheSame() {
        String id = world.paidWith("card_timeout_done", 6000, SALE);

        bank(payment(id), 6000, "drawn");

        assertEquals("disputed", escrow(id).text("state"));
        assertEquals(6000, amount(escrow(id), "frozen"));
        world.checkIdle();
    }

    @Test
    void whatMaturesIsStillThereForIt() {
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.delivered(6000, SALE);
        world.post("/v1/escrows/" + id + "/accept", "", KEY);

        bank(payment(id), 6000, "drawn");
        assertEquals("settled", escrow(id).text("state"));
        assertEquals(0, world.balance("onHold:" + EscrowWorld.PAYEE));
        assertEquals(0, world.balance("debt:" + EscrowWorld.PAYEE), "all of it was on hold");
        bank(payment(id), 6000, "lost");

        assertEquals("settled", escrow(id).text("state"));
        assertEquals("lost", escrow(id).text("outcome"));
        assertEquals(0, world.balance("dispute"));
        assertEquals(0, world.balance("fees:commission"));
        world.checkIdle();
    }

    @Test
    void aBankThatNeverAnswersHasKeptIt() {
        String id = world.delivered(6000, SALE);
        bank(payment(id), 6000, "drawn");

        world.clock.advance(Duration.ofDays(180).plusMinutes(5));
        world.wakeDue();

        assertEquals("settled", escrow(id).text("state"));
        assertEquals(6000, amount(escrow(id), "lost"));
        world.checkIdle();
    }

    @Test
    void whatABankGivesBackAfterThatWaitsForSomebody() {
        aBankThatNeverAnswersHasKeptIt();
        String payment = world.store.items(SuretyTables.SANDBOX).stream()
                .map(item -> item.get("sk").s())
                .filter(sk -> sk.startsWith("pay_"))
                .findFirst()
                .orElseThrow();

        bank(payment, 6000, "won");

        assertEquals(0, world.balance("dispute"));
        assertEquals(6000, world.balance("suspense"));
        assertEquals(List.of("opens late_money"), world.workOf("escrow"));
        long entries = world.entries();
        bank(payment, 6000, "won");
        assertEquals(entries, world.entries(), "once");
        world.checkIdle();
    }

    @Test
    void heardOfTwiceAndInAnyOrderItIsOne() {
        String id = world.paidWith("card_chargeback", 6000, SALE);
        assertEquals(1, world.news.size(), "the gateway tells of it by itself");

        for (int i = 0; i < 3; i++) {
            assertEquals(0, world.wake(world.news.getFirst(), 0));
        }

        assertEquals("disputed", escrow(id).text("state"));
        assertEquals(4, world.chain("escrow", id).size());
        assertEquals(-6000, world.balance("dispute"));
        world.checkIdle();
    }

    @Test
    void newsOfWhatIsNotThereYetComesAgain() {
        assertEquals(1, world.wake("payment#demo#pay_aaaaaaaaaaaaaaaaaaaaaaaaaa", 0));
        assertTrue(world.news.isEmpty());
    }
}
