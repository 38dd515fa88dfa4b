package dev.surety.escrow.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.runtime.aws.Items;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The payer has something to do at the gateway's page before the money is taken. */
class ThreeDSecureTest {
    private static final String KEY = "secure-0000000001";
    private static final String BODY = "{\"method\":\"card_3ds\",\"returnUrl\":\"https://shop.example/back\"}";

    private boolean silent;
    private final EscrowWorld world = new EscrowWorld(Faults.none(), Silent::new);
    private final String id = world.created(6000, "sale-0000000000001");

    private Response fund() {
        return world.post("/v1/escrows/" + id + "/fund", BODY, KEY);
    }

    private Response escrow() {
        return world.get("/v1/escrows/" + id);
    }

    private String payment() {
        return escrow().body().path("payment").path("id").asString("");
    }

    /** What the payer does at the page, as the sandbox's own function books it. */
    private void payerDoes(String status) {
        var item = new HashMap<>(world.store.items(SuretyTables.SANDBOX).stream()
                .filter(of -> of.get("sk").s().equals(payment()))
                .findFirst()
                .orElseThrow());
        item.put("status", Items.of(status));
        item.put("code", Items.of(status.equals("declined") ? "authentication_failed" : ""));
        world.store.putItem(put -> put.tableName(SuretyTables.SANDBOX)
                .item(item)
                .conditionExpression("#status = :waits")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(Map.of(":waits", Items.of("action_needed"))));
    }

    @Test
    void theAnswerNamesAPageOfOursThatNeverExpires() {
        Response asked = fund();

        assertEquals(202, asked.status());
        assertEquals("funding", asked.text("state"));
        assertEquals("action_needed", asked.body().path("payment").path("status").asString(""));
        assertEquals(
                "https://api.example/sandbox/3ds/" + payment(),
                asked.body().path("payment").path("action").path("url").asString(""));
        assertEquals("decline", asked.body().path("deadline").path("then").asString(""));
        assertEquals(asked.bytes(), fund().bytes());
        world.check();
    }

    @Test
    void doneItIsHeldAndTheFirstAnswerIsReplayedAllTheSame() {
        Response asked = fund();
        payerDoes("captured");

        assertEquals(0, world.wake("payment#demo#" + payment(), 0));

        assertEquals("held", escrow().text("state"));
        assertEquals(asked.bytes(), fund().bytes(), "the present is told by GET");
        world.checkIdle();
    }

    @Test
    void failedThePayerMayTryAgain() {
        fund();
        payerDoes("declined");
        world.wake("payment#demo#" + payment(), 0);

        assertEquals("created", escrow().text("state"));
        assertEquals("authentication_failed", escrow().body().path("payment").path("code").asString(""));
        world.checkIdle();
    }

    @Test
    void leftAloneItIsCalledOffAtTheGatewayAndNeverCharged() {
        fund();
        String payment = payment();

        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofMinutes(10));
            world.wakeDue();
        }

        assertEquals("expired", escrow().text("state"));
        assertEquals("not_completed", escrow().body().path("payment").path("code").asString(""));
        assertEquals(0, world.charges());
        assertEquals(0, world.wake("payment#demo#" + payment, 0), "and it stays so");
        assertEquals("expired", escrow().text("state"));
        world.checkIdle();
    }

    /** The gateway waits for the payer, and its saying so was lost: until it is asked, the page is unknown. */
    private String fundedUnheard() {
        silent = true;
        assertEquals("unknown", fund().body().path("payment").path("status").asString(""));
        silent = false;
        return payment();
    }

    private void hours(int hours) {
        for (int i = 0; i < hours * 6; i++) {
            world.clock.advance(Duration.ofMinutes(10));
            world.wakeDue();
        }
    }

    @Test
    void aPageOfWhichTheReplyWasLostIsShownOnceTheGatewayIsAsked() {
        String payment = fundedUnheard();
        world.clock.advance(Duration.ofMinutes(7));
        world.wakeDue();

        assertEquals("action_needed", escrow().body().path("payment").path("status").asString(""));
        assertEquals(
                "https://api.example/sandbox/3ds/" + payment,
                escrow().body().path("payment").path("action").path("url").asString(""));
        assertEquals("decline", escrow().body().path("deadline").path("then").asString(""));
        payerDoes("captured");
        world.wake("payment#demo#" + payment, 0);
        assertEquals("held", escrow().text("state"));
        world.checkIdle();
    }

    @Test
    void aPageOfWhichTheReplyWasLostIsCalledOffLikeAnyOther() {
        fundedUnheard();
        hours(2);

        assertEquals("not_completed", escrow().body().path("payment").path("code").asString(""));
        assertEquals(0, world.charges());
        world.checkIdle();
    }

    /** However often it was asked in vain before: the payer's time does not grow with it. */
    @Test
    void aPageThatIsHeardOfAfterMonthsOfSilenceIsCalledOffInTime() {
        fundedUnheard();
        silent = true;
        for (int day = 0; day < 260; day++) {
            world.clock.advance(Duration.ofDays(1));
            world.wakeLast();
        }
        silent = false;
        assertEquals("unknown", escrow().body().path("payment").path("status").asString(""));
        world.wake("payment#demo#" + payment(), 0);
        assertEquals("action_needed", escrow().body().path("payment").path("status").asString(""));
        hours(1);

        assertEquals("not_completed", escrow().body().path("payment").path("code").asString(""));
        assertEquals(0, world.charges());
        world.checkIdle();
    }

    /** The payer's time is over and the gateway answers neither questions nor calls off: it is asked again. */
    @Test
    void aPageThatCannotBeCalledOffIsCalledOffLater() {
        fund();
        silent = true;
        hours(24);
        assertEquals("funding", escrow().text("state"));
        silent = false;
        hours(24);

        assertEquals("not_completed", escrow().body().path("payment").path("code").asString(""));
        assertEquals(0, world.charges());
        world.checkIdle();
    }

    @Test
    void whileThePayerHasTimeNobodyCallsItOff() {
        fund();
        world.clock.advance(Duration.ofMinutes(29));
        world.wakeDue();
        assertEquals("funding", escrow().text("state"));
        payerDoes("captured");
        world.clock.advance(Duration.ofMinutes(40));
        world.wakeDue();
        assertEquals("held", escrow().text("state"));
        world.checkIdle();
    }

    @Test
    void aReturnUrlOfSomebodyElseIsRefused() {
        String body = "{\"method\":\"card_3ds\",\"returnUrl\":\"https://evil.example/shop\"}";
        assertEquals("invalid", world.post("/v1/escrows/" + id + "/fund", body, KEY).text("reason"));
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
        public GatewayResult charge(Charge charge) {
            GatewayResult answer = gateway.charge(charge);
            return silent ? new GatewayResult.Unknown() : answer;
        }

        @Override
        public Optional<GatewayResult> find(MarketplaceId marketplace, PaymentId reference) {
            return silent ? Optional.of(new GatewayResult.Unknown()) : gateway.find(marketplace, reference);
        }

        @Override
        public GatewayResult cancel(MarketplaceId marketplace, PaymentId reference) {
            return silent ? new GatewayResult.Unknown() : gateway.cancel(marketplace, reference);
        }
    }
}
