package dev.surety.reputation.review;

import static dev.surety.reputation.review.ReviewWorld.DEMO;
import static dev.surety.reputation.review.ReviewWorld.PAYEE;
import static dev.surety.reputation.review.ReviewWorld.PAYER;
import static dev.surety.reputation.review.ReviewWorld.backend;
import static dev.surety.reputation.review.ReviewWorld.moderator;
import static dev.surety.reputation.review.ReviewWorld.own;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.reputation.app.review.ReviewChains;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Words whose key was destroyed are gone for everybody. The rest stays, and every route answers. */
final class ErasedWordsTest {
    private final ReviewWorld world = new ReviewWorld();

    private void erase(String sale) {
        String chain = ReviewChains.chain(DEMO, ReviewWorld.review(sale)).toString();
        assertTrue(world.store.items(SuretyTables.VAULT_KEYS).stream()
                .anyMatch(item -> item.get("pk").s().equals(chain)));
        world.store.deleteItem(delete ->
                delete.tableName(SuretyTables.VAULT_KEYS).key(Map.of("pk", AttributeValue.fromS(chain))));
    }

    @Test
    void aPublishedReviewKeepsItsVerdictAndItsWeightAndLosesItsWords() {
        world.published("one").pass(Duration.ofHours(3));
        List<String> before = world.events("one");
        List<String> weights = List.copyOf(world.weights);
        erase("one");
        for (String path : List.of(
                "/v1/reviews/" + ReviewWorld.review("one"),
                "/v1/participants/" + PAYEE + "/reviews?role=payee",
                "/v1/escrows/" + ReviewWorld.escrow("one") + "/review?onBehalfOf=payer")) {
            var answer = world.get(path, backend("demo"));
            assertEquals(200, answer.status(), path);
            assertFalse(Json.text(answer.body()).contains("Well packed"), path);
        }
        var shown = world.get("/v1/reviews/" + ReviewWorld.review("one"), backend("demo")).body();
        assertEquals("good", shown.at("/reviews/0/verdict").asString(""));
        assertTrue(shown.at("/reviews/0/words").isNull() && shown.at("/reviews/0/stars").isNull());
        assertEquals(before, world.events("one"));
        assertEquals(weights, world.weights);
    }

    @Test
    void commandsGoOn() {
        world.published("one");
        erase("one");
        assertEquals(200, world.post("one", "flag", "{\"rule\":\"insult\"}", own(PAYEE)).status());
        assertEquals(
                200,
                world.post(
                                "one",
                                "decide",
                                "{\"author\":\"payer\",\"decision\":\"remove\",\"rule\":\"insult\"}",
                                moderator())
                        .status());
        assertEquals(200, world.own("one", own(PAYER)).status());
    }

    @Test
    void aSealedReviewIsNoOpinionAndItsWindowEndsAllTheSame() {
        world.settled("one").hear("one");
        assertEquals(200, world.put("one", ReviewWorld.GOOD, own(PAYER)).status());
        erase("one");
        assertEquals(200, world.own("one", own(PAYER)).status());
        world.pass(Duration.ofDays(20));
        assertEquals(List.of(), world.weights);
        assertEquals(404, world.get("/v1/reviews/" + ReviewWorld.review("one"), backend("demo")).status());
    }
}
