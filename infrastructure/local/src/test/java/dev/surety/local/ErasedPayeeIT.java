package dev.surety.local;

import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A seller is erased after its last payout, the payout comes back, and all functions work on without its words. */
class ErasedPayeeIT {
    /** The sandbox's bank returns each transfer to it after three days. */
    private static final String RETURNS = "DE38900000000000000010";

    @TempDir
    private static Path data;

    @Test
    void moneyThatReturnsStaysInSuspenseAndEveryViewAnswers() {
        try (Payday day = Payday.open(data, "erased")) {
            String payee = day.sale.participant("a seller to be erased");
            String one = "/v1/participants/" + payee;
            day.method(payee, RETURNS);
            String escrow = day.sells(payee);
            String payout = ok(day.ask(payee, EARNED)).text("id");
            day.until(payout, "sent");
            assertEquals("closing", ok(closed(day, one)).text("state"));

            day.booked();
            day.until(payout, "paid");
            await("the seller is closed", () -> day.sale.get(one).text("state").equals("closed"));
            day.sale.advance(Duration.ofMinutes(5));
            JsonNode erased = ok(day.sale.get(one)).body();
            assertTrue(erased.path("profile").isNull(), erased.toString());
            assertTrue(erased.at("/closing/erasure/0/done").asBoolean(false), erased.toString());

            day.sale.advance(Duration.ofDays(4));
            assertEquals("paid", day.state(payout));
            assertEquals(0, day.available(payee));
            await("the money is in suspense", () -> suspense(day) == EARNED);
            for (String view : List.of(
                    one + "/balance", one + "/payout-methods", one + "/reviews?role=payee", one + "/reputation",
                    "/v1/payouts?payee=" + payee, escrow, escrow + "/events", one + "/balance/explain", "/v1/events")) {
                String answer = ok(day.sale.get(view)).body().toString();
                assertFalse(answer.contains("Ada Example"), view);
            }
            String other = day.payee("a seller who stays");
            String run = day.plan(List.of(other, payee), "");
            assertEquals("account_suspended", day.excluded(run, payee));
            assertEquals(1, day.items(run).size());
        }
    }

    private static Response closed(Payday day, String one) {
        return day.sale.api.send("DELETE", day.sale.backend, one, "", day.sale.key());
    }

    private static long suspense(Payday day) {
        for (JsonNode currency : ok(day.sale.get("/v1/ledger/trial-balance")).body().path("currencies")) {
            for (JsonNode account : currency.path("accounts")) {
                if (account.path("account").asString("").equals("suspense")) {
                    return account.path("balance").path("amount").asLong(0);
                }
            }
        }
        return 0;
    }
}
