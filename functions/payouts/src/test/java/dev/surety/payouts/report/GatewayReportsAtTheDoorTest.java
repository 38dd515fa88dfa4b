package dev.surety.payouts.report;

import static dev.surety.payouts.report.ReportWorld.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.payouts.world.PayoutWorld;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Persons upload reports, and finance reads what became of them. */
class GatewayReportsAtTheDoorTest {
    private static final String REPORTS = "/v1/gateway-reports";
    private static final String WANTED = "{\"gateway\":\"shop_pay\",\"bytes\":100}";
    private static final String ROWS = "r1,charge,%s,10.00,0.20,9.80,EUR,S1,2026-11-20,acme\n"
                    .formatted(payment("anna"))
            + "r2,topup,,1.00,0,1.00,EUR,S1,2026-11-20,acme\nr5,payout,,-10.80,0,-10.80,EUR,S1,2026-11-20,acme\n";

    private static final Map<String, String> MAKER =
            PayoutWorld.staff("maker", "payouts:reconcile", "payouts:read");

    private static final String TABLE =
            """
            route      | anna | backend | maker | reader | keyless
            POST       | 403  | 403     | 201   | 403    | 403
            GET all    | 403  | 200     | 200   | 200    | 403
            GET one    | 403  | 200     | 200   | 200    | 403
            GET lines  | 403  | 200     | 200   | 200    | 403
            GET absent | 403  | 404     | 404   | 404    | 403
            """;

    private static final Map<String, Map<String, String>> CALLERS = Map.of(
            "anna", PayoutWorld.own(PayoutWorld.ANNA),
            "backend", PayoutWorld.backend(),
            "maker", MAKER,
            "reader", PayoutWorld.staff("reader", "payouts:read"),
            "keyless", PayoutWorld.staff("keyless", "escrows:read"));

    @TestFactory
    List<DynamicTest> everyCallerAtEveryRoute() {
        return AuthorityTable.cells(TABLE, GatewayReportsAtTheDoorTest::check);
    }

    private static void check(String route, String caller, int status) {
        var world = read();
        String one = REPORTS + "/" + ReportWorld.id("monday");
        Map<String, String> claims = CALLERS.get(caller);
        int before = world.entries().size();
        Response answer = switch (route) {
            case "POST" -> world.post(REPORTS, WANTED, claims);
            case "GET all" -> world.get(REPORTS, claims);
            case "GET one" -> world.get(one, claims);
            case "GET lines" -> world.get(one + "/lines", claims);
            default -> world.get(REPORTS + "/" + ReportWorld.id("none"), claims);
        };
        assertEquals(status, answer.status(), answer.bytes());
        assertEquals(status == 201 ? 1 : 0, world.entries().size() - before, "a refusal changes nothing");
    }

    private static ReportWorld read() {
        var world = new ReportWorld().captured("anna", 10_00);
        world.read("monday", ROWS);
        return world;
    }

    @Test
    void theMoneyBetweenGatewayAndBankIsShownToTheCent() {
        ReportWorld world = read();
        String one = REPORTS + "/" + ReportWorld.id("monday");
        JsonNode awaited = world.get(one, MAKER).body().at("/settlements/0");
        assertEquals("awaited", awaited.path("state").asString(""));
        assertEquals(3, awaited.path("awaitedDays").asInt(-1));
        assertEquals(10_80, awaited.at("/difference/amount").asLong(-1));
        assertEquals(11_00, awaited.at("/gross/amount").asLong(-1));
        assertEquals(20, awaited.at("/fees/amount").asLong(-1));
        assertEquals("charge other payout", String.join(" ", awaited.path("kinds").findValuesAsString("kind")));
        world.bankLine("B1", 10_80);
        JsonNode arrived = world.get(one, MAKER).body().at("/settlements/0");
        assertEquals("arrived", arrived.path("state").asString(""));
        assertEquals("2026-11-24", arrived.at("/bank/bookedOn").asString(""));
        assertEquals(0, arrived.at("/difference/amount").asLong(-1));
        JsonNode waiting = world.get(one + "/lines?class=unmatched", MAKER).body().path("data");
        assertEquals(1, waiting.size());
        assertEquals("unknown_type", waiting.at("/0/why").asString(""));
        assertEquals(1_00, waiting.at("/0/suspense/amount").asLong(-1));
        assertEquals(2, world.get(one + "/lines", MAKER).body().path("data").size());
    }

    @Test
    void aRejectedReportNamesRuleAndPlace() {
        var world = new ReportWorld();
        world.read("bad", "r1,charge\n");
        JsonNode view = world.get(REPORTS + "/" + ReportWorld.id("bad"), MAKER).body();
        assertEquals("rejected", view.path("state").asString(""));
        assertEquals("{\"why\":\"fields\",\"where\":\"line 2\"}", view.path("rejected").toString());
        JsonNode all = world.get(REPORTS, MAKER).body().path("data");
        assertEquals(0, all.size(), "a report that no request announced is in no list");
    }

    @Test
    void anAnnouncedReportHasALinkAndIsListed() {
        var world = new ReportWorld();
        Response made = world.post(REPORTS, WANTED, MAKER);
        assertEquals("uploading", made.text("state"), made.bytes());
        assertEquals(
                "https://files.example/put/uploads/demo/" + made.text("id"),
                made.body().at("/upload/url").asString(""));
        assertEquals(made.text("id"), world.get(REPORTS, MAKER).body().at("/data/0/id").asString(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"gateway":"nobody_pay","bytes":100}              | 422 | invalid   | /gateway
            {"gateway":"Shop Pay","bytes":100}                | 400 | malformed | gateway
            {"bytes":100}                                     | 400 | malformed | gateway
            {"gateway":"shop_pay","bytes":0}                  | 400 | malformed | bytes
            {"gateway":"shop_pay","bytes":100000001}          | 400 | malformed | bytes
            {"gateway":"shop_pay","bytes":1,"sha256":"x"}     | 400 | malformed | sha256
            {"gateway":"shop_pay","bytes":1,"columns":{}}     | 400 | malformed | columns
            """)
    void aWrongRequestIsRefusedByField(String body, int status, String reason, String field) {
        var world = new ReportWorld();
        int before = world.entries().size();
        Response refused = world.post(REPORTS, body, MAKER);
        assertEquals(status, refused.status(), refused.bytes());
        assertEquals(reason, refused.reason());
        assertEquals(true, refused.bytes().contains(field), refused.bytes());
        assertEquals(before, world.entries().size());
    }

    @Test
    void aWrongCursorOrClassIsRefusedBeforeTheReportIsLookedFor() {
        var world = new ReportWorld();
        String absent = REPORTS + "/" + ReportWorld.id("none") + "/lines";
        assertEquals("malformed", world.get(absent + "?cursor=x", MAKER).reason());
        assertEquals("malformed", world.get(absent + "?class=x", MAKER).reason());
        assertEquals("malformed", world.get(REPORTS + "?cursor=x", MAKER).reason());
        assertEquals("not_found", world.get(absent, MAKER).reason());
    }
}
