package dev.surety.payouts.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.PayoutId;
import dev.surety.payouts.app.bank.ReportedPayouts.Report;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may ask for a payout, see it and decide about it. */
class PayoutAuthorityTest {
    private static final String TABLE =
            """
            route            | anna | ben | backend | maker | checker | reader | keyless
            POST anna        | 201  | 403 | 201     | 403   | 403     | 403    | 403
            POST own money   | 403  | 403 | 403     | 201   | 403     | 403    | 403
            GET one          | 200  | 404 | 200     | 200   | 200     | 200    | 403
            GET of anna      | 200  | 403 | 200     | 200   | 200     | 200    | 403
            GET own money    | 403  | 403 | 200     | 200   | 200     | 200    | 403
            approve          | 403  | 403 | 403     | 403   | 200     | 403    | 403
            agree            | 403  | 403 | 403     | 403   | 200     | 403    | 403
            reject           | 403  | 403 | 403     | 403   | 200     | 403    | 403
            cancel           | 403  | 403 | 403     | 200   | 403     | 403    | 403
            retry            | 403  | 403 | 403     | 409   | 403     | 403    | 403
            """;

    private static final Map<String, Map<String, String>> CALLERS = Map.of(
            "anna", PayoutWorld.own(PayoutWorld.ANNA),
            "ben", PayoutWorld.own(PayoutWorld.BEN),
            "backend", PayoutWorld.backend(),
            "maker", PayoutWorld.maker(),
            "checker", PayoutWorld.checker(),
            "reader", PayoutWorld.staff("reader", "payouts:read"),
            "keyless", PayoutWorld.staff("keyless", "escrows:read"));

    @TestFactory
    List<DynamicTest> everyCallerAtEveryRoute() {
        return AuthorityTable.cells(TABLE, PayoutAuthorityTest::check);
    }

    private static void check(String route, String caller, int status) {
        var world = new PayoutWorld().released(PayoutWorld.ANNA, 200_000);
        OwnMoney.given(world);
        Response waiting = asked(world, 75_000);
        String path = "/v1/payouts/" + waiting.text("id");
        Map<String, String> claims = CALLERS.get(caller);
        String key = "the-key-of-a-cell-1";
        String why = "{\"reason\":\"so it is\"}";
        Response answer = switch (route) {
            case "POST anna" -> world.post("/v1/payouts", PayoutWorld.wanted(PayoutWorld.ANNA, 1_000), key, claims);
            case "POST own money" -> world.post("/v1/payouts", OwnMoney.wanted(1_000), key, claims);
            case "GET one" -> world.get(path, claims);
            case "GET of anna" -> world.get("/v1/payouts?payee=" + PayoutWorld.ANNA, claims);
            case "GET own money" -> world.get("/v1/payouts?from=own", claims);
            case "agree" -> agreed(world, claims);
            case "approve" -> world.post(path + "/approve", "", key, claims);
            case "reject", "cancel" -> world.post(path + "/" + route, why, key, claims);
            default -> world.post(path + "/retry", "", key, claims);
        };
        assertEquals(status, answer.status(), answer.bytes());
    }

    private static Response asked(PayoutWorld world, long minor) {
        String wanted = PayoutWorld.wanted(PayoutWorld.ANNA, minor);
        return world.post("/v1/payouts", wanted, "prepared-key-0001", PayoutWorld.backend());
    }

    /** A payout that the bank has, and announced to refuse. */
    private static Response agreed(PayoutWorld world, Map<String, String> claims) {
        PayoutId sent = new PayoutId(world.released(PayoutWorld.BEN, 2_000)
                .post(
                        "/v1/payouts",
                        PayoutWorld.wanted(PayoutWorld.BEN, 1_000),
                        "prepared-key-0002",
                        PayoutWorld.backend())
                .text("id"));
        world.until(world.clock.instant().plusSeconds(10));
        assertEquals("sent", world.state(sent));
        world.use.settling()
                .reported(
                        PayoutWorld.DEMO,
                        sent,
                        new Report("one", world.clock.instant(), "RJCT", "AC04", true, "uploader"));
        return world.post("/v1/payouts/" + sent + "/approve", "{\"refusal\":\"AC04\"}", "the-key-of-a-cell-1", claims);
    }

    @Test
    void aBackEndMayNotApproveWhateverItsScopes() {
        var world = new PayoutWorld().released(PayoutWorld.ANNA, 200_000);
        Response waiting = asked(world, 75_000);
        Response refused = world.refused(
                "/v1/payouts/" + waiting.text("id") + "/approve",
                "",
                "approve-key-00001",
                Map.of("marketplace", "demo", "kind", "backend", "client_id", "b", "scope", "payouts:approve"));
        assertEquals("forbidden", refused.reason());
    }

    @Test
    void aPayeeLearnsNothingOfASuspicion() {
        var world = new PayoutWorld().released(PayoutWorld.ANNA, 20_000);
        world.seeds.payee(PayoutWorld.ANNA, "DE70900000000000000016", "verified");
        Response made = asked(world, 1_000);
        world.until(world.clock.instant().plusSeconds(60));
        String path = "/v1/payouts/" + made.text("id");
        assertEquals("FR01", world.get(path, PayoutWorld.backend()).body().at("/code/code").asString(""));
        Response own = world.get(path, PayoutWorld.own(PayoutWorld.ANNA));
        assertEquals("under_review", own.body().at("/code/code").asString(""));
        assertTrue(!own.bytes().contains("FR01"), own.bytes());
    }
}
