package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The payer at their bank's page, a slow debit and the payer's bank, over HTTP, through every part of the template. */
class OutsideWorldIT {
    private static final String SHOP = "http://localhost:3000/done?order=7";

    @TempDir
    private static Path data;

    private static ChildWorld world;
    private static Sale sale;
    private static URI base;

    private final HttpClient browser = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        world = ChildWorld.real(data);
        base = world.base();
        sale = new Sale(base, "outside-world");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        world.terminate();
    }

    /** An escrow of 60.00 EUR and its payment by this method, which answers so. */
    private static String paid(String method, String more, int status) {
        String creation = Sale.creation(sale.participant("buyer"), sale.participant("seller"), 6_000);
        String escrow = "/v1/escrows/" + Sale.ok(sale.post("/v1/escrows", creation)).text("id");
        Response answer = sale.post(escrow + "/fund", "{\"method\": \"" + method + "\"" + more + "}");
        assertEquals(status, answer.status(), answer.body().toString());
        return escrow;
    }

    private static JsonNode payment(String escrow) {
        return sale.get(escrow).body().path("payment");
    }

    private static String state(String escrow) {
        return sale.get(escrow).text("state");
    }

    private static long amount(String escrow, String name) {
        return sale.get(escrow).body().at("/amounts/" + name + "/amount").asLong(-1);
    }

    private static void becomes(String escrow, String state) {
        Sale.await(escrow + " is " + state, () -> state(escrow).equals(state));
    }

    private static void freezes(String escrow, long amountMinor) {
        Sale.await(escrow + " freezes " + amountMinor, () -> amount(escrow, "frozen") == amountMinor);
    }

    private static void bank(String escrow, String outcome, String more) {
        String body = "{\"payment\": \"" + payment(escrow).path("id").asString() + "\", \"outcome\": \"" + outcome
                + "\"" + more + "}";
        Response answer = sale.api.send("POST", sale.operator, "/v1/sandbox/chargebacks", body, sale.key());
        assertEquals(202, answer.status(), answer.body().toString());
    }

    private HttpResponse<String> page(String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> press(String address, String outcome) throws Exception {
        HttpRequest form = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("outcome=" + outcome))
                .build();
        return browser.send(form, BodyHandlers.ofString());
    }

    @Test
    void aPayerWhoConfirmsAtTheirBankPaysAndComesBackToTheShop() throws Exception {
        String escrow = paid("card_3ds", ", \"returnUrl\": \"" + SHOP + "\"", 202);
        assertEquals("action_needed", payment(escrow).path("status").asString());
        String address = payment(escrow).at("/action/url").asString();
        assertTrue(address.startsWith(base + "/sandbox/3ds/pay_"), address);

        HttpResponse<String> page = page(address);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("60.00 EUR"), page.body());
        HttpResponse<String> sentOn = press(address, "succeed");

        assertEquals(303, sentOn.statusCode());
        assertEquals(SHOP, sentOn.headers().firstValue("location").orElse("nowhere"));
        becomes(escrow, "held");
        assertEquals("captured", payment(escrow).path("status").asString());
        assertTrue(payment(escrow).path("action").isNull());
    }

    @Test
    void aPayerWhoRefusesAtTheirBankPaysNothingAndMayTryAgain() throws Exception {
        String escrow = paid("card_3ds", "", 202);

        assertEquals(200, press(payment(escrow).at("/action/url").asString(), "fail").statusCode());

        becomes(escrow, "created");
        assertEquals("declined", payment(escrow).path("status").asString());
        assertEquals("authentication_failed", payment(escrow).path("code").asString());
        assertEquals(200, sale.post(escrow + "/fund", "{\"method\": \"card_ok\"}").status());
        assertEquals("held", state(escrow));
    }

    @Test
    void anOperatorPlaysThePayer() {
        String escrow = paid("card_3ds", "", 202);
        String action = "/v1/sandbox/actions/" + payment(escrow).path("id").asString();

        Response answer = sale.api.send("POST", sale.operator, action, "{\"outcome\": \"succeed\"}", sale.key());

        assertEquals(202, answer.status(), answer.body().toString());
        becomes(escrow, "held");
    }

    /** The order answers at once; the function's own queue brings the rest within moments, no deadline has to come. */
    @Test
    void aPaymentOfTwoIsRefundedInProportionThroughTheQueue() {
        String payer = sale.participant("buyer");
        String payee = sale.participant("seller");
        String small = Sale.ok(sale.post("/v1/escrows", Sale.creation(payer, payee, 2_000))).text("id");
        String large = Sale.ok(sale.post("/v1/escrows", Sale.creation(payer, payee, 4_000))).text("id");
        String body = "{\"payer\": \"" + payer + "\", \"method\": \"card_ok\", \"escrows\": [\"" + small + "\", \""
                + large + "\"]}";
        String payment = "/v1/payments/" + Sale.ok(sale.post("/v1/payments", body)).text("id");
        String refund = "{\"reason\": \"late\", \"amount\": {\"amount\": 1000, \"currency\": \"EUR\"}}";

        Response ordered = sale.post(payment + "/refund", refund);

        assertEquals(202, ordered.status(), ordered.body().toString());
        Sale.await("the refund is done", () -> sale.get(payment)
                .body()
                .at("/refunds/0/status")
                .asString("")
                .equals("done"));
        assertEquals(333, amount("/v1/escrows/" + small, "refunded"));
        assertEquals(667, amount("/v1/escrows/" + large, "refunded"));
    }

    @Test
    void aSlowDebitArrivesAfterTwoDays() {
        String escrow = paid("debit_slow", "", 202);
        assertEquals("unknown", payment(escrow).path("status").asString());

        sale.advance(Duration.ofDays(1));
        assertEquals("funding", state(escrow));
        sale.advance(Duration.ofDays(2));

        becomes(escrow, "held");
        assertEquals(6_000, amount(escrow, "uncommitted"));
    }

    @Test
    void whatTheBankDrawsIsFrozenUntilItGivesItBack() {
        String escrow = paid("card_ok", "", 200);

        bank(escrow, "drawn", "");
        becomes(escrow, "disputed");
        assertEquals(6_000, amount(escrow, "frozen"));
        assertEquals(409, sale.post(escrow + "/release", "{}").status());
        bank(escrow, "won", "");

        becomes(escrow, "held");
        assertEquals(6_000, amount(escrow, "uncommitted"));
        sale.booksHold();
    }

    @Test
    void whatTheBankKeepsIsLostAndTheRestGoesOn() {
        String escrow = paid("card_ok", "", 200);

        bank(escrow, "drawn", ", \"amount\": {\"amount\": 2000, \"currency\": \"EUR\"}");
        freezes(escrow, 2_000);
        bank(escrow, "lost", "");

        freezes(escrow, 0);
        assertEquals("held", state(escrow), "the rest goes on");
        assertEquals(2_000, amount(escrow, "lost"));
        assertEquals(4_000, amount(escrow, "uncommitted"));
        sale.booksHold();
    }
}
