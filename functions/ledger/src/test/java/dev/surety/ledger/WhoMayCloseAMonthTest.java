package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every cell of route × caller. A caller that may not ask learns nothing of the month, which is not closed yet. */
class WhoMayCloseAMonthTest {
    private static final String EXPORT = "/v1/ledger/exports/" + Id.derive("lex", "none");

    private static final List<String> CALLERS = List.of(
            "",
            LedgerWorld.READER,
            LedgerFinance.staff("per_one", "ledger:read"),
            LedgerFinance.staff("per_one", "ledger:adjust"),
            LedgerFinance.staff("per_one", "ledger:approve"),
            LedgerWorld.backend("demo", "ledger:adjust ledger:approve"),
            LedgerWorld.person(LedgerWorld.ANNA, "ledger:read ledger:adjust ledger:approve"),
            LedgerFinance.staff("per_one", "payouts:approve operator"));

    @TestFactory
    Stream<DynamicTest> aCallerGetsWhatTheTableSays() {
        String period = MonthWorld.NOVEMBER;
        String hash = "{\"hash\":\"" + "0".repeat(64) + "\"}";
        String csv = "{\"format\":\"csv\",\"period\":\"2026-11\"}";
        return Stream.of(
                        // route, body: no token, reader, reading person, adjusts, approves, back end, participant, else
                        row("GET /v1/ledger/periods", "", 401, 200, 200, 403, 403, 403, 403, 403),
                        row("GET " + period, "", 401, 404, 404, 403, 403, 403, 403, 403),
                        row("POST " + period + "/close", "", 401, 403, 403, 202, 403, 403, 403, 403),
                        row("POST " + period + "/approve", hash, 401, 403, 403, 403, 404, 403, 403, 403),
                        row("POST " + period + "/reject", "", 401, 403, 403, 403, 404, 403, 403, 403),
                        row("POST " + period + "/download", "", 401, 404, 404, 403, 403, 403, 403, 403),
                        row("POST /v1/ledger/exports", csv, 401, 202, 202, 403, 403, 403, 403, 403),
                        row("GET /v1/ledger/exports", "", 401, 200, 200, 403, 403, 403, 403, 403),
                        row("GET " + EXPORT, "", 401, 404, 404, 403, 403, 403, 403, 403),
                        row("POST " + EXPORT + "/download", "", 401, 404, 404, 403, 403, 403, 403, 403))
                .flatMap(row -> Stream.iterate(0, i -> i < CALLERS.size(), i -> i + 1)
                        .map(i -> DynamicTest.dynamicTest(
                                row.route + " " + CALLERS.get(i),
                                () -> assertEquals(row.statuses.get(i), status(row, CALLERS.get(i))))));
    }

    private static int status(Row row, String claims) {
        var month = MonthWorld.of(new LedgerWorld());
        month.town().clock.set(Instant.parse(MonthWorld.LATE));
        String[] parts = row.route.split(" ");
        return month.town().ask(parts[0], claims, parts[1], row.body, "a-key-of-16-signs").status();
    }

    private record Row(String route, String body, List<Integer> statuses) {}

    private static Row row(String route, String body, Integer... statuses) {
        return new Row(route, body, List.of(statuses));
    }
}
