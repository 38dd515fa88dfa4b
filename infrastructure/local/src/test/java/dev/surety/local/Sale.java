package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.ApiCaller.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** A marketplace's back end in a few words, speaking HTTP to a local runtime; for the end-to-end tests. */
final class Sale {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final ApiCaller api;
    final String backend;
    final String operator;
    private final String run;
    private final AtomicInteger keys = new AtomicInteger();

    /** {@code run} makes this client's keys its own. */
    Sale(URI base, String run) {
        this(base, "demo", run);
    }

    Sale(URI base, String marketplace, String run) {
        api = new ApiCaller(base);
        backend = api.token(marketplace + "-backend");
        operator = api.token(marketplace + "-operator");
        this.run = run;
    }

    String key() {
        return run + "-key-000000000-" + keys.incrementAndGet();
    }

    Response post(String path, String body) {
        return api.send("POST", backend, path, body, key());
    }

    Response get(String path) {
        return api.get(backend, path);
    }

    String participant(String reference) {
        return ok(post(
                        "/v1/participants",
                        """
                        {"reference": "%s", "kind": "individual", "country": "DE",
                         "profile": {"name": "Ada", "email": "ada@example.com"}}
                        """
                                .formatted(reference)))
                .text("id");
    }

    static String creation(String payer, String payee, long amountMinor) {
        return """
            {"payer": "%s", "payee": "%s", "amount": {"amount": %d, "currency": "EUR"}, "terms": "goods",
             "reference": "order-1042", "description": "a chair"}
            """
                .formatted(payer, payee, amountMinor);
    }

    /** An escrow brought to delivery. */
    String delivered(String payer, String payee, long amountMinor) {
        String escrow =
                "/v1/escrows/" + ok(post("/v1/escrows", creation(payer, payee, amountMinor))).text("id");
        ok(post(escrow + "/fund", "{\"method\": \"card_ok\"}"));
        ok(post(escrow + "/deliver", "{}"));
        return escrow;
    }

    /** Moves the marketplace's clock on and waits until it has come there. */
    void advance(Duration by) {
        tellToAdvance(by);
        await("the clock has moved", () -> clock().text("status").equals("ready"));
    }

    Response tellToAdvance(Duration by) {
        Instant to = Instant.parse(clock().text("now")).plus(by);
        Response answer =
                api.send("POST", operator, "/v1/sandbox/clock", "{\"advanceTo\": \"" + to + "\"}", key());
        assertEquals(202, answer.status(), answer.body().toString());
        return answer;
    }

    Response clock() {
        return api.get(operator, "/v1/sandbox/clock");
    }

    long available(String participant) {
        return get("/v1/participants/" + participant + "/balance")
                .body()
                .path("balances")
                .path(0)
                .path("available")
                .path("amount")
                .asLong(0);
    }

    /** The books are whole: complete, every currency sums to zero, and the audit finds no difference. */
    void booksHold() {
        await("the books are complete", () -> get("/v1/ledger/trial-balance").body().path("complete").asBoolean(false));
        for (JsonNode currency : get("/v1/ledger/trial-balance").body().path("currencies")) {
            assertEquals(0, currency.path("sum").path("amount").asLong(-1));
        }
        Response audit = api.send("POST", operator, "/v1/ledger/audits", "", key());
        assertEquals(202, audit.status(), audit.body().toString());
        String job = "/v1/ledger/jobs/" + audit.body().path("id").asString();
        await("the audit is over", () -> api.send("GET", operator, job, "", "")
                .body()
                .path("state")
                .asString("")
                .equals("done"));
        Response over = api.send("GET", operator, job, "", "");
        assertEquals(0, over.body().path("notes").size(), over.body().toString());
    }

    static void await(String what, BooleanSupplier come) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!come.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "waited in vain until " + what);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static Response ok(Response answer) {
        assertTrue(answer.status() < 300, answer.body().toString());
        return answer;
    }
}
