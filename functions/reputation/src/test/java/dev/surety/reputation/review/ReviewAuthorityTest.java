package dev.surety.reputation.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who may review, see a review, answer it and decide about it. */
class ReviewAuthorityTest {
    private static final String TABLE =
            """
            route       | payer | payee | stranger | backend | elsewhere | reader | moderator | keyless
            PUT sealed  | 200   | 200   | 404      | 200     | 404       | 403    | 403       | 403
            GET own     | 200   | 200   | 404      | 200     | 404       | 403    | 403       | 403
            GET one     | 200   | 200   | 200      | 200     | 404       | 200    | 200       | 403
            GET sealed  | 404   | 404   | 404      | 404     | 404       | 404    | 404       | 403
            GET about   | 200   | 200   | 200      | 200     | 404       | 200    | 200       | 403
            respond     | 200   | 200   | 404      | 200     | 404       | 403    | 403       | 403
            flag        | 200   | 409   | 404      | 200     | 404       | 403    | 403       | 403
            decide      | 403   | 403   | 403      | 403     | 403       | 403    | 200       | 403
            """;

    private static final Map<String, Map<String, String>> CALLERS = Map.of(
            "payer", ReviewWorld.own(ReviewWorld.PAYER),
            "payee", ReviewWorld.own(ReviewWorld.PAYEE),
            "stranger", ReviewWorld.own(ReviewWorld.STRANGER),
            "backend", ReviewWorld.backend("demo"),
            "elsewhere", ReviewWorld.backend("other"),
            "reader", ReviewWorld.staff("per_reader", "reputation:read"),
            "moderator", ReviewWorld.moderator(),
            "keyless", ReviewWorld.staff("per_keyless", "escrows:read"));

    @TestFactory
    List<DynamicTest> everyCallerAtEveryRoute() {
        return AuthorityTable.cells(TABLE, ReviewAuthorityTest::check);
    }

    private static void check(String route, String caller, int status) {
        Map<String, String> claims = CALLERS.get(caller);
        boolean isBackend = claims.containsKey("kind");
        String side = isBackend ? ",\"onBehalfOf\":\"payer\"" : "";
        var world = new ReviewWorld().published("one").settled("two").hear("two");
        world.post("one", "flag", "{\"rule\":\"insult\"}", ReviewWorld.own(ReviewWorld.PAYEE));
        String one = "/v1/reviews/" + ReviewWorld.review("one");
        Response answer =
                switch (route) {
                    case "PUT sealed" -> world.put("two", "{\"verdict\":\"good\"" + side + "}", claims);
                    case "GET own" -> {
                        String query = isBackend ? "?onBehalfOf=payer" : "";
                        yield world.get("/v1/escrows/" + ReviewWorld.escrow("two") + "/review" + query, claims);
                    }
                    case "GET one" -> world.get(one, claims);
                    case "GET sealed" -> world.get("/v1/reviews/" + ReviewWorld.review("two"), claims);
                    case "GET about" ->
                        world.get("/v1/participants/" + ReviewWorld.PAYEE + "/reviews", claims);
                    case "respond" -> world.post("one", "respond", "{\"words\":\"No.\"" + side + "}", claims);
                    case "flag" -> world.post("one", "flag", "{\"rule\":\"insult\"" + side + "}", claims);
                    default -> world.post("one", "decide", "{\"decision\":\"keep\",\"author\":\"payer\"}", claims);
                };
        assertEquals(status, answer.status(), answer.bytes());
    }
}
