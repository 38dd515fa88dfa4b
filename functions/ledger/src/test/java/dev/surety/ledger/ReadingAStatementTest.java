package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReadingAStatementTest {
    private static final String PATH = "/v1/participants/" + LedgerWorld.ANNA + "/statement";

    /** A release of 100, 200, 300 … on every day from 1 November on, at noon. */
    private static LedgerWorld releases(int days) {
        LedgerWorld town = new LedgerWorld().settled();
        for (int day = 1; day <= days; day++) {
            town.clock.set(Instant.parse("2026-11-01T12:00:00Z").plus(Duration.ofDays(day - 1)));
            town.fund(LedgerWorld.escrow("day " + day), LedgerWorld.ANNA, day * 100L, "EUR");
            town.release(LedgerWorld.escrow("day " + day), LedgerWorld.ANNA, day * 100L, 1, "EUR");
        }
        town.drain();
        return town;
    }

    private static List<Long> amounts(JsonNode body) {
        return body.get("data").valueStream()
                .map(line -> line.get("net").get("amount").longValue())
                .toList();
    }

    @Test
    void isHalfOpenByTheTimeOfEntries() {
        LedgerWorld town = releases(5);
        JsonNode body = town.get(LedgerWorld.READER, PATH + "?from=2026-11-02T12:00:00Z&to=2026-11-04T12:00:00Z")
                .body();
        assertEquals(List.of(199L, 299L), amounts(body));
        JsonNode balance = body.get("balances").get(0);
        assertEquals(99, balance.get("opening").get("amount").longValue());
        assertEquals(99 + 199 + 299, balance.get("closing").get("amount").longValue());
    }

    @Test
    void aBoundBetweenTwoMillisecondsLeavesOutWhatIsBeforeIt() {
        LedgerWorld town = releases(2);
        JsonNode body = town.get(
                        LedgerWorld.READER, PATH + "?from=2026-11-01T12:00:00.0001Z&to=2026-11-02T12:00:00.0001Z")
                .body();
        assertEquals(List.of(199L), amounts(body));
    }

    @Test
    void aLineSaysWhichEntryOfWhichSubjectItIsAndWhatWasThereAfterIt() {
        LedgerWorld town = releases(2);
        JsonNode line = town.get(LedgerWorld.READER, PATH).body().get("data").get(1);
        assertEquals(Id.derive("evt", LedgerWorld.escrow("day 2").toString(), "2"), line.get("entry").stringValue());
        assertEquals("escrow.released", line.get("event").stringValue());
        assertEquals(LedgerWorld.escrow("day 2").id(), line.get("subject").stringValue());
        assertEquals(2, line.get("sequence").intValue());
        assertEquals("2026-11-02T12:00:00.000Z", line.get("at").stringValue());
        assertEquals(99 + 199, line.get("balance").get("amount").longValue());
    }

    @Test
    void whatIsYoungerThanTenMinutesIsProvisional() {
        LedgerWorld town = releases(2);
        town.clock.advance(Duration.ofMinutes(9));
        JsonNode lines = town.get(LedgerWorld.READER, PATH).body().get("data");
        assertFalse(lines.get(0).get("provisional").booleanValue());
        assertTrue(lines.get(1).get("provisional").booleanValue());
        town.clock.advance(Duration.ofMinutes(1));
        assertFalse(town.get(LedgerWorld.READER, PATH).body().get("data").get(1).get("provisional").booleanValue());
    }

    @Test
    void showsDebitsSignedOnTheAccountAskedFor() {
        LedgerWorld town = releases(1);
        JsonNode body = town.get(LedgerWorld.READER, PATH + "?account=escrow").body();
        assertEquals(List.of(100L, -100L), amounts(body));
        assertEquals(0, body.get("balances").get(0).get("closing").get("amount").longValue());
    }

    @Test
    void pagesShowEveryLineOnceAndTheSameBalancesWhateverHappensMeanwhile() {
        LedgerWorld town = releases(25);
        town.memory.pageBytes(700);
        List<Long> all = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode body = town.get(LedgerWorld.READER, PATH + "?limit=4&currency=EUR" + cursor).body();
            all.addAll(amounts(body));
            JsonNode balance = body.get("balances").get(0);
            assertEquals(325 * 100 - 25, balance.get("closing").get("amount").longValue());
            cursor = body.get("nextCursor").isNull() ? "" : "&cursor=" + body.get("nextCursor").stringValue();
            town.clock.advance(Duration.ofHours(1));
            town.fund(LedgerWorld.escrow("later " + pages), LedgerWorld.ANNA, 5, "EUR");
            town.release(LedgerWorld.escrow("later " + pages), LedgerWorld.ANNA, 5, 1, "EUR");
            town.drain();
            pages++;
        } while (!cursor.isEmpty());
        assertEquals(7, pages);
        assertEquals(25, all.size());
        assertEquals(325 * 100 - 25, all.stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void severalCurrenciesLieInOneOrderWithABalanceEach() {
        LedgerWorld town = releases(1);
        town.clock.advance(Duration.ofMinutes(1));
        town.fund(LedgerWorld.escrow("yen"), LedgerWorld.ANNA, 50, "JPY");
        town.release(LedgerWorld.escrow("yen"), LedgerWorld.ANNA, 50, 1, "JPY");
        town.drain();
        JsonNode body = town.get(LedgerWorld.READER, PATH).body();
        assertEquals(List.of(99L, 49L), amounts(body));
        assertEquals(2, body.get("balances").size());
        assertEquals(List.of(49L), amounts(town.get(LedgerWorld.READER, PATH + "?currency=JPY").body()));
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from, format",
        "limit=0, limit, bound",
        "limit=101, limit, bound",
        "limit=1.0, limit, bound",
        "currency=EURO, currency, format",
        "currency=XXQ, currency, format",
        "account=gateway, account, format",
        "cursor=abc.def, cursor, format",
        "marketplace=other, marketplace, unknown",
    })
    void aBadParameterIsNamed(String query, String pointer, String reason) {
        var said = releases(1).get(LedgerWorld.READER, PATH + "?" + query);
        assertEquals(400, said.status());
        assertEquals("malformed", said.body().get("reason").stringValue());
        assertEquals(pointer, said.body().get("errors").get(0).get("pointer").stringValue());
        assertEquals(reason, said.body().get("errors").get(0).get("reason").stringValue());
    }

    @Test
    void oneThatEndsBeforeItBeginsIsInvalidWhereThereIsAnybodyToShowItOf() {
        LedgerWorld town = releases(1);
        String backwards = "from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z";
        for (String path : List.of(PATH, "/v1/ledger/accounts/fees")) {
            var said = town.get(LedgerWorld.READER, path + "?" + backwards);
            assertEquals(422, said.status(), path);
            assertEquals("invalid", said.body().get("reason").stringValue());
            assertEquals("to", said.body().get("errors").get(0).get("pointer").stringValue());
            assertEquals("before_from", said.body().get("errors").get(0).get("reason").stringValue());
        }
        // What cannot be read goes first, then what is not there, then what is wrong in itself.
        assertEquals(400, town.get(LedgerWorld.READER, PATH + "?limit=0&" + backwards).status());
        String nobody = PATH.replace(LedgerWorld.ANNA, Id.derive("par", "never"));
        assertEquals(404, town.get(LedgerWorld.READER, nobody + "?" + backwards).status());
        assertEquals(
                404,
                town.get(LedgerWorld.person(LedgerWorld.BERT, "ledger:read"), PATH + "?" + backwards)
                        .status());
        assertEquals(
                200,
                town.get(LedgerWorld.READER, PATH + "?from=2026-11-02T00:00:00Z&to=2026-11-02T00:00:00Z")
                        .status());
    }

    @Test
    void aCursorIsGoodForItsOwnQueryAndCallerForADay() {
        LedgerWorld town = releases(5);
        String cursor = "&cursor="
                + town.get(LedgerWorld.READER, PATH + "?limit=2")
                        .body()
                        .get("nextCursor")
                        .stringValue();
        assertEquals(200, town.get(LedgerWorld.READER, PATH + "?limit=3" + cursor).status());
        assertEquals(400, town.get(LedgerWorld.READER, PATH + "?account=escrow" + cursor).status());
        assertEquals(
                400,
                town.get(LedgerWorld.READER, PATH.replace(LedgerWorld.ANNA, LedgerWorld.BERT) + "?limit=2" + cursor)
                        .status());
        assertEquals(
                400,
                town.get(LedgerWorld.READER, PATH + "?limit=2" + cursor.substring(0, cursor.length() - 2))
                        .status());
        assertEquals(
                400,
                town.get(LedgerWorld.person(LedgerWorld.ANNA, "ledger:read"), PATH + "?limit=2" + cursor)
                        .status());
        town.clock.advance(Duration.ofHours(25));
        assertEquals(400, town.get(LedgerWorld.READER, PATH + "?limit=2" + cursor).status());
    }
}
