package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who may read a score and what it is made of, and who may have a search ordered. */
class ScoreAuthorityTest {
    private static final String TABLE =
            """
            route   | itself | another | backend | elsewhere | reader | moderator | keyless
            score   | 200    | 200     | 200     | 404       | 200    | 200       | 403
            entries | 200    | 200     | 200     | 404       | 200    | 200       | 403
            rule    | 200    | 200     | 200     | 200       | 200    | 200       | 200
            rank    | 403    | 403     | 200     | 422       | 200    | 200       | 403
            match   | 403    | 403     | 200     | 422       | 200    | 200       | 403
            """;

    private static final Map<String, Map<String, String>> CALLERS = Map.of(
            "itself", own("bert"),
            "another", own("carl"),
            "backend", ScoreWorld.backend("reputation:read"),
            "elsewhere", Map.of(
                    "marketplace", "other", "kind", "backend", "client_id", "shop", "scope", "reputation:read"),
            "reader", staff("reputation:read"),
            "moderator", staff("reputation:read reputation:moderate"),
            "keyless", staff("escrows:read"));

    private static Map<String, String> own(String name) {
        return Map.of(
                "marketplace", "demo",
                "participant", person(name).value(),
                "scope", "reputation:read reputation:write",
                "iat", "1768040400",
                "exp", "1768041000");
    }

    private static Map<String, String> staff(String scope) {
        return Map.of("marketplace", "demo", "person", "per_reader", "scope", scope);
    }

    @TestFactory
    List<DynamicTest> everyCallerAtEveryRoute() {
        return AuthorityTable.cells(TABLE, ScoreAuthorityTest::check);
    }

    private static void check(String route, String caller, int status) {
        var world = new ScoreWorld();
        world.join("bert", "carl");
        String candidate = "\"participant\":\"" + person("bert") + "\"";
        String price = ",\"price\":{\"amount\":100,\"currency\":\"EUR\"}";
        Map<String, String> claims = CALLERS.get(caller);
        Response answer =
                switch (route) {
                    case "score" -> world.http().get("/v1/participants/" + person("bert") + "/reputation", claims);
                    case "entries" ->
                        world.http().get("/v1/participants/" + person("bert") + "/reputation/entries", claims);
                    case "rule" -> world.http().get("/v1/reputation/rule", claims);
                    case "rank" -> post(world, "rank", "{\"candidates\":[{" + candidate + "}]}", claims);
                    default ->
                        post(
                                world,
                                "match",
                                "{\"candidates\":[{" + candidate + price + "}],\"weights\":{\"trust\":100}}",
                                claims);
                };
        assertEquals(status, answer.status(), answer.bytes());
    }

    private static Response post(ScoreWorld world, String route, String body, Map<String, String> claims) {
        return world.http().call("POST", "/v1/reputation/" + route, body, "key-of-a-question-1", claims, Map.of());
    }
}
