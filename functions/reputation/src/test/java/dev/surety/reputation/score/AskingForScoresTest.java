package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.AroundDynamo;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes of scores answer and refuse. */
final class AskingForScoresTest {
    private final ScoreWorld world = new ScoreWorld();

    @Test
    void aNewcomerIsShownByItsIntervalAlone() {
        world.join("bert");
        JsonNode score = world.get(score("bert")).body();
        assertTrue(score.path("newcomer").asBoolean());
        assertTrue(score.path("recent").isNull());
        assertTrue(score.path("rank").isNull());
        assertEquals(129_900, score.path("standing").path("low").asLong(), 1_000);
        assertEquals("score/1", score.path("rule").asString());
    }

    @Test
    void aStakeOfManySalesLowersTheStanding() {
        world.join("bert");
        for (String payer : List.of("a", "b", "c", "d")) {
            world.sale(payer, "bert", 2_000).settled().reviewed(true);
        }
        long low = low(score("bert"));
        assertEquals(low, low(score("bert") + "?price=3000&currency=EUR"));
        assertTrue(low(score("bert") + "?price=50000&currency=EUR") < low);
    }

    @Test
    void requestsAreRefusedByField() {
        world.join("bert");
        assertEquals(404, world.get(score("nobody-knows")).status());
        assertEquals(404, world.get("/v1/participants/par_x/reputation").status());
        assertEquals(404, world.get(score("nobody-knows") + "/entries").status());
        refused(400, "role format", world.get(score("bert") + "?role=judge"));
        refused(400, "currency missing", world.get(score("bert") + "?price=1"));
        refused(400, "price format", world.get(score("bert") + "?price=0&currency=EUR"));
        refused(422, "currency unpriced", world.get(score("bert") + "?price=1&currency=USD"));
        refused(400, "cursor format", world.get(score("bert") + "/entries?cursor=abc"));
    }

    @Test
    void theRuleIsOpenToEveryone() {
        Response rule = world.anonymous("/v1/reputation/rule");
        assertEquals(200, rule.status());
        assertEquals(2_592_000, rule.body().path("period").asLong());
        assertEquals(401, world.anonymous(score("bert")).status());
    }

    @Test
    void candidatesAreRankedInTwoBatchReads() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            names.add("seller-" + i);
        }
        world.join(names.toArray(String[]::new));
        world.sale("a", "seller-7", 2_000).settled().reviewed(true);
        world.sale("b", "seller-9", 2_000).settled().reviewed(false);
        var counted = new CountedReads(world.memory);
        Response answer = world.behind(counted).post("/v1/reputation/rank", candidates(names, 0).toString());
        assertEquals(200, answer.status(), answer.bytes());
        assertEquals(2, counted.batches);
        assertEquals(0, counted.others);
        JsonNode data = answer.body().path("data");
        assertEquals(100, data.size());
        assertEquals(person("seller-7").value(), data.get(0).path("participant").asString());
        assertEquals(person("seller-9").value(), data.get(99).path("participant").asString());
    }

    @Test
    void listsOfCandidatesThatAreWrong() {
        world.join("bert", "carl");
        String rank = "/v1/reputation/rank";
        refused(400, "/candidates twice", world.post(rank, candidates(List.of("bert", "bert"), 0).toString()));
        refused(400, "/candidates bound", world.post(rank, candidates(List.of(), 0).toString()));
        refused(
                422,
                "/candidates/1/participant unknown",
                world.post(rank, candidates(List.of("bert", "stranger"), 0).toString()));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add("seller-" + i);
        }
        assertEquals(400, world.post(rank, candidates(many, 0).toString()).status());
        ObjectNode dollars = candidates(List.of("bert"), 0);
        dollars.putObject("price").put("amount", 1_000).put("currency", "USD");
        refused(422, "/price unpriced", world.post(rank, dollars.toString()));
    }

    @Test
    void offersAreMatchedByTheirParts() {
        world.join("bert", "carl");
        for (String payer : List.of("a", "b", "c", "d")) {
            world.sale(payer, "bert", 2_000).settled().reviewed(true);
        }
        ObjectNode body = candidates(List.of("bert", "carl"), 2_000);
        ((ObjectNode) body.path("candidates").get(1)).put("distanceKm", 10);
        body.putObject("weights").put("trust", 40).put("price", 40).put("near", 20);
        JsonNode data = world.post("/v1/reputation/match", body.toString()).body().path("data");
        for (JsonNode match : data) {
            long sum = 0;
            for (JsonNode part : match.path("parts")) {
                sum += part.asLong();
            }
            assertEquals(match.path("score").asLong(), sum);
        }
        JsonNode carl = data.get(0).path("participant").asString().equals(person("carl").value())
                ? data.get(0)
                : data.get(1);
        assertEquals(100_000, carl.path("parts").path("near").asLong());
        assertEquals(400_000, carl.path("parts").path("price").asLong());
        body.putObject("weights").put("trust", 40).put("price", 40).put("near", 21);
        refused(400, "/weights sum", world.post("/v1/reputation/match", body.toString()));
    }

    /** Counts the reads that an answer costs. */
    private static final class CountedReads extends AroundDynamo {
        private int batches;
        private int others;

        CountedReads(DynamoDbClient store) {
            super(store);
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            batches++;
            return super.batchGetItem(request);
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            others++;
            return super.getItem(request);
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            others++;
            return super.query(request);
        }
    }

    private static ObjectNode candidates(List<String> names, long price) {
        ObjectNode body = Json.object();
        ArrayNode candidates = body.putArray("candidates");
        for (String name : names) {
            ObjectNode one = candidates.addObject().put("participant", person(name).value());
            if (price > 0) {
                one.putObject("price").put("amount", price).put("currency", "EUR");
            }
        }
        return body;
    }

    private static String score(String name) {
        return "/v1/participants/" + person(name) + "/reputation";
    }

    private long low(String path) {
        return world.get(path).body().path("standing").path("low").asLong();
    }

    private static void refused(int status, String error, Response answer) {
        assertEquals(status, answer.status(), answer.bytes());
        JsonNode first = answer.body().path("errors").get(0);
        String pointer = first.has("pointer") ? first.path("pointer").asString() : first.path("field").asString();
        assertEquals(error, pointer + " " + first.path("reason").asString(), answer.bytes());
    }
}
