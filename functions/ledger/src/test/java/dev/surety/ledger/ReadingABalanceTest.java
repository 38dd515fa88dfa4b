package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadingABalanceTest {
    private static final String PATH = "/v1/participants/" + LedgerWorld.ANNA + "/balance";

    @Test
    void showsWhatIsAvailableAndWhatIsPending() {
        LedgerWorld town = new LedgerWorld().settled();
        town.fund(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 6_000, "EUR");
        town.fund(LedgerWorld.escrow("two"), LedgerWorld.ANNA, 500, "EUR");
        town.release(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 6_000, 720, "EUR");
        town.drain();
        JsonNode body = town.get(LedgerWorld.READER, PATH).body();
        assertEquals(
                "{\"participant\":\"" + LedgerWorld.ANNA + "\",\"balances\":[{\"currency\":\"EUR\","
                        + "\"available\":{\"amount\":5280,\"currency\":\"EUR\"},"
                        + "\"inEscrow\":{\"amount\":500,\"currency\":\"EUR\"},"
                        + "\"onHold\":{\"amount\":0,\"currency\":\"EUR\"},"
                        + "\"reserved\":{\"amount\":0,\"currency\":\"EUR\"},"
                        + "\"inTransit\":{\"amount\":0,\"currency\":\"EUR\"},"
                        + "\"debt\":{\"amount\":0,\"currency\":\"EUR\"},"
                        + "\"net\":{\"amount\":5280,\"currency\":\"EUR\"}}],"
                        + "\"asOf\":\"" + LedgerWorld.START + "\"}",
                Json.text(body));
    }

    @Test
    void isAnEmptyListForSomebodyWhoNeverHadAnything() {
        LedgerWorld town = new LedgerWorld().settled();
        var said = town.get(LedgerWorld.READER, PATH);
        assertEquals(200, said.status());
        assertEquals(0, said.body().get("balances").size());
    }

    @Test
    void showsEveryCurrencyThatEverHadALineAlsoThoseNoLongerInTheSettings() {
        LedgerWorld town = new LedgerWorld().settled();
        town.fund(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 6_000, "EUR");
        town.fund(LedgerWorld.escrow("two"), LedgerWorld.ANNA, 77, "JPY");
        town.drain();
        JsonNode balances = town.get(LedgerWorld.READER, PATH).body().get("balances");
        assertEquals("EUR", balances.get(0).get("currency").stringValue());
        assertEquals(77, balances.get(1).get("inEscrow").get("amount").intValue());
    }

    @Test
    void showsDebtAsWhatIsOwed() {
        LedgerWorld town = new LedgerWorld().settled();
        town.append(LedgerWorld.escrow("late"), "escrow.refunded.v1", Json.object(), Postings.building()
                .debit(Account.of(AccountKind.DEBT, LedgerWorld.ANNA), Money.of(900, "EUR"))
                .credit(Account.of(AccountKind.SUSPENSE), Money.of(900, "EUR"))
                .build());
        town.drain();
        JsonNode balance = town.get(LedgerWorld.READER, PATH).body().get("balances").get(0);
        assertEquals(900, balance.get("debt").get("amount").intValue());
        assertEquals(-900, balance.get("net").get("amount").intValue());
    }

    @Test
    void survivesKeysThatTheStoreLeavesUnprocessed() {
        LedgerWorld town = new LedgerWorld().settled();
        town.fund(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 6_000, "EUR");
        town.fund(LedgerWorld.escrow("two"), LedgerWorld.ANNA, 77, "JPY");
        town.release(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 6_000, 720, "EUR");
        town.memory.batchGetAtMost(1);
        town.drain();
        JsonNode balances = town.get(LedgerWorld.READER, PATH).body().get("balances");
        assertEquals(5_280, balances.get(0).get("available").get("amount").intValue());
        assertEquals(77, balances.get(1).get("inEscrow").get("amount").intValue());
    }

    @Test
    void isNotMixedUpWithThatOfAnotherMarketplace() {
        LedgerWorld town = new LedgerWorld().settled();
        town.fund(LedgerWorld.escrow(LedgerWorld.OTHER, "one"), LedgerWorld.ANNA, 6_000, "EUR");
        town.drain();
        assertEquals(0, town.get(LedgerWorld.READER, PATH).body().get("balances").size());
        assertEquals(404, town.get(LedgerWorld.backend("other", "ledger:read"), PATH).status());
    }
}
