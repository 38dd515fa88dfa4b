package dev.surety.local;

import static dev.surety.local.Compliance.one;
import static dev.surety.local.Sale.ok;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** Documents and identity checks, as a marketplace's back end, its staff, and a person at a browser use them. */
final class Proving {
    static final byte[] PDF = "%PDF-1.7 a passport".getBytes(StandardCharsets.US_ASCII);
    static final String SHOP = "http://localhost:3000/back";

    final Compliance staff;
    final Sale sale;
    final String compliance;
    private final URI base;
    private final HttpClient browser = HttpClient.newHttpClient();

    Proving(URI base, String run) {
        this.base = base;
        staff = new Compliance(base, run);
        sale = staff.sale;
        compliance = sale.api.token(Clients.SCREENED + "-compliance1");
    }

    /** A participant that lacks one proof for what it wants. */
    String participant(String name) {
        String id = staff.participant(name, "1988-05-17");
        ok(sale.api.send(
                "PUT", sale.backend, one(id) + "/capabilities/instant_payout", "{\"requested\": true}", sale.key()));
        return id;
    }

    String own(String participant) {
        return sale.api.tokenOf(Clients.SCREENED + "-backend", participant);
    }

    static String documents(String participant) {
        return one(participant) + "/documents";
    }

    static String announcement(String type, long length, byte[] bytes) {
        return """
            {"purpose": "identity", "side": "front", "contentType": "%s", "bytes": %d, "sha256": "%s"}
            """.formatted(type, length, sha256(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Response announce(String token, String participant, String body) {
        return sale.api.send("POST", token, documents(participant), body, sale.key());
    }

    /** A document of these bytes as its own person announces it. */
    Response announced(String participant, String type, byte[] bytes) {
        return ok(announce(own(participant), participant, announcement(type, bytes.length, bytes)));
    }

    int put(Response announced, byte[] bytes) {
        return sale.api.put(announced.body().at("/upload/url").asString(""), bytes);
    }

    JsonNode document(String participant, String document) {
        return ok(sale.get(documents(participant) + "/" + document)).body();
    }

    void becomes(String participant, String document, String state) {
        Sale.await(document + " is " + state, () -> document(participant, document)
                .path("state")
                .asString("")
                .equals(state));
    }

    Response decide(String token, String participant, String document, String verb, String body) {
        return sale.api.send("POST", token, documents(participant) + "/" + document + verb, body, sale.key());
    }

    /** A requirement as the person's own token reads it; missing if it is not open. */
    JsonNode requirement(String participant, String code) {
        JsonNode view = ok(sale.api.get(own(participant), one(participant))).body();
        return view.path("requirements").valueStream()
                .filter(open -> open.path("code").asString("").equals(code))
                .findFirst()
                .orElse(view.path("nothing"));
    }

    String instantPayout(String participant) {
        return staff.see(participant).at("/capabilities/instant_payout/status").asString("");
    }

    boolean isOnTheWorkList(String subject, String kind) {
        return ok(sale.api.get(compliance, "/v1/attention?limit=100")).body().path("data").valueStream()
                .anyMatch(place -> place.path("subject").asString("").equals(subject)
                        && place.path("kind").asString("").equals(kind));
    }

    long events(String type, String subject) {
        String path = "/v1/events?type=" + type + "&subject=" + subject;
        return ok(sale.get(path)).body().path("data").size();
    }

    static String checks(String participant) {
        return one(participant) + "/identity-checks";
    }

    Response check(String participant) {
        String body = "{\"returnUrl\": \"" + SHOP + "\"}";
        return sale.api.send("POST", own(participant), checks(participant), body, sale.key());
    }

    JsonNode seeCheck(String participant, String check) {
        return ok(sale.get(checks(participant) + "/" + check)).body();
    }

    void checkBecomes(String participant, String check, String state) {
        Sale.await(check + " is " + state, () -> seeCheck(participant, check)
                .path("state")
                .asString("")
                .equals(state));
    }

    HttpResponse<String> page(String address) {
        return send(HttpRequest.newBuilder(base.resolve(address)).build());
    }

    /** Presses one of the page's buttons. */
    HttpResponse<String> press(String address, String outcome) {
        return send(HttpRequest.newBuilder(base.resolve(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("outcome=" + outcome))
                .build());
    }

    HttpResponse<String> notice(String provider, String signature, String body) {
        return send(HttpRequest.newBuilder(base.resolve(
                        "/v1/identity-providers/" + provider + "/" + Clients.SCREENED + "/webhooks"))
                .header("Content-Type", "application/json")
                .header("surety-signature", signature)
                .header("stripe-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String leadsTo(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("nowhere");
    }

    /** The person follows the link of the check to the provider's page, and submits there. */
    HttpResponse<String> submit(Response started) {
        HttpResponse<String> led = page(started.body().at("/action/url").asString(""));
        return press(leadsTo(led), "submit");
    }
}
