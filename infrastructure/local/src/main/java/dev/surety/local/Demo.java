package dev.surety.local;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import dev.surety.model.money.Money;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Plays one sale of 100.00 EUR through the HTTP API. Two people meet, one pays, the other delivers, and neither
 * disputes. When the inspection is over the money is the payee's. Then it shows the books.
 */
final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintStream out;

    Demo(PrintStream out) {
        this.out = out;
    }

    void run(URI base) {
        var api = new ApiCaller(base);
        String backend = api.token(Clients.SHOWCASE + "-backend");
        String operator = api.token(Clients.SHOWCASE + "-operator");
        out.println();
        out.println("One sale of 100.00 EUR in the marketplace " + Clients.SHOWCASE + ", through the HTTP API:");

        String payer = participant(api, backend, "buyer", "Ada Buyer");
        String payee = participant(api, backend, "seller", "Ben Seller");
        String creation = """
            {"payer": "%s", "payee": "%s", "amount": {"amount": 10000, "currency": "EUR"},
             "terms": "goods", "reference": "order-1042", "description": "a chair"}
            """.formatted(payer, payee);
        Response created = post(api, backend, "/v1/escrows", creation, "/id", "/state", "/amount", "/deadline/at");
        String escrow = "/v1/escrows/" + created.text("id");
        post(
                api,
                backend,
                escrow + "/fund",
                "{\"method\": \"card_ok\"}",
                "/state",
                "/amounts/uncommitted",
                "/payment/status");
        Response delivered = post(api, backend, escrow + "/deliver", "{}", "/state", "/deadline/at", "/deadline/then");

        Instant inspected = Instant.parse(delivered.body().path("deadline").path("at").asString(""));
        String advance = "{\"advanceTo\": \"" + inspected.plus(Duration.ofHours(1)) + "\"}";
        post(api, operator, "/v1/sandbox/clock", advance, "/advanceTo", "/status");
        until(api, operator, "/v1/sandbox/clock", "status", "ready");
        until(api, backend, escrow, "state", "settled");
        show("GET", escrow, api.get(backend, escrow), "/state", "/outcome", "/amounts/released", "/amounts/fees");

        String balance = "/v1/participants/" + payee + "/balance";
        untilPosted(api, backend, balance);
        show("GET", balance, api.get(backend, balance), "/balances/0/available", "/balances/0/inEscrow");
        String statement = "/v1/participants/" + payee + "/statement?to="
                + inspected.plus(Duration.ofDays(1));
        show(
                "GET",
                statement,
                api.get(backend, statement),
                "/balances/0/opening",
                "/data/0/event",
                "/data/0/gross",
                "/data/0/fee",
                "/data/0/net",
                "/balances/0/closing");
        books(api.get(backend, "/v1/ledger/trial-balance"));
        out.println();
        out.println("The seller has 88.00 EUR, the marketplace 12.00 EUR, and the books sum to zero.");
        out.println();
        out.flush();
    }

    private String participant(ApiCaller api, String token, String reference, String name) {
        String body = """
            {"reference": "%s", "kind": "individual", "country": "DE",
             "profile": {"name": "%s", "email": "%s@example.com"}}
            """.formatted(reference, name, reference);
        return post(api, token, "/v1/participants", body, "/id", "/reference", "/state").text("id");
    }

    private Response post(ApiCaller api, String token, String path, String body, String... pointers) {
        Response answer = api.send("POST", token, path, body, "demo-" + UUID.randomUUID());
        show("POST", path, answer, pointers);
        if (answer.status() >= 300) {
            throw new IllegalStateException("The demo stops: " + answer.body());
        }
        return answer;
    }

    private void books(Response trialBalance) {
        show("GET", "/v1/ledger/trial-balance", trialBalance, "/complete");
        for (JsonNode currency : trialBalance.body().path("currencies")) {
            for (JsonNode account : currency.path("accounts")) {
                out.printf("    %-40s %s%n", account.path("account").asString(""), brief(account.path("balance")));
            }
            out.printf("    %-40s %s%n", "sum", brief(currency.path("sum")));
        }
    }

    private static void until(ApiCaller api, String token, String path, String name, String value) {
        poll(path, () -> api.get(token, path).text(name).equals(value));
    }

    /** The ledger follows the journal by moments. */
    private static void untilPosted(ApiCaller api, String token, String path) {
        poll(path, () -> api.get(token, path)
                        .body()
                        .path("balances")
                        .path(0)
                        .path("available")
                        .path("amount")
                        .asLong(0)
                > 0);
    }

    private interface Come {
        boolean isTrue();
    }

    private static void poll(String path, Come come) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!come.isTrue()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("The demo waited in vain for " + path + ".");
            }
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the demo was playing.", e);
            }
        }
    }

    /** Prints the request in one line, and the important part of the answer. */
    private void show(String method, String path, Response answer, String... pointers) {
        out.println();
        out.println(method + " " + path + " -> " + answer.status());
        for (String pointer : pointers) {
            JsonNode found = answer.body().at(pointer);
            out.println("    " + pointer.substring(1).replace('/', '.') + ": " + brief(found));
        }
    }

    private static String brief(JsonNode node) {
        return node.has("amount") && node.has("currency")
                ? money(node.path("amount").asLong(0), node.path("currency").asString(""))
                : node.isString() ? node.stringValue() : node.toString();
    }

    private static String money(long amountMinor, String currency) {
        return Money.of(amountMinor, currency).toString();
    }
}
