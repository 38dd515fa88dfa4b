package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

class ReadingTheBooksTest {
    private static final String TRIAL_BALANCE = "/v1/ledger/trial-balance";

    private static LedgerWorld days(int days) {
        LedgerWorld town = new LedgerWorld().settled();
        for (int day = 1; day <= days; day++) {
            town.fund(LedgerWorld.escrow("day " + day), LedgerWorld.ANNA, 1_000, "EUR");
            town.clock.advance(Duration.ofHours(23));
            town.release(LedgerWorld.escrow("day " + day), LedgerWorld.ANNA, 1_000, day, "EUR");
            town.clock.advance(Duration.ofHours(1));
        }
        town.drain();
        return town;
    }

    private static String row(JsonNode body, String account) {
        return body.get("currencies").get(0).get("accounts").valueStream()
                .filter(row -> row.get("account").stringValue().equals(account))
                .map(row -> row.get("balance").get("amount").asString())
                .findFirst()
                .orElse("none");
    }

    @Test
    void theTrialBalanceNamesEveryAccountAndSumsToZero() {
        JsonNode body = days(3).get(LedgerWorld.READER, TRIAL_BALANCE).body();
        assertTrue(body.get("complete").booleanValue());
        assertEquals(0, body.get("currencies").get(0).get("sum").get("amount").longValue());
        assertEquals("-3000", row(body, "gateway:sandbox"));
        assertEquals("0", row(body, "escrow:" + LedgerWorld.ANNA));
        assertEquals("2994", row(body, "payable:" + LedgerWorld.ANNA));
        assertEquals("6", row(body, "fees"));
    }

    @Test
    void theTrialBalanceOfAnInstantIsFoldedFromLinesBeforeIt() {
        LedgerWorld town = days(3);
        JsonNode body = town.get(LedgerWorld.READER, TRIAL_BALANCE + "?at=2026-11-24T09:00:00Z").body();
        assertEquals("-2000", row(body, "gateway:sandbox"));
        assertEquals("1000", row(body, "escrow:" + LedgerWorld.ANNA), "the release is of that very instant");
        assertEquals("1", row(body, "fees"));
        assertEquals("2026-11-24T09:00:00.000Z", body.get("asOf").stringValue());
    }

    @Test
    void theTrialBalanceIsNotCompleteWhileAnythingIsParkedOrOnItsWay() {
        LedgerWorld town = days(1);
        town.plant(LedgerWorld.escrow("bad"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.drain();
        assertFalse(town.get(LedgerWorld.READER, TRIAL_BALANCE).body().get("complete").booleanValue());

        LedgerWorld half = new LedgerWorld().settled();
        half.fund(LedgerWorld.escrow("half"), LedgerWorld.ANNA, 1_000, "EUR");
        // Two accounts; then the gateway's lines, and then the process dies.
        half.faults.fail(4, Fate.DEAD_BEFORE);
        half.deliver(half.records());
        half.faults.cease();
        JsonNode body = half.get(LedgerWorld.READER, TRIAL_BALANCE).body();
        assertFalse(body.get("complete").booleanValue());
        assertEquals(-1_000, body.get("currencies").get(0).get("sum").get("amount").longValue());
    }

    @Test
    void anotherMarketplaceHasBooksOfItsOwn() {
        LedgerWorld town = days(1);
        JsonNode body = town.get(LedgerWorld.backend("other", "ledger:read"), TRIAL_BALANCE).body();
        assertEquals(0, body.get("currencies").size());
        assertEquals(0, town.get(LedgerWorld.backend("other", "ledger:read"), "/v1/ledger/accounts/fees")
                .body().get("data").size());
    }

    @Test
    void aPlatformAccountShowsItsNewestLinesFirstAcrossDaysAndShards() {
        LedgerWorld town = days(7);
        List<String> fees = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode body = town.get(LedgerWorld.READER, "/v1/ledger/accounts/fees?limit=3" + cursor).body();
            body.get("data").forEach(line -> fees.add(line.get("amount").get("amount").asString()));
            assertEquals(28, body.get("balances").get(0).get("balance").get("amount").longValue());
            cursor = body.get("nextCursor").isNull() ? "" : "&cursor=" + body.get("nextCursor").stringValue();
        } while (!cursor.isEmpty());
        assertEquals(List.of("7", "6", "5", "4", "3", "2", "1"), fees);
    }

    @Test
    void anAccountIsShownFromAndToAnInstant() {
        LedgerWorld town = days(7);
        String query = "?from=2026-11-24T09:00:00Z&to=2026-11-26T09:00:00Z";
        JsonNode fees = town.get(LedgerWorld.READER, "/v1/ledger/accounts/fees" + query).body().get("data");
        assertEquals(2, fees.size());
        assertEquals(3, fees.get(0).get("amount").get("amount").intValue());
        JsonNode held = town.get(LedgerWorld.READER, "/v1/ledger/accounts/payable:" + LedgerWorld.ANNA + query).body();
        assertEquals(2, held.get("data").size());
        assertEquals(997, held.get("data").get(0).get("amount").get("amount").intValue());
    }

    @Test
    void manyLinesOfOneDayComeInPagesThatMissNone() {
        LedgerWorld town = new LedgerWorld().settled();
        for (int i = 0; i < 40; i++) {
            town.fund(LedgerWorld.escrow("same instant " + i), LedgerWorld.ANNA, i + 1, i % 2 == 0 ? "EUR" : "JPY");
        }
        town.drain();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode body = town.get(LedgerWorld.READER, "/v1/ledger/accounts/gateway:sandbox?limit=7" + cursor).body();
            body.get("data").forEach(line -> seen.add(line.get("entry").stringValue()));
            cursor = body.get("nextCursor").isNull() ? "" : "&cursor=" + body.get("nextCursor").stringValue();
        } while (!cursor.isEmpty());
        assertEquals(40, seen.size());
        assertEquals(40, seen.stream().distinct().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"magic", "loss:me", "payable", "gateway:", "FEES", "gateway:a#b", "gateway:%20"})
    void anAccountThatCannotBeIsNotFound(String account) {
        assertEquals(404, days(1).get(LedgerWorld.READER, "/v1/ledger/accounts/" + account).status());
    }

    @Test
    void anAccountNothingWasPostedToIsEmpty() {
        var said = days(1).get(LedgerWorld.READER, "/v1/ledger/accounts/loss");
        assertEquals(200, said.status());
        assertEquals(0, said.body().get("balances").size());
    }
}
