package dev.surety.payouts.adjustment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.payouts.world.PayoutWorld;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who may ask for an adjustment, see it and decide about it. */
class AdjustmentAuthorityTest {
    private static final String TABLE =
            """
            route   | anna | backend | maker | checker | both | reader | keyless
            POST    | 403  | 403     | 201   | 403     | 201  | 403    | 403
            GET     | 403  | 200     | 200   | 200     | 403  | 200    | 403
            list    | 403  | 200     | 200   | 200     | 403  | 200    | 403
            approve | 403  | 403     | 403   | 200     | 200  | 403    | 403
            reject  | 403  | 403     | 403   | 200     | 200  | 403    | 403
            """;

    /** Its scopes are enough for all, and it names no person. */
    private static final Map<String, String> BACKEND = Map.of(
            "marketplace", "demo",
            "kind", "backend",
            "client_id", "demo-backend",
            "scope", "ledger:read ledger:adjust ledger:approve");

    private static final Map<String, Map<String, String>> CALLERS = Map.of(
            "anna", PayoutWorld.own(PayoutWorld.ANNA),
            "backend", BACKEND,
            "maker", AdjustmentWorld.MAKER,
            "checker", AdjustmentWorld.CHECKER,
            "both", PayoutWorld.staff("both", "ledger:adjust", "ledger:approve"),
            "reader", PayoutWorld.staff("reader", "ledger:read"),
            "keyless", PayoutWorld.staff("keyless", "payouts:read", "payouts:approve"));

    @TestFactory
    List<DynamicTest> everyCallerAtEveryRoute() {
        return AuthorityTable.cells(TABLE, AdjustmentAuthorityTest::check);
    }

    private static void check(String route, String caller, int status) {
        var world = new AdjustmentWorld();
        String path = world.requested(AdjustmentWorld.goodwill(PayoutWorld.ANNA, 500));
        Map<String, String> claims = CALLERS.get(caller);
        Response answer = switch (route) {
            case "POST" -> world.post(
                    AdjustmentWorld.PATH, AdjustmentWorld.goodwill(PayoutWorld.ANNA, 700), claims);
            case "GET" -> world.get(path, claims);
            case "list" -> world.get(AdjustmentWorld.PATH, claims);
            case "approve" -> world.approve(path, claims);
            default -> world.post(path + "/reject", "{\"reason\":\"so it is\"}", claims);
        };
        assertEquals(status, answer.status(), answer.bytes());
    }
}
