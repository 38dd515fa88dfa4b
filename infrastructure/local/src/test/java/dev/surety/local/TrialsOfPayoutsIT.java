package dev.surety.local;

import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Payday.PAYOUTS;
import static dev.surety.local.Payday.REASON;
import static dev.surety.local.Payday.refused;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Troubles that other people had with payouts, played through the API. The bank's own count says what was paid. */
class TrialsOfPayoutsIT {
    @TempDir
    private static Path data;

    private static Payday day;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "trials");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        day.close();
    }

    /** T1. */
    @Test
    void aKeyOfAFailedPayoutNeverPaysAndOnlyARetryDoes() {
        String payee = day.payee("t1");
        day.plays("declined_our_funds");
        String key = day.sale.key();
        Response first = day.ask(payee, 5_000, key);
        String failed = ok(first).text("id");
        day.until(failed, "failed");
        await("the money is back", () -> day.available(payee) == EARNED);

        Response again = day.ask(payee, 5_000, key);

        assertEquals(first.body(), again.body());
        assertEquals(0, day.transferred(failed));
        String retried = ok(day.by(day.maker, PAYOUTS + failed + "/retry", "")).text("id");
        assertNotEquals(failed, retried);
        assertEquals("awaiting_approval", day.state(retried));
        ok(day.by(day.checker, PAYOUTS + retried + "/approve", ""));
        day.until(retried, "sent");
        assertEquals(1, day.transferred(failed, retried));
        assertEquals(EARNED - 5_000, day.available(payee));
    }

    /** T3. */
    @Test
    void aPayoutWhoseAnswerIsLostIsNeitherRepeatedNorCancelled() {
        String payee = day.payee("t3");
        day.plays("lost");
        String payout = ok(day.ask(payee, 5_000)).text("id");
        day.until(payout, "unknown");

        refused(day.by(day.maker, PAYOUTS + payout + "/retry", ""), 409, "transition_not_allowed");
        refused(day.by(day.maker, PAYOUTS + payout + "/cancel", REASON), 409, "transition_not_allowed");
        day.booked();
        day.until(payout, "paid");

        refused(day.by(day.maker, PAYOUTS + payout + "/retry", ""), 409, "transition_not_allowed");
        assertEquals(1, day.transferred(payout));
    }

    /** T4. */
    @Test
    void ofManyPayoutsOfTheWholeBalanceAtOnceOneWins() {
        String payee = day.payee("t4");
        List<String> keys = Stream.generate(day.sale::key).limit(64).toList();

        List<Response> answers = keys.parallelStream()
                .map(key -> day.ask(payee, EARNED, key))
                .toList();

        List<String> won = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("id"))
                .toList();
        assertEquals(1, won.size(), answers.toString());
        assertTrue(answers.stream()
                .filter(answer -> answer.status() != 201)
                .allMatch(answer -> answer.text("reason").equals("insufficient_available")), answers.toString());
        day.until(won.getFirst(), "sent");
        assertEquals(1, day.transferred(won.getFirst()));
        assertEquals(1, day.ofPayee(payee).size());
    }

    /** T5. */
    @Test
    void moneyThatWaitsForApprovalIsReserved() {
        String payee = day.payee("t5");
        IntStream.range(0, 5).forEach(_ -> day.sells(payee));

        Response first = day.ask(payee, 6 * EARNED);

        assertEquals("awaiting_approval", ok(first).text("state"));
        refused(day.ask(payee, 6 * EARNED), 409, "insufficient_available");
        refused(day.ask(payee, 6 * EARNED), 409, "insufficient_available");
        String id = first.text("id");
        ok(day.by(day.checker, PAYOUTS + id + "/approve", ""));
        day.until(id, "sent");
        assertEquals(1, day.transferred(id));
        assertEquals(0, day.available(payee));
    }

    /** T9. */
    @Test
    void aChargebackThatIsWonAfterTheAccountChangedCreditsThePayee() {
        String payee = day.sale.participant("t9");
        String old = day.method(payee, day.newIban());
        String escrow = day.sells(payee);
        String payout = ok(day.ask(payee, EARNED)).text("id");
        day.until(payout, "sent");
        day.chargeback(escrow, "drawn");
        await("the payee owes", () -> day.owed(payee) != 0);
        String other = day.method(payee, day.newIban());
        ok(day.sale.post("/v1/participants/" + payee + "/payout-methods/" + other + "/default", ""));

        day.chargeback(escrow, "won");

        await("the debt is over", () -> day.owed(payee) == 0 && day.available(payee) == 0);
        day.booked();
        day.until(payout, "paid");
        assertEquals(1, day.ofPayee(payee).size());
        assertEquals(old, day.payout(payout).path("method").path("id").asString(""));
    }

    /** T10. */
    @Test
    void aPayoutThatTheBankDoesNotBookIsShownWithItsAgeUntilItDoes() {
        String payee = day.payee("t10");
        day.plays("slow");
        String payout = ok(day.ask(payee, 5_000)).text("id");
        day.until(payout, "sent");

        day.sale.advance(Duration.ofHours(26));

        await("people are told", () -> day.attention(payout, "payout_unanswered").size() == 1);
        long age = day.attention(payout, "payout_unanswered").getFirst().path("ageSeconds").asLong(-1);
        assertTrue(age >= 0, "its age is shown");
        day.sale.advance(Duration.ofHours(26));
        day.until(payout, "paid");
        await("the work is done", () -> day.attention(payout, "payout_unanswered").isEmpty());
        assertEquals(1, day.transferred(payout));
    }
}
