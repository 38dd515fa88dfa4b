package dev.surety.escrow.refund;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Pause;
import dev.surety.model.money.BasisPoints;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A payment of escrows of 10.00 and 20.00 is refunded, and not all of them would give back all that they have. */
class RefundOfRemainderTest {
    private static final String WHY = "{\"reason\":\"damaged\"}";

    private final PlayedBank bank = new PlayedBank();
    private final EscrowWorld world = new EscrowWorld(Faults.none(), bank::before);
    private final GatewayBooks books = new GatewayBooks(world);
    private int sent;

    private static String some(long amountMinor) {
        return "{\"reason\":\"other\",\"amount\":{\"amount\":" + amountMinor + ",\"currency\":\"EUR\"}}";
    }

    private Response post(String path, String body) {
        return world.post(path, body, "left-00000000000" + ++sent);
    }

    private Response move(String escrow, String command, String body) {
        return post("/v1/escrows/" + escrow + "/" + command, body);
    }

    private Response refund(String payment, String body) {
        return world.force("/v1/payments/" + payment + "/refund", body, "left-00000000000" + ++sent);
    }

    private static List<String> borne(Response ordered) {
        return ordered.body().path("refunds").valueStream()
                .flatMap(refund -> refund.path("escrows").valueStream())
                .map(part -> part.path("id").asString("") + " " + part.path("amount").path("amount").asLong(0))
                .toList();
    }

    @Test
    void whoseTimeIsOverBearsNothingAndTheOthersDo() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        ids.forEach(id -> move(id, "deliver", ""));
        move(ids.getFirst(), "accept", "");
        world.clock.advance(Duration.ofDays(10));
        move(ids.getLast(), "accept", "");
        world.clock.advance(Duration.ofDays(172));

        Response some = refund(payment, some(300));
        assertEquals(List.of(ids.getLast() + " 300"), borne(some), some.bytes());
        books.heard(payment);
        assertEquals("window_closed", refund(payment, some(1701)).text("reason"), "there were so much");
        assertEquals("amount_exceeds", refund(payment, some(2701)).text("reason"));
        Response share = refund(payment, "{\"reason\":\"other\",\"escrows\":[{\"id\":\"" + ids.getFirst() + "\"}]}");
        assertEquals("window_closed", share.text("reason"), "as asked, all or none");
        assertEquals(202, refund(payment, WHY).status());
        books.heard(payment);
        assertEquals(2000, world.sentBack());
        assertEquals("window_closed", refund(payment, WHY).text("reason"), "the one that is left would not");
        world.checkIdle();
    }

    @Test
    void whatHasARefundOnItsWayBearsNothingAndTheOtherDoes() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        bank.refundsAre(new GatewayResult.Unknown());
        move(ids.getFirst(), "refund", some(100));
        bank.refundsGoThrough();

        assertEquals("refund_in_flight", refund(payment, some(2001)).text("reason"));
        Response all = refund(payment, WHY);

        assertEquals(List.of(ids.getLast() + " 2000"), borne(all), all.bytes());
        books.heard(payment);
        assertEquals(2100, world.sentBack());
        world.checkIdle();
    }

    @Test
    void whatIsFrozenInPartBearsWhatIsFree() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        move(ids.getLast(), "dispute", some(1500));

        assertEquals("frozen_by_case", refund(payment, some(1501)).text("reason"));
        Response all = refund(payment, WHY);

        assertEquals(List.of(ids.getFirst() + " 1000", ids.getLast() + " 500"), borne(all), all.bytes());
        books.heard(payment);
        assertEquals(1500, world.sentBack());
        world.checkIdle();
    }

    @Test
    void ofAllThatStandsInTheWayTheFirstIsNamed() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        ids.forEach(id -> move(id, "dispute", WHY));
        String declined = world.paidWith("card_declined", 1000, "declined-0000001");

        assertEquals("frozen_by_case", refund(payment, some(10)).text("reason"));
        assertEquals("frozen_by_case", refund(payment, WHY).text("reason"));
        assertEquals("amount_exceeds", refund(payment, some(3001)).text("reason"));
        world.rules().pause(Pause.MONEY_OUT);
        assertEquals("paused", refund(payment, some(10)).text("reason"));
        assertEquals("paused", refund(payment, some(3001)).text("reason"));
        assertEquals("paused", refund(books.payment(declined), WHY).text("reason"));
    }

    /** Rounding left a cent of it with an escrow whose price the bank has taken. */
    @Test
    void aPayersFeeIsGivenBackThoughNothingIsLeftOfThePrice() {
        world.rules().fees(new FeeRule(
                "protection", new BasisPoints(10000), List.of(), List.of(), List.of(), FeeRule.Side.PAYER));
        String id = world.funded(2, "sale-0000000000001");
        String payment = books.payment(id);
        books.bank(payment, 3, "drawn");
        books.heard(payment);
        books.bank(payment, 3, "lost");
        books.heard(payment);
        assertEquals(
                1,
                world.get("/v1/escrows/" + id)
                        .body()
                        .path("amounts")
                        .path("uncommitted")
                        .path("amount")
                        .asLong(0));

        Response all = refund(payment, WHY);

        assertEquals(List.of(id + " 0"), borne(all), all.bytes());
        books.heard(payment);
        assertEquals(1, world.sentBack());
        assertEquals("settled", world.get("/v1/escrows/" + id).text("state"));
        world.checkIdle();
    }
}
