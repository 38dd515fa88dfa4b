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
    private static final String PATH = "/v1/participants/" + Town.ANNA + "/balance";

    @Test
    void showsWhatIsAvailableAndWhatIsPending() {
        Town town = new Town().settled();
        town.fund(Town.escrow("one"), Town.ANNA, 6_000, "EUR");
        town.fund(Town.escrow("two"), Town.ANNA, 500, "EUR");
        town.release(Town.escrow("one"), Town.ANNA, 6_000, 720, "EUR");
        town.drain();
        JsonNode body = town.get(Town.READER, PATH).body();
        assertEquals(
                "{\"participant\":\"" + Town.ANNA + "\",\"balances\":[{\"currency\":\"EUR\","
                        + "\"available\":{\"amount\":5280,\"currency\":\"EUR\"},"
                        + "\"inEscrow\":{\"amount\":500,\"currency\":\"EUR\"},"
                        + "\"onHold\":{\"amount\":0,\"currency\":\"EUR\"},"
                        + "\"reserved\":{\"amount\":0,\"currency\":\"EUR\"},"
                        + "\"inTransit\":{\"amount\":0,\"currency\":\"EUR\"},"
                        + "\"debt\":{\"amount\":0,\"currency\":\"EUR\"}}],"
                        + "\"asOf\":\"" + Town.START + "\"}",
                Json.text(body));
    }

    @Test
    void isAnEmptyListForSomebodyWhoNeverHadAnything() {
        Town town = new Town().settled();
        var said = town.get(Town.READER, PATH);
        assertEquals(200, said.status());
        assertEquals(0, said.body().get("balances").size());
    }

    @Test
    void showsEveryCurrencyThatEverHadALineAlsoThoseNoLongerInTheSettings() {
        Town town = new Town().settled();
        town.fund(Town.escrow("one"), Town.ANNA, 6_000, "EUR");
        town.fund(Town.escrow("two"), Town.ANNA, 77, "JPY");
        town.drain();
        JsonNode balances = town.get(Town.READER, PATH).body().get("balances");
        assertEquals("EUR", balances.get(0).get("currency").stringValue());
        assertEquals(77, balances.get(1).get("inEscrow").get("amount").intValue());
    }

    @Test
    void showsDebtAsWhatIsOwed() {
        Town town = new Town().settled();
        town.append(Town.escrow("late"), "escrow.refunded.v1", Json.object(), Postings.building()
                .debit(Account.of(AccountKind.DEBT, Town.ANNA), Money.of(900, "EUR"))
                .credit(Account.of(AccountKind.SUSPENSE), Money.of(900, "EUR"))
                .build());
        town.drain();
        JsonNode balance = town.get(Town.READER, PATH).body().get("balances").get(0);
        assertEquals(900, balance.get("debt").get("amount").intValue());
    }

    @Test
    void survivesKeysThatTheStoreLeavesUnprocessed() {
        Town town = new Town().settled();
        town.fund(Town.escrow("one"), Town.ANNA, 6_000, "EUR");
        town.fund(Town.escrow("two"), Town.ANNA, 77, "JPY");
        town.release(Town.escrow("one"), Town.ANNA, 6_000, 720, "EUR");
        town.memory.batchGetAtMost(1);
        town.drain();
        JsonNode balances = town.get(Town.READER, PATH).body().get("balances");
        assertEquals(5_280, balances.get(0).get("available").get("amount").intValue());
        assertEquals(77, balances.get(1).get("inEscrow").get("amount").intValue());
    }

    @Test
    void isNotMixedUpWithThatOfAnotherMarketplace() {
        Town town = new Town().settled();
        town.fund(Town.escrow(Town.OTHER, "one"), Town.ANNA, 6_000, "EUR");
        town.drain();
        assertEquals(0, town.get(Town.READER, PATH).body().get("balances").size());
        assertEquals(404, town.get(Town.backend("other", "ledger:read"), PATH).status());
    }
}
