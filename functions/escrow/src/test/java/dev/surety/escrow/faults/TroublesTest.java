package dev.surety.escrow.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.journal.Entry;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Instances that freeze and wake late, clocks that differ, messages in any order, hours without a store. */
class TroublesTest {
    private static final String KEY = "trouble-000000001";
    private static final String SALE = "sale-0000000000001";
    private static final String WHY = "{\"reason\":\"damaged\"}";

    private final EscrowWorld world = new EscrowWorld();

    private static boolean isEvent(Map<String, AttributeValue> item, String name) {
        return item.containsKey("event") && item.get("event").s().equals(name);
    }

    /** Time passes and the timer finishes what the frozen instance had begun; then that one wakes and goes on. */
    private void frozenFor(Duration time) {
        world.clock.advance(time);
        world.wakeDue();
    }

    private Response escrow(String id) {
        return world.get("/v1/escrows/" + id);
    }

    @Test
    void anInstanceThatWakesAfterItsPaymentWasCalledOffChargesNobody() {
        String id = world.created(6000, SALE);
        world.meddled.onceBefore(
                item -> item.get("sk").s() != null && item.get("sk").s().startsWith("pay_"),
                () -> frozenFor(Duration.ofMinutes(7)));

        Response answer = world.post("/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", KEY);

        assertEquals("created", answer.text("state"), answer.bytes());
        assertEquals("not_completed", answer.body().path("payment").path("code").asString(""));
        assertEquals(0, world.charges());
        world.checkIdle();
    }

    @Test
    void anInstanceThatWakesAfterItsRefundWasFinishedSendsNothingTwice() {
        for (String before : List.of("payment.refunded.v1", "escrow.settled.v3")) {
            String id = world.funded(6000, SALE + before.length());
            long sent = world.sentBack();
            world.meddled.onceBefore(item -> isEvent(item, before), () -> frozenFor(Duration.ofMinutes(7)));

            Response answer = world.post("/v1/escrows/" + id + "/refund", WHY, KEY);

            assertEquals("settled", answer.text("state"), answer.bytes());
            assertEquals(sent + 6000, world.sentBack());
            assertEquals(answer.bytes(), world.post("/v1/escrows/" + id + "/refund", WHY, KEY).bytes());
        }
        world.checkIdle();
    }

    /** What the payment's chain says was refused is not begun later: the escrow's own chain says so, too. */
    @Test
    void anInstanceThatWakesWithAnOldOrderRefundsNothingThatWasRefused() {
        var books = new GatewayBooks(world);
        List<String> ids = books.paid("card_ok", 2);
        String payment = books.payment(ids.getFirst());
        String path = "/v1/payments/" + payment + "/refund";
        String each = "{\"id\":\"%s\",\"amount\":{\"amount\":500,\"currency\":\"EUR\"}}";
        String first = each.formatted(ids.getFirst());
        String second = each.formatted(ids.getLast());
        world.post(path, "{\"reason\":\"other\",\"escrows\":[" + first + "," + second + "]}", KEY);
        world.meddled.onceBefore(item -> isEvent(item, "escrow.refund_pending.v1"), () -> {
            world.post("/v1/escrows/" + ids.getLast() + "/dispute", WHY, KEY);
            books.heard(payment);
            world.post("/v1/escrows/" + ids.getLast() + "/withdraw", "", "withdraw-00000001");
            // Whoever has read that it was refused asks again.
            String again = "{\"reason\":\"other\",\"escrows\":[" + second + "]}";
            assertEquals(202, world.post(path, again, "trouble-000000002").status());
            books.heard(payment);
        });

        books.heard(payment);
        frozenFor(Duration.ofMinutes(10));

        assertEquals(1000, world.sentBack());
        var parts = world.get("/v1/payments/" + payment).body().path("refunds").path(0).path("escrows");
        assertEquals("refused", parts.path(1).path("status").asString(""));
        assertEquals("frozen_by_case", parts.path(1).path("code").asString(""));
        assertEquals(
                1,
                world.chain("escrow", ids.getLast()).stream()
                        .filter(entry -> entry.event().equals("escrow.refund_refused.v1"))
                        .count());
        world.checkIdle();
    }

    @Test
    void aTimerThatWakesAfterTheSideMovedFindsThatItHas() {
        String id = world.funded(6000, SALE);
        world.clock.advance(Duration.ofDays(14).plusMinutes(5));
        world.meddled.onceBefore(
                item -> isEvent(item, "escrow.refund_pending.v1"),
                () -> world.post("/v1/escrows/" + id + "/release", "{}", KEY));

        world.wakeDue();

        assertEquals("released", escrow(id).text("outcome"));
        assertEquals(0, world.sentBack());
        world.checkIdle();
    }

    @Test
    void aClockThatStepsBackMakesNoEntryEarlierThanItsPredecessor() {
        String id = world.delivered(6000, SALE);
        world.clock.advance(Duration.ofMinutes(-5));
        world.post("/v1/escrows/" + id + "/dispute", WHY, KEY);
        world.clock.advance(Duration.ofMinutes(-5));
        world.post("/v1/escrows/" + id + "/withdraw", "", KEY);
        world.clock.advance(Duration.ofMinutes(10));
        world.post("/v1/escrows/" + id + "/accept", "", KEY);

        List<Instant> times = world.chain("escrow", id).stream().map(Entry::at).toList();
        assertEquals(times.stream().sorted().toList(), times);
        assertEquals("settled", escrow(id).text("state"));
        world.checkIdle();
    }

    /** The timer's clock runs five minutes ahead of the party's: who was in time is in time. */
    @Test
    void clocksFiveMinutesApartTakeNothingFromWhoWasInTime() {
        String id = world.funded(6000, SALE);
        Instant due = world.clock.instant().plus(Duration.ofDays(14));
        world.clock.advance(Duration.ofDays(14).minusSeconds(1).plusMinutes(5));
        world.wakeDue();
        assertEquals("held", escrow(id).text("state"));

        world.clock.advance(Duration.ofMinutes(-5));
        assertTrue(world.clock.instant().isBefore(due));
        assertEquals("delivered", world.post("/v1/escrows/" + id + "/deliver", "", KEY).text("state"));
    }

    /** Twice, late, shuffled, alone: whatever comes, each deadline has one consequence. */
    @Test
    void wakesTwiceLateShuffledAndAloneHaveOneConsequenceEach() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(i % 2 == 0 ? world.funded(6000, SALE + i) : world.delivered(6000, SALE + i));
        }
        List<Entry> due = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (String id : ids) {
                due.addAll(world.chain("escrow", id).stream()
                        .filter(entry -> entry.due().isPresent())
                        .toList());
            }
        }
        world.clock.advance(Duration.ofDays(30));
        Collections.shuffle(due, new Random(7));

        due.forEach(entry -> assertEquals(0, world.wake(entry.chain().toString(), entry.number())));
        world.wakeDue();

        for (int i = 0; i < ids.size(); i++) {
            assertEquals(i % 2 == 0 ? "refunded" : "released", escrow(ids.get(i)).text("outcome"));
        }
        assertEquals(18_000, world.sentBack());
        world.checkIdle();
    }

    @Test
    void aWakeThatIsNoneDoesNotStopTheOthers() {
        String id = world.delivered(6000, SALE);
        world.clock.advance(Duration.ofDays(15));
        for (String chain : List.of("", "escrow", "escrow#demo", "escrow#demo#esc_none", "nonsense#demo#x")) {
            world.wake(chain, 3);
        }
        assertEquals(0, world.wake("escrow#demo#" + id, -1));
        world.wakeDue();
        assertEquals("settled", escrow(id).text("state"));
    }

    /** Before each of the next appends to the sale somebody else appends. */
    private void outrun(String id, int times) {
        world.meddled.onceBefore(item -> item.containsKey("event") && item.get("pk").s().endsWith(id), () -> {
            String command = times % 2 == 0 ? "/deliver" : "/request-changes";
            Response first = world.post("/v1/escrows/" + id + command, times % 2 == 0 ? "{}" : WHY, KEY + "-" + times);
            assertEquals(200, first.status(), first.bytes());
            if (times > 1) {
                outrun(id, times - 1);
            }
        });
    }

    @Test
    void whoIsOutrunFiveTimesIsToldToComeBackInASecond() {
        String id = world.delivered(6000, SALE);
        outrun(id, 5);

        Response answer = world.post("/v1/escrows/" + id + "/refund", WHY, KEY);

        assertEquals(503, answer.status(), answer.bytes());
        assertEquals("1", answer.headers().get("Retry-After"));
        assertEquals("settled", world.post("/v1/escrows/" + id + "/refund", WHY, KEY).text("state"));
    }

    @Test
    void hoursWithoutAStoreRefuseOpenlyAndLoseNothing() {
        String id = world.delivered(6000, SALE);
        String late = world.funded(6000, "sale-0000000000002");
        world.clock.advance(Duration.ofDays(14).plusMinutes(5));
        world.meddled.throttled(true);
        for (int hour = 0; hour < 6; hour++) {
            Response answer = world.post("/v1/escrows/" + id + "/refund", WHY, KEY);
            assertEquals(503, answer.status());
            assertEquals("2", answer.headers().get("Retry-After"));
            assertTrue(world.wakeDue() > 0, "the wakes come again");
            world.clock.advance(Duration.ofHours(1));
        }
        world.meddled.throttled(false);

        world.wakeDue();
        world.wakeDue();

        assertEquals("released", escrow(id).text("outcome"));
        assertEquals("refunded", escrow(late).text("outcome"));
        world.checkIdle();
    }
}
