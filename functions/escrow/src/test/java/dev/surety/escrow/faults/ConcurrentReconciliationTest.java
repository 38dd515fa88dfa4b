package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.escrow.world.PlayedBank;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody else writes to a payment's chain just before what was learned of it is to be appended: it is not lost. */
class ConcurrentReconciliationTest {
    private static final String PART = "{\"reason\":\"other\",\"amount\":{\"amount\":100,\"currency\":\"EUR\"}}";

    private final PlayedBank bank = new PlayedBank();
    private final EscrowWorld world = new EscrowWorld(Faults.none(), bank::before);
    private final GatewayBooks books = new GatewayBooks(world);
    private int others;

    /** Before each of the next appends of this event an escrow of the same payment sends some money back. */
    private void outrun(String event, String escrow, int times) {
        world.meddled.onceBefore(
                item -> item.containsKey("event") && item.get("event").s().equals(event), () -> {
                    refund(escrow);
                    if (times > 1) {
                        outrun(event, escrow, times - 1);
                    }
                });
    }

    private Response refund(String escrow) {
        Response answer = world.post("/v1/escrows/" + escrow + "/refund", PART, "refund-000000000" + ++others);
        assertEquals(200, answer.status(), answer.bytes());
        return answer;
    }

    private long events(String payment, String name) {
        return world.chain("payment", payment).stream()
                .filter(entry -> entry.event().equals(name))
                .count();
    }

    private String state(String escrow) {
        return world.get("/v1/escrows/" + escrow).text("state");
    }

    private long frozen(String escrow) {
        return world.get("/v1/escrows/" + escrow)
                .body()
                .path("amounts")
                .path("frozen")
                .path("amount")
                .asLong(-1);
    }

    @Test
    void whatABankDrew() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        books.bank(payment, 2000, "drawn");
        outrun("chargeback.drawn.v1", ids.getFirst(), 1);

        books.heard(payment);

        assertEquals(-2000, world.balance("dispute"));
        assertEquals(List.of("held", "held"), ids.stream().map(this::state).toList());
        assertEquals(2000, ids.stream().mapToLong(this::frozen).sum());
        assertEquals(1, events(payment, "payment.chargeback_spread.v1"));
        world.checkIdle();
    }

    @Test
    void whatABankDecided() {
        for (String word : List.of("won", "lost")) {
            var at = new ConcurrentReconciliationTest();
            List<String> ids = at.books.paid("card_ok", 2);
            String payment = at.books.payment(ids.getFirst());
            at.books.bank(payment, 2000, "drawn");
            at.books.heard(payment);
            at.books.bank(payment, 2000, word);
            at.outrun("chargeback." + word + ".v1", ids.getFirst(), 1);

            at.books.heard(payment);

            assertEquals(0, at.world.balance("dispute"), word);
            assertEquals(List.of("held", "held"), ids.stream().map(at::state).toList());
            at.world.checkIdle();
        }
    }

    @Test
    void thatEveryEscrowWasToldOfAChargeback() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        books.bank(payment, 2000, "drawn");
        outrun("payment.chargeback_spread.v1", ids.getFirst(), 1);

        books.heard(payment);

        assertEquals(1, events(payment, "payment.chargeback_spread.v1"));
        assertEquals(
                Optional.of(world.clock.instant().plus(Duration.ofMinutes(15))),
                world.chain("payment", payment).getLast().due().map(due -> due.at()),
                "only whether our case has a chain of its own is looked at");
        world.checkIdle();
    }

    @Test
    void thatEveryEscrowWasToldOfARefund() {
        List<String> ids = books.paid("card_ok", 3);
        String payment = books.payment(ids.getFirst());
        String share = "{\"reason\":\"other\",\"escrows\":[{\"id\":\"" + ids.getLast() + "\"}]}";
        assertEquals(202, world.post("/v1/payments/" + payment + "/refund", share, "refund-of-all-00001").status());
        outrun("payment.refund_spread.v1", ids.getFirst(), 1);

        books.heard(payment);

        assertEquals(1, events(payment, "payment.refund_spread.v1"));
        assertEquals(3100, world.sentBack());
        world.checkIdle();
    }

    @Test
    void thatARefundWasSentAfterTheGatewayHadSaidNo() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        bank.refundsAre(new GatewayResult.Declined("not_today"));
        Response refused = refund(ids.getFirst());
        bank.refundsGoThrough();
        books.sent(payment, refused.body().path("refunds").path(0).path("id").asString(""), 100);
        outrun("payment.refunded_late.v1", ids.getLast(), 1);

        books.heard(payment);

        assertEquals(-100, world.balance("suspense"));
        assertEquals(List.of("opens late_refund"), world.workOf("payment"));
        assertEquals(List.of("opens refund_failed"), world.workOf("escrow"));
        world.checkIdle();
    }

    /** Two instances hear of it at once: one after the other writes the same steps. */
    @Test
    void thatAPaymentWasMadeAfterTheGatewayHadSaidNo() {
        for (String step :
                List.of("payment.captured_late.v1", "payment.return_started.v1", "payment.returned.v1")) {
            var at = new ConcurrentReconciliationTest();
            String id = at.world.paidWith("card_declined", 6000, "sale-0000000000001");
            String payment = at.books.payment(id);
            at.books.captured(payment, 6000, "card_ok");
            at.world.meddled.onceBefore(
                    item -> item.containsKey("event") && item.get("event").s().equals(step),
                    () -> at.books.heard(payment));

            at.books.heard(payment);

            assertEquals(6000, at.world.sentBack(), step);
            assertEquals(1, at.events(payment, step));
            at.world.checkIdle();
        }
    }

    /** What cannot be written for others is heard again, and then written. */
    @Test
    void whoIsOutrunFiveTimesHearsOfItAgain() {
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        books.bank(payment, 2000, "drawn");
        outrun("chargeback.drawn.v1", ids.getFirst(), 5);

        assertEquals(1, books.tell(payment));
        assertEquals(0, world.balance("dispute"));

        books.heard(payment);
        assertEquals(-2000, world.balance("dispute"));
        world.checkIdle();
    }
}
