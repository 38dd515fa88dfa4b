package dev.surety.local;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Two sides review their sale without seeing each other's words. Their opinions are weighed, and a search orders
 * sellers by them.
 */
final class DemoReviews {
    private final Stage stage;
    private final String backend;
    private final String operator;

    DemoReviews(Stage stage, String backend, String operator) {
        this.stage = stage;
        this.backend = backend;
        this.operator = operator;
    }

    void run(String escrow, String ben, String cleo) {
        stage.say("Both sides of the first sale review it. Both reviews are published at once, when both are in:");
        String review = escrow + "/review";
        stage.poll(review, () -> stage.get(backend, review + "?onBehalfOf=payer").status() == 200);
        stage.put(
                backend,
                review,
                "{\"onBehalfOf\": \"payer\", \"verdict\": \"good\", \"stars\": 5, \"words\": \"Well packed.\"}",
                "/state",
                "/verdict");
        stage.put(
                backend,
                review,
                "{\"onBehalfOf\": \"payee\", \"verdict\": \"good\", \"words\": \"Paid at once.\"}",
                "/state",
                "/publishedAt");
        stage.shown(backend, "/v1/participants/" + ben + "/reviews", "/data/0/by", "/data/0/verdict", "/data/0/words");

        stage.say("Two hours later the opinions are weighed, by the fees that the reviewers have left:");
        Instant now = Instant.parse(stage.get(operator, "/v1/sandbox/clock").text("now"));
        stage.advance(operator, now.plus(Duration.ofHours(3)));
        String reputation = "/v1/participants/" + ben + "/reputation?role=payee";
        stage.poll(reputation, () -> stage.get(backend, reputation).body().at("/counts/good").asInt(0) == 1);
        explained(stage, backend, reputation);
        String newcomer = Demo.participant(stage, backend, "seller-3", "Fay Seller");
        String candidates = "{\"participant\": \"%s\"}, {\"participant\": \"%s\"}, {\"participant\": \"%s\"}"
                .formatted(cleo, newcomer, ben);
        stage.post(
                backend,
                "/v1/reputation/rank",
                "{\"candidates\": [" + candidates + "]}",
                "/data/0/participant",
                "/data/0/rank",
                "/data/1/rank",
                "/data/2/rank");
    }

    /** The score, and the sentences whose numbers sum to it. */
    static void explained(Stage stage, String token, String path) {
        JsonNode read = stage.shown(token, path, "/recent", "/standing", "/rank", "/newcomer").body();
        for (JsonNode part : read.path("explanation")) {
            stage.line(part.path("reading").asString("") + ": " + part.path("says").asString(""));
        }
    }
}
