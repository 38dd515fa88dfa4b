package dev.surety.escrow.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.domain.funds.ChargebackStatus;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The payer's bank draws money of which not all is free: it is on its way back already, or drawn before, or gone. What
 * it has, nobody else gets.
 */
class ChargebackShortfallTest {
    private static final String KEY = "refund-0000000001";
    private static final String SALE = "sale-0000000000001";
    private static final String WHY = "{\"reason\":\"other\"}";

    private final PlayedBank bank = new PlayedBank();
    private final EscrowWorld world = new EscrowWorld(Faults.none(), bank::before);

    private void hears(String id, String chargeback, long amountMinor, ChargebackStatus says) {
        bank.says(chargeback, amountMinor, says);
        String payment = escrow(id).body().path("payment").path("id").asString("");
        assertEquals(0, world.wake("payment#demo#" + payment, 0));
    }

    private Response escrow(String id) {
        return world.get("/v1/escrows/" + id);
    }

    private long amount(String id, String name) {
        return escrow(id).body().path("amounts").path(name).path("amount").asLong(-1);
    }

    private static String some(long amountMinor) {
        return "{\"reason\":\"other\",\"amount\":{\"amount\":" + amountMinor + ",\"currency\":\"EUR\"}}";
    }

    private Response post(String id, String move, String body) {
        return world.post("/v1/escrows/" + id + "/" + move, body, move + "-00000000000000");
    }

    /** A refund of so much is on its way, and nobody knows how far. */
    private String refunding(String id, long amountMinor) {
        bank.refundsAre(new GatewayResult.Unknown());
        assertEquals(202, post(id, "refund", some(amountMinor)).status());
        return id;
    }

    /** The gateway will not send what the payer's bank has. */
    private void refused() {
        bank.refundsAre(new GatewayResult.Declined("charged_back"));
        world.clock.advance(Duration.ofMinutes(30));
        world.wakeDue();
    }

    @Test
    void whatComesBackFromARefundIsTheBanksAndNotThePayees() {
        String id = refunding(world.delivered(6000, SALE), 6000);
        hears(id, "cb_1", 6000, ChargebackStatus.OPEN);
        assertEquals(List.of("opens chargeback"), world.workOf("escrow"));

        refused();

        assertEquals("disputed", escrow(id).text("state"));
        assertEquals(6000, amount(id, "frozen"));
        assertEquals("cb_1", escrow(id).body().path("case").path("chargebacks").path(0).path("id").asString(""));
        assertEquals(List.of("opens chargeback", "closes chargeback"), world.workOf("escrow"), "all is covered");
        world.clock.advance(Duration.ofDays(40));
        world.wakeDue();
        assertEquals(0, world.balance("payable:" + EscrowWorld.PAYEE));
        hears(id, "cb_1", 6000, ChargebackStatus.LOST);
        assertEquals("lost", escrow(id).text("outcome"));
        assertEquals(0, world.balance("dispute"));
        world.checkIdle();
    }

    @Test
    void whatTheBankGivesBackGoesOnAsItWas() {
        String id = refunding(world.delivered(6000, SALE), 4000);
        hears(id, "cb_1", 6000, ChargebackStatus.OPEN);
        assertEquals(2000, amount(id, "frozen"), "what was free");
        refused();
        assertEquals(6000, amount(id, "frozen"));
        assertEquals("bank_decides", post(id, "release", "{}").text("reason"));

        hears(id, "cb_1", 6000, ChargebackStatus.WON);

        assertEquals("delivered", escrow(id).text("state"));
        assertEquals(6000, amount(id, "uncommitted"));
        assertEquals(200, world.post("/v1/escrows/" + id + "/release", "{}", "release-000000002").status());
        world.checkIdle();
    }

    /** Not delivered, all of it is owed to the payer, whose bank has drawn it meanwhile: the gateway refuses. */
    private String owed() {
        String id = world.funded(6000, SALE);
        bank.refundsAre(new GatewayResult.Unknown());
        world.clock.advance(Duration.ofDays(15));
        world.wakeDue();
        assertEquals(6000, amount(id, "inFlight"));
        hears(id, "cb_1", 6000, ChargebackStatus.OPEN);
        refused();
        return id;
    }

    private void timePasses(Duration days) {
        for (long day = 0; day < days.toDays(); day++) {
            world.clock.advance(Duration.ofDays(1));
            world.wakeDue();
        }
    }

    @Test
    void whileTheBankDecidesWhatIsOwedIsNeitherSentAgainNorAnybodyElses() {
        String id = owed();

        timePasses(Duration.ofDays(20));

        assertEquals("held", escrow(id).text("state"));
        assertEquals(6000, amount(id, "inFlight"));
        assertEquals("refund_in_flight", post(id, "deliver", "").text("reason"));
        assertEquals(0, world.balance("suspense"));
    }

    @Test
    void whatIsOwedIsSentWhenTheBankGivesItBack() {
        String id = owed();
        timePasses(Duration.ofDays(5));
        bank.refundsGoThrough();
        hears(id, "cb_1", 6000, ChargebackStatus.WON);

        world.clock.advance(Duration.ofMinutes(10));
        world.wakeDue();

        assertEquals("settled", escrow(id).text("state"));
        assertEquals(6000, world.sentBack());
        assertEquals(6000, amount(id, "refunded"));
        world.checkIdle();
    }

    @Test
    void ofABankThatNeverAnswersItIsTheBanksAfterHalfAYear() {
        String id = owed();

        timePasses(Duration.ofDays(182));

        assertEquals("settled", escrow(id).text("state"));
        assertEquals(6000, amount(id, "lost"));
        world.checkIdle();
    }

    /** What is owed is not owed twice: the payer has it from the bank. */
    @Test
    void whatIsOwedIsNotSentWhenTheBankKeepsIt() {
        String id = owed();
        hears(id, "cb_1", 6000, ChargebackStatus.LOST);
        world.clock.advance(Duration.ofMinutes(10));
        world.wakeDue();

        assertEquals("settled", escrow(id).text("state"));
        assertEquals(6000, amount(id, "lost"));
        assertEquals(0, world.balance("suspense"));
        assertEquals(0, world.sentBack());
        world.checkIdle();
    }

    @Test
    void aSecondChargebackFreezesWhatTheFirstLeft() {
        String id = world.delivered(6000, SALE);
        hears(id, "cb_1", 1000, ChargebackStatus.OPEN);
        hears(id, "cb_2", 3000, ChargebackStatus.OPEN);
        assertEquals(4000, amount(id, "frozen"));
        hears(id, "cb_1", 1000, ChargebackStatus.WON);
        assertEquals(3000, amount(id, "frozen"));
        assertEquals(200, post(id, "release", "{}").status());
        hears(id, "cb_2", 3000, ChargebackStatus.LOST);

        assertEquals("split", escrow(id).text("outcome"));
        assertEquals(3000, amount(id, "lost"));
        assertEquals(2640, world.balance("payable:" + EscrowWorld.PAYEE));
        world.checkIdle();
    }

    /** The first took all that was here; when it is given back, the second finds what it lacked. */
    @Test
    void whatOneChargebackGivesBackCoversAnother() {
        String id = world.delivered(6000, SALE);
        hears(id, "cb_1", 5000, ChargebackStatus.OPEN);
        hears(id, "cb_2", 3000, ChargebackStatus.OPEN);
        assertEquals(6000, amount(id, "frozen"));

        hears(id, "cb_1", 5000, ChargebackStatus.WON);

        assertEquals(3000, amount(id, "frozen"));
        assertEquals(3000, amount(id, "uncommitted"));
        world.check();
    }

    /** One bank kept what had gone back already; what another gives back is its before it is the dispute's. */
    @Test
    void whatOneBankKeptIsTakenOutOfTheDisputeThatAnotherHadDrawn() {
        String id = world.delivered(6000, SALE);
        assertEquals(200, post(id, "refund", some(2000)).status());
        assertEquals(200, post(id, "dispute", WHY).status());
        hears(id, "cb_1", 4000, ChargebackStatus.OPEN);
        hears(id, "cb_2", 2000, ChargebackStatus.OPEN);
        hears(id, "cb_2", 2000, ChargebackStatus.LOST);

        hears(id, "cb_1", 4000, ChargebackStatus.WON);

        assertEquals(2000, amount(id, "lost"));
        assertEquals(2000, amount(id, "frozen"));
        assertEquals(List.of("opens chargeback", "closes chargeback"), world.workOf("escrow"));
        assertEquals("delivered", post(id, "withdraw", "").text("state"));
        assertEquals(2000, amount(id, "uncommitted"));
        assertEquals(0, world.balance("dispute"));
        world.checkIdle();
    }

    @Test
    void whatIsGivenBackLateBarsNothingAnyMore() {
        String id = world.delivered(6000, SALE);
        assertEquals(200, post(id, "release", some(2000).replace("\"reason\":\"other\",", "")).status());
        hears(id, "cb_1", 6000, ChargebackStatus.OPEN);
        assertEquals("bank_decides", post(id, "refund", some(1)).text("reason"));
        world.clock.advance(Duration.ofDays(181));
        world.wakeDue();
        assertEquals("settled", escrow(id).text("state"));
        assertEquals("transition_not_allowed", post(id, "refund", some(2000)).text("reason"), "the payer has it");

        hears(id, "cb_1", 6000, ChargebackStatus.WON);

        assertEquals(200, forced(id, some(2000)).status());
    }

    private Response forced(String id, String body) {
        return world.force("/v1/escrows/" + id + "/refund", body, KEY);
    }

    /** A small chargeback of a settled escrow bars its own amount, and not the rest. */
    @Test
    void ofWhatWasReleasedTheRestCanBeRefundedBesideAChargeback() {
        String id = world.delivered(6000, SALE);
        assertEquals(200, post(id, "accept", "").status());
        hears(id, "cb_1", 100, ChargebackStatus.OPEN);

        assertEquals("bank_decides", post(id, "refund", some(6000)).text("reason"));
        assertEquals(200, forced(id, some(1000)).status());
        hears(id, "cb_1", 100, ChargebackStatus.LOST);
        Response tooMuch = world.post("/v1/escrows/" + id + "/refund", some(4901), "refund-0000000002");
        Response rest = world.force("/v1/escrows/" + id + "/refund", WHY, "refund-0000000002");

        assertEquals("amount_exceeds", tooMuch.text("reason"), tooMuch.bytes());
        assertEquals(200, rest.status(), rest.bytes());
        assertEquals(5900, world.sentBack());
        world.check();
    }

    /** What an arbiter decides about maturing money does not settle again what was settled. */
    @Test
    void anAwardDoesNotRestartTheTimeToRefund() {
        world.rules().newPayeesWait(Duration.ofDays(3));
        String id = world.delivered(6000, SALE);
        assertEquals(200, post(id, "accept", "").status());
        world.clock.advance(Duration.ofDays(2));
        assertEquals("disputed", post(id, "dispute", WHY).text("state"));
        world.clock.advance(Duration.ofDays(50));
        String line = "{\"to\":\"payee\",\"amount\":{\"amount\":6000,\"currency\":\"EUR\"}}";
        String lines = "{\"reason\":\"r\",\"lines\":[" + line + "]}";
        var arbiter = Map.of("marketplace", "demo", "person", "per_arb", "scope", "disputes:rule");
        Response awarded = world.call("POST", "/v1/escrows/" + id + "/award", lines, KEY, arbiter);
        assertEquals("settled", awarded.text("state"), awarded.bytes());
        world.clock.advance(Duration.ofDays(127));
        assertEquals(200, forced(id, some(100)).status(), "179 d after it was settled");
        world.clock.advance(Duration.ofDays(2));

        Response late = world.post("/v1/escrows/" + id + "/refund", some(100), "refund-0000000003");

        assertEquals("window_closed", late.text("reason"), late.bytes());
    }
}
