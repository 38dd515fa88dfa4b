package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of route × caller. */
class WhoMayReadTheBooksTest {
    private static final String BALANCE = "GET /v1/participants/" + LedgerWorld.ANNA + "/balance";
    private static final String EXPLAIN = BALANCE + "/explain";
    private static final String STATEMENT = "GET /v1/participants/" + LedgerWorld.ANNA + "/statement";
    private static final String TRIAL_BALANCE = "GET /v1/ledger/trial-balance";
    private static final String ACCOUNT = "GET /v1/ledger/accounts/payable:" + LedgerWorld.ANNA;
    private static final String CHARGEBACKS = "GET /v1/ledger/chargebacks";
    private static final String OPEN_ITEMS = "GET /v1/ledger/open-items?account=suspense";
    private static final String PARKED = "GET /v1/ledger/parked";
    private static final String REPUBLISH = "POST /v1/ledger/republish";
    private static final String REPAIR = "POST /v1/ledger/repairs";
    private static final String JOB = "GET /v1/ledger/jobs/" + Id.derive("job", "none");
    private static final String AUDIT = "POST /v1/ledger/audits";

    static Stream<Arguments> cells() {
        String none = "";
        String reader = LedgerWorld.READER;
        String scopeless = LedgerWorld.backend("demo", "escrows:read");
        String operator = LedgerWorld.OPERATOR;
        String own = LedgerWorld.person(LedgerWorld.ANNA, "ledger:read operator");
        String neighbour = LedgerWorld.person(LedgerWorld.BERT, "ledger:read operator");
        String foreign = LedgerWorld.backend("other", "ledger:read");
        String broken = Json.text(Json.object().put("marketplace", "demo").put("participant", "root")
                .put("scope", "ledger:read operator"));
        return Stream.of(
                        // route, no token, reader, no scope, operator, own, neighbour, foreign, broken token
                        row(BALANCE, 401, 200, 403, 403, 200, 404, 404, 401),
                        row(EXPLAIN, 401, 200, 403, 403, 200, 404, 404, 401),
                        row(STATEMENT, 401, 200, 403, 403, 200, 404, 404, 401),
                        row(TRIAL_BALANCE, 401, 200, 403, 403, 403, 403, 200, 401),
                        row(ACCOUNT, 401, 200, 403, 403, 403, 403, 200, 401),
                        row(CHARGEBACKS, 401, 200, 403, 403, 403, 403, 200, 401),
                        row(OPEN_ITEMS, 401, 200, 403, 403, 403, 403, 200, 401),
                        row(PARKED, 401, 200, 403, 403, 403, 403, 200, 401),
                        row(REPUBLISH, 401, 403, 403, 202, 403, 403, 403, 401),
                        row(REPAIR, 401, 403, 403, 202, 403, 403, 403, 401),
                        row(AUDIT, 401, 403, 403, 202, 403, 403, 403, 401),
                        row(JOB, 401, 404, 403, 404, 403, 403, 404, 401))
                .flatMap(row -> {
                    List<String> callers =
                            List.of(none, reader, scopeless, operator, own, neighbour, foreign, broken);
                    return Stream.iterate(0, i -> i < callers.size(), i -> i + 1)
                            .map(i -> Arguments.of(row.route, callers.get(i), row.statuses.get(i)));
                });
    }

    private record Row(String route, List<Integer> statuses) {}

    private static Row row(String route, Integer... statuses) {
        return new Row(route, List.of(statuses));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aCallerGetsWhatTheTableSays(String route, String claims, int status) {
        LedgerWorld town = new LedgerWorld().settled();
        String[] parts = route.split(" ");
        assertEquals(status, town.ask(parts[0], claims, parts[1], "", "a-key-of-16-signs").status());
    }

    @Test
    void nobodyLearnsWhetherAnIdExistsElsewhere() {
        LedgerWorld town = new LedgerWorld().settled();
        String never = Id.derive("par", "never");
        for (String id : List.of(never, "par_1", "esc_1", "..", Id.derive("esc", "one"))) {
            for (String what : List.of("/balance", "/balance/explain", "/statement")) {
                var said = town.get(LedgerWorld.READER, "/v1/participants/" + id + what);
                assertEquals(404, said.status(), id);
                assertEquals("not_found", said.body().get("reason").stringValue());
            }
        }
    }

    @Test
    void aJobAndAParkedChainOfAnotherMarketplaceAreNotThere() {
        LedgerWorld town = new LedgerWorld().settled();
        var job = town.ask("POST", LedgerWorld.OPERATOR, REPUBLISH.substring(5), "", "a-key-of-16-signs").body();
        String path = "/v1/ledger/jobs/" + job.get("id").stringValue();
        String foreign = Json.text(Json.object(LedgerWorld.OPERATOR).put("marketplace", "other"));
        assertEquals(200, town.get(LedgerWorld.OPERATOR, path).status());
        assertEquals(404, town.get(foreign, path).status());
    }

    @Test
    void readingWritesNothing() {
        LedgerWorld town = new LedgerWorld().settled();
        town.fund(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 100, "EUR");
        town.drain();
        var before = town.memory.everything();
        for (String route : List.of(BALANCE, EXPLAIN, STATEMENT, TRIAL_BALANCE, ACCOUNT, CHARGEBACKS, OPEN_ITEMS,
                PARKED)) {
            town.get(LedgerWorld.READER, route.substring(4));
        }
        assertEquals(before, town.memory.everything());
    }

    @Test
    void anAuditAsksForNothingInItsBody() {
        LedgerWorld town = new LedgerWorld().settled();
        String key = "a-key-of-16-signs";
        var said = town.ask("POST", LedgerWorld.OPERATOR, "/v1/ledger/audits", "{\"marketplace\":\"other\"}", key);
        assertEquals(400, said.status());
        assertEquals("/marketplace", said.body().get("errors").get(0).get("pointer").stringValue());
        assertEquals(400, town.ask("POST", LedgerWorld.OPERATOR, "/v1/ledger/audits", "[", key).status());
        assertEquals(202, town.ask("POST", LedgerWorld.OPERATOR, "/v1/ledger/audits", "{}", key).status());
    }
}
