package dev.surety.local;

import static dev.surety.local.Payday.PAYOUTS;
import static dev.surety.local.Payday.REASON;
import static dev.surety.local.Payday.refused;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surety.local.ApiCaller.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A marketplace takes its commission out: people name its account, agree to each payout, and the books follow. */
class OwnMoneyIT {
    private static final String SETTINGS = "/v1/settings";
    private static final String IBAN = Payday.iban(77);

    /** Of one sale of 100.00. */
    private static final long COMMISSION = 1_200;

    @TempDir
    private static Path data;

    private static Payday day;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "own");
        named();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try {
            day.booked();
            await("nothing is on its way", () -> balance("transit:sandbox") == 0);
        } finally {
            day.close();
        }
    }

    /** One person proposes the account, and another agrees to what is shown of it. */
    private static void named() {
        var settings = (ObjectNode) day.sale.api.get(day.sale.operator, SETTINGS).body();
        settings.putArray("ownAccounts")
                .addObject()
                .put("name", "house")
                .put("kind", "iban")
                .put("currency", "EUR")
                .put("holder", "Example Shop GmbH")
                .put("iban", IBAN);
        JsonNode proposed = ok(put(settings)).body().path("proposed");
        assertEquals("[\"ownAccounts\"]", proposed.path("parts").toString());
        assertEquals("/to", to(100).body().at("/errors/0/pointer").asString(""), "not agreed by two yet");
        ok(day.by(
                day.checker,
                SETTINGS + "/versions/" + proposed.path("version").asInt(0) + "/approve",
                "{\"hash\": \"" + proposed.path("hash").asString("") + "\"}"));
        JsonNode shown = day.sale.api.get(day.sale.operator, SETTINGS).body();
        assertFalse(shown.toString().contains(IBAN));
        assertFalse(ok(put(shown)).body().has("proposed"), "a read that is put again keeps the account");
    }

    private static Response put(JsonNode settings) {
        return day.sale.api.send("PUT", day.sale.operator, SETTINGS, settings.toString(), day.sale.key());
    }

    private static Response to(long amount) {
        String body =
                """
                {"from": "fees:commission", "to": "house", "amount": {"amount": %d, "currency": "EUR"}}
                """
                        .formatted(amount);
        return day.by(day.maker, "/v1/payouts", body);
    }

    private static long balance(String account) {
        return ok(day.sale.get("/v1/ledger/accounts/" + account))
                .body()
                .path("balances")
                .valueStream()
                .filter(of -> of.path("currency").asString("").equals("EUR"))
                .mapToLong(of -> of.path("balance").path("amount").asLong(0))
                .sum();
    }

    private static long earns(String payee) {
        long before = balance("fees:commission");
        day.payee(payee);
        await("the commission is there", () -> balance("fees:commission") == before + COMMISSION);
        return before + COMMISSION;
    }

    @Test
    void commissionGoesOutWhenASecondPersonAgreesAndTheBankBooksIt() {
        long had = earns("o1");
        long bank = balance("bank:sandbox");
        String payout = ok(to(1_000)).text("id");
        assertEquals("awaiting_approval", day.state(payout));
        await("it is reserved", () -> balance("fees:commission") == had - 1_000);
        refused(to(had), 409, "insufficient_available");
        assertEquals(0, day.transferred(payout));

        ok(day.by(day.checker, PAYOUTS + payout + "/approve", ""));

        day.until(payout, "sent");
        assertEquals(1, day.transferred(payout));
        day.booked();
        day.until(payout, "paid");
        await("the bank's debit is booked", () -> balance("bank:sandbox") == bank + 1_000);
        assertEquals(0, balance("transit:sandbox"));
        assertEquals(had - 1_000, balance("fees:commission"));
    }

    @Test
    void commissionThatIsCancelledDeclinedOrReturnedIsCommissionAgain() {
        long had = earns("o2");
        String cancelled = ok(to(600)).text("id");
        ok(day.by(day.maker, PAYOUTS + cancelled + "/cancel", REASON));
        await("the cancelled commission is back", () -> balance("fees:commission") == had);

        day.plays("declined_our_funds");
        String declined = sent(600);
        day.until(declined, "failed");
        await("the declined commission is back", () -> balance("fees:commission") == had);

        String returned = sent(600);
        day.until(returned, "sent");
        day.booked();
        day.until(returned, "paid");
        day.returned(returned, "AC04");
        day.booked();
        day.until(returned, "returned");
        await("the returned commission is back", () -> balance("fees:commission") == had);
    }

    private static String sent(long amount) {
        String payout = ok(to(amount)).text("id");
        ok(day.by(day.checker, PAYOUTS + payout + "/approve", ""));
        return payout;
    }
}
