package dev.surety.local;

import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Payday.REASON;
import static dev.surety.local.Payday.refused;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.ApiCaller.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A buyer and a seller want the money twice: the seller is paid out, then sends the price back. */
class RefundAfterPayoutIT {
    @TempDir
    private static Path data;

    private static Payday day;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "collusion");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        day.close();
    }

    private static Response refund(String token, String escrow) {
        return day.by(token, escrow + "/refund", REASON);
    }

    private static long refunded(String escrow) {
        return day.sale.get(escrow).body().path("amounts").path("refunded").path("amount").asLong(-1);
    }

    @Test
    void movesNothingUnlessAnOperatorLetsThePayeeOweIt() {
        String other = day.payee("an honest seller");
        String payee = day.sale.participant("a seller");
        day.method(payee, day.newIban());
        String escrow = day.sells(payee);
        String payout = ok(day.ask(payee, EARNED)).text("id");
        day.until(payout, "sent");

        refused(refund(day.sale.api.tokenOf("demo-backend", payee), escrow), 409, "insufficient_available");
        refused(refund(day.sale.backend, escrow), 409, "insufficient_available");

        assertEquals(0, refunded(escrow));
        assertEquals(0, day.available(payee));
        assertEquals(0, day.owed(payee));
        assertEquals(EARNED, day.available(other), "the other payee has paid nothing");
        ok(refund(day.sale.operator, escrow));
        assertEquals(10_000, refunded(escrow));
        await("the payee owes it", () -> day.owed(payee) == EARNED);
        assertEquals(EARNED, day.available(other), "the other payee has paid nothing");
    }

    @Test
    void takesTheMoneyOfThePayeesOtherSalesAndItsFees() {
        String payee = day.sale.participant("a fair seller");
        String escrow = day.sells(payee);
        day.sells(payee);

        ok(refund(day.sale.api.tokenOf("demo-backend", payee), escrow));

        assertEquals(10_000, refunded(escrow));
        await("it has paid", () -> day.available(payee) == 2 * EARNED - 10_000);
        assertEquals(0, day.owed(payee));
    }
}
