package dev.surety.local;

import dev.surety.local.ApiCaller.Response;
import dev.surety.model.money.Money;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Plays the demo's requests, and prints each in one line with the important part of its answer. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApiCaller api;
    private final PrintStream out;

    Stage(URI base, PrintStream out) {
        this.api = new ApiCaller(base);
        this.out = out;
    }

    String token(String client) {
        return api.token(client);
    }

    void say(String sentence) {
        out.println();
        out.println(sentence);
        out.flush();
    }

    /** One more line of the last answer. */
    void line(String text) {
        out.println("    " + text);
    }

    Response post(String token, String path, String body, String... pointers) {
        return send("POST", token, path, body, pointers);
    }

    Response put(String token, String path, String body, String... pointers) {
        return send("PUT", token, path, body, pointers);
    }

    private Response send(String method, String token, String path, String body, String... pointers) {
        Response answer = api.send(method, token, path, body, "demo-" + UUID.randomUUID());
        show(method, path, answer, pointers);
        if (answer.status() >= 300) {
            throw new IllegalStateException("The demo stops: " + answer.body());
        }
        return answer;
    }

    Response patch(String token, String path, String body, String... pointers) {
        return send("PATCH", token, path, body, pointers);
    }

    /** A request that is to be refused. */
    Response refused(String token, String path, String body, String... pointers) {
        Response answer = api.send("POST", token, path, body, "demo-" + UUID.randomUUID());
        show("POST", path, answer, pointers);
        if (answer.status() < 400) {
            throw new IllegalStateException("The demo stops: this should be refused.");
        }
        return answer;
    }

    /** A participant's own token. */
    String tokenOf(String client, String participant) {
        return api.tokenOf(client, participant);
    }

    /** Uploads a file to a link. */
    void put(String url, byte[] bytes) {
        int status = api.put(url, bytes);
        out.println();
        out.println("PUT the file of " + bytes.length + " bytes -> " + status);
        if (status >= 300) {
            throw new IllegalStateException("The demo stops: the upload is refused.");
        }
    }

    Response get(String token, String path) {
        return api.get(token, path);
    }

    Response shown(String token, String path, String... pointers) {
        Response answer = get(token, path);
        show("GET", path, answer, pointers);
        return answer;
    }

    void until(String token, String path, String pointer, String value) {
        poll(path, () -> get(token, path).body().at(pointer).asString("").equals(value));
    }

    /** The ledger follows the journal by moments. */
    void untilAvailable(String token, String path) {
        poll(path, () -> get(token, path).body().at("/balances/0/available/amount").asLong(0) > 0);
    }

    void poll(String path, BooleanSupplier isSo) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isSo.getAsBoolean()) {
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

    /** Moves the marketplace's test clock, and waits until all that was due by then is done. */
    void advance(String operator, Instant to) {
        post(operator, "/v1/sandbox/clock", "{\"advanceTo\": \"" + to + "\"}", "/advanceTo", "/status");
        until(operator, "/v1/sandbox/clock", "/status", "ready");
    }

    void books(String token) {
        Response trialBalance = shown(token, "/v1/ledger/trial-balance", "/complete");
        for (JsonNode currency : trialBalance.body().path("currencies")) {
            for (JsonNode account : currency.path("accounts")) {
                out.printf("    %-40s %s%n", account.path("account").asString(""), brief(account.path("balance")));
            }
            out.printf("    %-40s %s%n", "sum", brief(currency.path("sum")));
        }
    }

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
                ? Money.of(node.path("amount").asLong(0), node.path("currency").asString("")).toString()
                : node.isString() ? node.stringValue() : node.toString();
    }
}
