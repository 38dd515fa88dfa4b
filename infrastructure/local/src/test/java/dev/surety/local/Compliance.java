package dev.surety.local;

import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** The marketplace that screens its participants, as its back end and two people of its staff use it. */
final class Compliance {
    static final String CASES = "/v1/screening/cases";

    final Sale sale;
    private final String[] people;

    Compliance(URI base, String run) {
        sale = new Sale(base, Clients.SCREENED, run);
        people = new String[] {
            sale.api.token(Clients.SCREENED + "-compliance1"), sale.api.token(Clients.SCREENED + "-compliance2")
        };
    }

    /** A participant that has done every step, with an account to be paid to. */
    String participant(String name, String birthDate) {
        String creation =
                """
                {"reference": "%s", "kind": "individual", "country": "DE",
                 "profile": {"name": "%s", "email": "someone@example.com", "birthDate": "%s",
                   "address": {"line1": "Main Street 1", "city": "Berlin", "postalCode": "10115", "country": "DE"}}}
                """
                        .formatted(sale.key(), name, birthDate);
        String id = ok(sale.post("/v1/participants", creation)).text("id");
        ok(sale.post(one(id) + "/terms-acceptances", "{\"version\": \"2026-01\"}"));
        String method =
                """
                {"kind": "iban", "currency": "EUR", "holder": "%s", "holderKind": "individual",
                 "iban": "DE89370400440532013000"}
                """
                        .formatted(name);
        ok(sale.post(one(id) + "/payout-methods", method));
        return id;
    }

    static String one(String participant) {
        return "/v1/participants/" + participant;
    }

    JsonNode see(String participant) {
        return ok(sale.get(one(participant))).body();
    }

    String payout(String participant) {
        return see(participant).at("/capabilities/payout/status").asString("");
    }

    JsonNode cases() {
        return ok(sale.api.get(people[0], CASES + "?limit=100")).body().path("data");
    }

    boolean hasCase(String participant) {
        return cases().valueStream().anyMatch(of -> of.path("participant").asString("").equals(participant));
    }

    /** The participant's case with its names, as the first person sees it. */
    JsonNode caseOf(String participant) {
        await("a case is open", () -> hasCase(participant));
        String id = cases().valueStream()
                .filter(of -> of.path("participant").asString("").equals(participant))
                .map(of -> of.path("id").asString(""))
                .findFirst()
                .orElseThrow();
        return ok(sale.api.get(people[0], CASES + "/" + id)).body();
    }

    /** @param person 0 or 1 */
    Response decide(int person, JsonNode of, String decision) {
        String body = "{\"decision\": \"%s\", \"reason\": \"I have compared both.\", \"evidence\": \"%s\"}"
                .formatted(decision, of.at("/evidence/hash").asString(""));
        String path = CASES + "/" + of.path("id").asString("") + "/decide";
        return sale.api.send("POST", people[person], path, body, sale.key());
    }

    JsonNode lists() {
        return ok(sale.api.get(people[0], "/v1/screening/lists")).body();
    }

    JsonNode runs() {
        return ok(sale.api.get(sale.operator, "/v1/screening/runs?limit=100")).body().path("data");
    }
}
