package dev.surety.local;

import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Payday.PAYOUTS;
import static dev.surety.local.Payday.REASON;
import static dev.surety.local.Payday.RUNS;
import static dev.surety.local.Payday.refused;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Troubles that other people had with payout runs, played through the API. The bank's own count says what was paid. */
class TrialsOfRunsIT {
    @TempDir
    private static Path data;

    private static Payday day;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "trials-of-runs");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        day.close();
    }

    /** T2. */
    @Test
    void aCancelledPayoutsMoneyIsPlannedOnce() {
        String payee = day.payee("t2");
        day.sells(payee);
        day.sells(payee);
        day.sells(payee);
        day.sells(payee);
        day.sells(payee);
        String waits = ok(day.ask(payee, 6 * EARNED)).text("id");
        assertEquals("awaiting_approval", day.state(waits));
        assertEquals(0, day.available(payee));

        ok(day.by(day.maker, PAYOUTS + waits + "/cancel", REASON));
        await("the money is back", () -> day.available(payee) == 6 * EARNED);
        String run = day.paid(List.of(payee));

        assertEquals(6 * EARNED, day.payout(run, payee).path("amount").path("amount").asLong(0));
        assertEquals(0, day.available(payee));
        assertEquals(1, day.transferred(waits, day.payout(run, payee).path("id").asString("")));
    }

    /** T6. */
    @Test
    void aRefundBeforeThePlanLowersWhatIsPlanned() {
        String payee = day.sale.participant("t6");
        day.method(payee, day.newIban());
        String escrow = day.sells(payee);
        ok(day.sale.post(escrow + "/refund", """
                {"amount": {"amount": 3000, "currency": "EUR"}, "reason": "a scratch", "onBehalfOf": "payee"}
                """));
        await("the payee has paid", () -> day.owed(payee) == 0 && day.available(payee) < EARNED);

        String run = day.plan(List.of(payee), "");

        JsonNode item = day.items(run).getFirst();
        assertEquals(day.available(payee), item.path("amount").path("amount").asLong(0));
        List<JsonNode> lines = day.list(day.sale.backend, "/v1/participants/" + payee + "/statement");
        assertEquals(2, lines.size(), lines.toString());
        ok(day.by(day.maker, RUNS + run + "/abort", REASON));
    }

    /** T7. */
    @Test
    void aPayeeInAnApprovedRunIsNotInAnother() {
        String payee = day.payee("t7");
        Instant later = Instant.parse(day.sale.clock().text("now")).plus(Duration.ofMinutes(30));
        String first = day.plan(List.of(payee), ", \"executeAt\": \"" + later + "\"");
        day.approve(first);

        String second = day.plan(List.of(payee), "");

        assertEquals("in_other_run", day.excluded(second, payee));
        day.sale.advance(Duration.ofHours(1));
        day.executed(first);
        refused(day.by(day.maker, RUNS + first + "/abort", REASON), 409, "transition_not_allowed");
        assertEquals(1, day.transferred(day.payout(first, payee).path("id").asString("")));
        ok(day.by(day.maker, RUNS + second + "/abort", REASON));
    }

    /** T8. */
    @Test
    void anAccountThatIsChangedAfterTheApprovalIsNotPaid() {
        String payee = day.payee("t8");
        Instant later = Instant.parse(day.sale.clock().text("now")).plus(Duration.ofMinutes(30));
        String run = day.plan(List.of(payee), ", \"executeAt\": \"" + later + "\"");
        day.approve(run);
        String other = day.method(payee, day.newIban());
        ok(day.sale.post("/v1/participants/" + payee + "/payout-methods/" + other + "/default", ""));

        day.sale.advance(Duration.ofHours(1));
        day.executed(run);

        JsonNode payout = day.payout(run, payee);
        assertEquals("excluded", payout.path("state").asString(""));
        assertEquals("method_changed", payout.path("code").path("code").asString(""));
        assertEquals(0, day.transfers(payout.path("id").asString("")).size());
        assertEquals(EARNED, day.available(payee));
    }

    /** T11. */
    @Test
    void aBalanceBelowTheMinimumIsExcludedWithWhatIsMissing() {
        String payee = day.payee("t11");

        String run = day.plan(List.of(payee), ", \"minimum\": {\"amount\": 9000, \"currency\": \"EUR\"}");

        assertEquals("minimum", day.excluded(run, payee));
        JsonNode row = day.list(day.checker, RUNS + run + "/exclusions").getFirst();
        assertEquals(9_000, row.path("threshold").path("amount").asLong(0), row.toString());
        assertEquals(9_000 - EARNED, row.path("missing").path("amount").asLong(0), row.toString());
        assertEquals(0, day.ofPayee(payee).size());
        ok(day.by(day.maker, RUNS + run + "/abort", REASON));
    }

    /** T12. */
    @Test
    void aMinimumThatIsReadAndWrittenBackStaysAsItWasWished() {
        String settings = "/v1/settings";
        put(settings, body -> body.putArray("minimums").addObject().put("amount", 1_000).put("currency", "EUR"));

        put(settings, body -> rail(body, 9_000));
        assertEquals("minimum", planned("t12-high"));
        put(settings, _ -> {});
        put(settings, body -> rail(body, 100));

        assertEquals(1_000, settings().path("minimums").path(0).path("amount").asLong(0));
        assertEquals("", planned("t12-low"));
    }

    private static String planned(String name) {
        String payee = day.payee(name);
        String run = day.plan(List.of(payee), "");
        String reason = day.excluded(run, payee);
        ok(day.by(day.maker, RUNS + run + "/abort", REASON));
        return reason;
    }

    /** The sandbox's rail and account alone, and so no rule about the others. */
    private static void rail(ObjectNode body, long least) {
        body.putArray("statementRules");
        body.putArray("bankAccounts").addObject().put("name", "sandbox").putArray("currencies").add("EUR").add("USD");
        ObjectNode rail = body.putArray("rails")
                .addObject()
                .put("name", "sandbox")
                .put("kind", "sandbox")
                .put("account", "sandbox");
        rail.putArray("currencies").add("EUR").add("USD");
        rail.putArray("minimums").addObject().put("amount", least).put("currency", "EUR");
        rail.putArray("maximums");
    }

    private static JsonNode settings() {
        return ok(day.sale.api.get(day.sale.operator, "/v1/settings")).body();
    }

    /** Writes what was read, with a change, and has another person agree where that is needed. */
    private static void put(String path, Consumer<ObjectNode> change) {
        var body = (ObjectNode) settings();
        change.accept(body);
        JsonNode answer = ok(day.sale.api.send("PUT", day.sale.operator, path, body.toString(), day.sale.key()))
                .body();
        JsonNode proposed = answer.path("proposed");
        if (proposed.isObject()) {
            String version = proposed.path("version").asString("");
            String hash = proposed.path("hash").asString("");
            ok(day.by(day.checker, path + "/versions/" + version + "/approve", "{\"hash\": \"" + hash + "\"}"));
        }
    }

    /** T13. */
    @Test
    void aPayeeInDebtIsExcludedByTenScheduledRunsAndToldOnce() {
        var other = new Payday(day.base, "other", "trials-of-others");
        String payee = other.sale.participant("t13");
        other.method(payee, day.newIban());
        String escrow = other.sells(payee);
        String payout = ok(other.ask(payee, EARNED)).text("id");
        other.until(payout, "sent");
        other.chargeback(escrow, "drawn");
        await("the payee owes", () -> other.owed(payee) != 0);
        var settings = (ObjectNode) ok(other.sale.api.get(other.sale.operator, "/v1/settings")).body();
        settings.putArray("schedules")
                .addObject()
                .put("name", "daily")
                .put("currency", "EUR")
                .put("rail", "sandbox")
                .put("every", "daily")
                .put("onHoliday", "following");
        ok(other.sale.api.send(
                "PUT", other.sale.operator, "/v1/settings", settings.toString(), other.sale.key()));

        other.sale.advance(Duration.ofDays(15));

        List<JsonNode> runs = other.list(other.checker, "/v1/payout-runs");
        assertTrue(runs.size() >= 10, runs.size() + " runs");
        for (JsonNode run : runs) {
            assertEquals("debt", other.excluded(run.path("id").asString(""), payee));
        }
        assertEquals(1, other.ofPayee(payee).size());
        assertEquals(1, other.list(other.sale.operator, "/v1/sandbox/bank/transfers").size());
        assertEquals(1, other.events("balance.debt_opened").stream()
                .filter(event -> event.at("/data/reference").asString("").equals(payee))
                .count());
    }
}
