package dev.surety.onboarding.rescreening;

import static dev.surety.onboarding.rescreening.RescreeningWorld.DEMO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Faults;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.onboarding.http.screening.ScreeningRunRoutes;
import dev.surety.runtime.edge.http.Cursors;
import dev.surety.runtime.edge.http.HttpEdge;
import dev.surety.runtime.edge.http.RequestKeys;
import dev.surety.runtime.journal.Fingerprints;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import dev.surety.testkit.tokens.TokenMint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator has everyone compared, and reads how far that has come. */
class RunsByRequestTest {
    private static final String RUNS = "/v1/screening/runs";
    private static final TokenMint MINT = new TokenMint("https://issuer.example");
    private static final Map<String, String> OPERATOR = Map.of(
            "marketplace", "demo", "client_id", "demo-operator", "person", "per_op", "scope", "operator");
    private static final Map<String, String> BACKEND =
            Map.of("marketplace", "demo", "kind", "backend", "client_id", "demo-backend", "scope", "participants:read");

    private final RescreeningWorld world = new RescreeningWorld(Faults.none(), 2);
    private final HttpWorld api = api(world);

    private static HttpWorld api(RescreeningWorld world) {
        var secrets = new Secrets(
                () ->
                        """
                        {"fingerprint": {"current": "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCE="},
                         "cursor": {"current": "YWxzbyBmb3IgdGVzdHMgb25seSwgdHJ1bHkgc28h"}}
                        """,
                world.clock);
        var routes = new ScreeningRunRoutes(
                world.runs,
                world.starting,
                new RequestKeys(new Fingerprints(secrets)),
                new Cursors(secrets, world.clock));
        var metrics = new Metrics("onboarding", world.clock, _ -> {});
        return new HttpWorld(
                new HttpEdge(routes.table(), metrics, Optional.of(MINT.verifier(world.clock)), Optional.empty()),
                MINT);
    }

    @BeforeEach
    void participants() {
        world.marketplace(DEMO, Mode.SANDBOX, true);
        for (int i = 0; i < 30; i++) {
            world.participant(DEMO, "p" + i, i % 10 == 0 ? "FR" : "DE");
        }
    }

    private Response start(String key) {
        return api.call("POST", RUNS, "", key, OPERATOR, Map.of());
    }

    private Response get(String path) {
        return api.call("GET", path, "", "", OPERATOR, Map.of());
    }

    private void inert(Response refused, int status, String reason) {
        assertEquals(status, refused.status(), refused.bytes());
        assertEquals(reason, refused.text("reason"));
        assertEquals(List.of(), world.runsOf(DEMO));
    }

    @Test
    void everyoneIsComparedWithTheWholeLists() {
        world.lists.change("v1", "FR");
        Response begun = start("run-0000000000001");
        assertEquals(202, begun.status(), begun.bytes());
        assertEquals("working", begun.text("state"));
        assertTrue(begun.body().at("/lists/from").isNull());
        assertTrue(begun.body().at("/progress/of").isNull());

        world.work();
        Response done = get(RUNS + "/" + begun.text("id"));
        assertEquals("done", done.text("state"));
        assertEquals("staff:per_op", done.text("startedBy"));
        assertEquals(
                "{\"done\":30,\"of\":null,\"named\":3,\"untouched\":27,\"unscreened\":0,\"nameless\":0}",
                done.body().path("progress").toString());
        assertEquals(begun.bytes(), start("run-0000000000001").bytes(), "a replay");

        world.clock.advance(Duration.ofSeconds(1));
        Response next = start("run-0000000000002");
        assertEquals(30, next.body().at("/progress/of").asInt(0));
        assertEquals(
                List.of(next.text("id"), begun.text("id")),
                get(RUNS).body().path("data").valueStream().map(run -> run.path("id").asString("")).toList());
    }

    @Test
    void oneRunWorksAtATime() {
        world.lists.change("v1", "FR");
        String first = start("run-0000000000001").text("id");
        Response second = start("run-0000000000002");
        assertEquals(409, second.status());
        assertEquals("transition_not_allowed", second.text("reason"));
        assertTrue(second.text("detail").contains(first), second.bytes());
        world.work();
        assertEquals(202, start("run-0000000000002").status(), "its key is still free");
    }

    @Test
    void withoutListsThereIsNothingToCompareWith() {
        inert(start("run-0000000000001"), 409, "transition_not_allowed");
    }

    @Test
    void aMarketplaceThatIsNotScreenedHasNoRuns() {
        var other = new MarketplaceId("other");
        Map<String, String> operator = Map.of(
                "marketplace", "other", "client_id", "other-operator", "person", "per_op", "scope", "operator");
        world.lists.change("v1", "FR");
        inert(api.call("POST", RUNS, "", "run-0000000000001", operator, Map.of()), 422, "invalid");
        world.marketplace(other, Mode.SANDBOX, false);
        inert(api.call("POST", RUNS, "", "run-0000000000002", operator, Map.of()), 422, "invalid");
        assertEquals(0, api.call("GET", RUNS, "", "", operator, Map.of()).body().path("data").size());
    }

    @Test
    void othersHaveNoPartInIt() {
        world.lists.change("v1", "FR");
        inert(api.call("POST", RUNS, "", "run-0000000000001", BACKEND, Map.of()), 403, "forbidden");
        Map<String, ?> before = world.store.everything();
        for (String path : List.of(RUNS, RUNS + "/srn_aaaaaaaaaaaaaaaaaaaaaaaaaa")) {
            assertEquals(403, api.call("GET", path, "", "", BACKEND, Map.of()).status());
        }
        assertEquals(before, world.store.everything());
    }

    @Test
    void badInputIsRefused() {
        world.lists.change("v1", "FR");
        inert(api.call("POST", RUNS, "{\"from\":\"v0\"}", "run-0000000000001", OPERATOR, Map.of()), 400, "malformed");
        assertEquals(400, get(RUNS + "?cursor=nonsense").status());
        for (String id : List.of("srn_short", "run_aaaaaaaaaaaaaaaaaaaaaaaaaa", "srn_aaaaaaaaaaaaaaaaaaaaaaaaaa")) {
            assertEquals(404, get(RUNS + "/" + id).status(), id);
        }
    }

    @Test
    void pagesGoOnWhereTheyEnded() {
        world.lists.change("v1", "FR");
        for (int i = 0; i < 3; i++) {
            start("run-000000000000" + i);
            world.work();
            world.clock.advance(Duration.ofSeconds(1));
        }
        Response first = get(RUNS + "?limit=2");
        Response rest = get(RUNS + "?limit=2&cursor=" + first.text("nextCursor"));
        assertEquals(2, first.body().path("data").size());
        assertEquals(1, rest.body().path("data").size());
        assertEquals(3, world.store.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("event").s().equals("screening.rescreened.v1"))
                .count());
    }
}
