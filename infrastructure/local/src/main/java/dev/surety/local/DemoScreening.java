package dev.surety.local;

import dev.surety.local.ApiCaller.Response;
import dev.surety.local.http.Clients;

/**
 * A marketplace with rules for its sellers. One is refused with the steps that are missing, and takes them. Two bear
 * names that are near to the synthetic lists: two people decide about each, and one of them is not paid.
 */
final class DemoScreening {
    private static final String FUND = "{\"method\": \"card_ok\"}";
    private static final String EVIDENCE = "/evidence/hits/0/";

    private final Stage stage;
    private final String backend;
    private final String[] people;

    DemoScreening(Stage stage) {
        this.stage = stage;
        this.backend = stage.token(Clients.SCREENED + "-backend");
        this.people = new String[] {
            stage.token(Clients.SCREENED + "-compliance1"), stage.token(Clients.SCREENED + "-compliance2")
        };
    }

    void run() {
        stage.say("The marketplace " + Clients.SCREENED + " verifies its sellers. No buyer pays a new one yet:");
        String buyer = Demo.participant(stage, backend, "buyer", "Fay Buyer");
        String seller = Demo.participant(stage, backend, "seller", "Gil Seller");
        String sale = """
            {"payer": "%s", "payee": "%s", "amount": {"amount": 4000, "currency": "EUR"}, "terms": "goods",
             "reference": "order-3001", "description": "a lamp"}
            """.formatted(buyer, seller);
        String escrow = "/v1/escrows/" + stage.post(backend, "/v1/escrows", sale, "/id", "/state").text("id");
        stage.refused(backend, escrow + "/fund", FUND, "/reason", "/detail");
        stage.shown(backend, one(seller) + "/requirements", "/data/0/code", "/data/1/code", "/data/2/code");

        stage.say("The seller takes these steps, and the buyer pays:");
        verified(seller, "1988-05-17");
        stage.post(backend, escrow + "/fund", FUND, "/state");

        stage.say("A seller has a name of the synthetic list. The seller reads nothing of it, and two people see why:");
        String listed = Demo.participant(stage, backend, "seller-2", "Ardan Mirkovich Zeltovrin");
        verified(listed, "1961-03-14");
        String own = stage.tokenOf(Clients.SCREENED + "-backend", listed);
        stage.shown(own, one(listed), "/capabilities/payout/status", "/capabilities/payout/details/0/code");
        decided(listed, "confirm", "Name and date of birth are those of the entry.");
        stage.shown(backend, one(listed), "/capabilities/receive/status", "/capabilities/payout/status");

        stage.say("Another only has a similar name. Two people clear it, until the entry changes:");
        String similar = Demo.participant(stage, backend, "seller-3", "Benedo Quilvante Oroz");
        verified(similar, "1999-12-01");
        decided(similar, "clear", "Born forty years later, in another country.");
        stage.shown(backend, one(similar), "/capabilities/receive/status");
        businessOf("Ardan Mirkovich Zeltovrin");
    }

    private void businessOf(String listed) {
        stage.say("A business names its owner. A listed representative makes a case of the business:");
        String business = stage.post(backend, "/v1/participants", """
            {"reference": "seller-4", "kind": "business", "country": "DE",
             "profile": {"name": "Beispiel GmbH", "email": "seller-4@example.com", "registration": "HRB 4711",
               "address": {"line1": "Main Street 1", "city": "Berlin", "postalCode": "10115", "country": "DE"}}}
            """, "/id", "/kind").text("id");
        accepted(business);
        String owner = stage.post(backend, one(business) + "/persons", """
            {"roles": ["owner", "director"], "shareBasisPoints": 8000, "profile": {"name": "Ada Example"}}
            """, "/id", "/roles/0", "/roles/1", "/shareBasisPoints").text("id");
        stage.shown(backend, one(business) + "/requirements", "/data/1/code", "/data/1/appliesTo");
        stage.patch(
                backend, one(business) + "/persons/" + owner, "{\"profile\": {\"birthDate\": \"1990-05-17\"}}",
                "/profile/birthDate");
        stage.post(backend, one(business) + "/persons", """
            {"roles": ["representative"], "profile": {"name": "%s", "birthDate": "1961-03-14"}}
            """.formatted(listed), "/id");
        decided(business, "confirm", "Name and date of birth of the representative are those of the entry.");
        stage.shown(backend, one(business), "/business/persons", "/capabilities/payout/status");
    }

    private static String one(String participant) {
        return "/v1/participants/" + participant;
    }

    private void verified(String participant, String birthDate) {
        String profile = """
            {"profile": {"birthDate": "%s", "address": {"line1": "Main Street 1", "city": "Berlin",
              "postalCode": "10115", "country": "DE"}}}
            """.formatted(birthDate);
        stage.patch(backend, one(participant), profile, "/capabilities/receive/status");
        accepted(participant);
    }

    private void accepted(String participant) {
        stage.post(
                backend,
                one(participant) + "/terms-acceptances",
                "{\"version\": \"2026-01\"}",
                "/capabilities/receive/status");
    }

    private void decided(String participant, String decision, String reason) {
        stage.poll("a case", () -> !find(participant).isEmpty());
        String path = "/v1/screening/cases/" + find(participant);
        Response seen = stage.shown(
                people[0],
                path,
                "/state",
                EVIDENCE + "list",
                EVIDENCE + "alias",
                EVIDENCE + "score",
                "/evidence/strong");
        String body = "{\"decision\": \"%s\", \"reason\": \"%s\", \"evidence\": \"%s\"}"
                .formatted(decision, reason, seen.body().at("/evidence/hash").asString(""));
        stage.post(people[0], path + "/decide", body, "/state", "/proposed/decision");
        stage.post(people[1], path + "/decide", body, "/state", "/decided/0/by", "/decided/1/by");
    }

    private String find(String participant) {
        return stage.get(people[0], "/v1/screening/cases?limit=100").body().path("data").valueStream()
                .filter(of -> of.path("participant").asString("").equals(participant))
                .map(of -> of.path("id").asString(""))
                .findFirst()
                .orElse("");
    }
}
