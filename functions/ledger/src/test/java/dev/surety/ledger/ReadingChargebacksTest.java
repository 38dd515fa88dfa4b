package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finance sees which chargebacks are open and how old they are, which are lost and which are won. */
class ReadingChargebacksTest {
    private static final String PATH = "/v1/ledger/chargebacks";
    private static final ChainId SALE = LedgerWorld.escrow("sale");

    private final LedgerWorld town = new LedgerWorld().settled();

    private static ChainId payment(String name) {
        return new ChainId("payment", LedgerWorld.DEMO, Id.derive("pay", name));
    }

    private static Account gateway() {
        return Account.of(AccountKind.GATEWAY, "sandbox");
    }

    private static ObjectNode tells(String chargeback, String state, long minor) {
        ObjectNode data = Json.object();
        ObjectNode tells = data.putObject("tells");
        tells.putObject("chargeback").put("id", chargeback).put("state", state);
        tells.putArray("parts").addObject().put("escrow", SALE.id()).put("amountMinor", minor);
        return data;
    }

    private void drawn(String payment, String chargeback, long minor) {
        town.append(payment(payment), "chargeback.drawn.v1", tells(chargeback, "open", minor), Postings.building()
                .credit(gateway(), Money.of(minor, "EUR"))
                .debit(Account.of(AccountKind.DISPUTE), Money.of(minor, "EUR"))
                .build());
        town.drain();
    }

    /** The bank keeps the money: the payment moves none, the escrow pays. */
    private void lost(String payment, String chargeback, long minor) {
        town.append(payment(payment), "chargeback.lost.v1", tells(chargeback, "lost", minor), Postings.NONE);
        town.append(SALE, "escrow.chargeback_lost.v1", Json.object(), Postings.building()
                .credit(Account.of(AccountKind.DISPUTE), Money.of(minor, "EUR"))
                .debit(Account.of(AccountKind.ESCROW, LedgerWorld.ANNA), Money.of(minor, "EUR"))
                .build());
        town.drain();
    }

    private void won(String payment, String chargeback, long minor) {
        town.append(payment(payment), "chargeback.won.v1", tells(chargeback, "won", minor), Postings.building()
                .debit(gateway(), Money.of(minor, "EUR"))
                .credit(Account.of(AccountKind.DISPUTE), Money.of(minor, "EUR"))
                .build());
        town.drain();
    }

    private JsonNode get(String query) {
        var said = town.get(LedgerWorld.READER, PATH + query);
        assertEquals(200, said.status(), said.body().toString());
        return said.body();
    }

    private static List<String> rows(JsonNode body) {
        return body.get("data").valueStream()
                .map(row -> row.get("chargeback").stringValue() + " " + row.get("state").stringValue() + " "
                        + row.get("amount").get("amount") + " " + row.get("ageDays"))
                .toList();
    }

    private void life() {
        town.fund(SALE, LedgerWorld.ANNA, 5_000, "EUR");
        drawn("one", "cb_1", 1_000);
        town.clock.advance(Duration.ofDays(2));
        drawn("one", "cb_2", 500);
        drawn("two", "cb_3", 300);
        town.clock.advance(Duration.ofDays(5));
        lost("one", "cb_2", 500);
        won("two", "cb_3", 300);
        town.clock.advance(Duration.ofDays(1));
    }

    @Test
    void splitsOpenFromLostAndWonWithTheirAges() {
        life();

        JsonNode body = get("");

        assertEquals(List.of("cb_1 open 1000 8", "cb_2 lost 500 5", "cb_3 won 300 5"), rows(body));
        JsonNode total = body.get("totals").get(0);
        assertEquals(1, total.get("open").get("count").intValue());
        assertEquals(1_000, total.get("open").get("amount").get("amount").longValue());
        assertEquals(500, total.get("lost").get("amount").get("amount").longValue());
        assertEquals(300, total.get("won").get("amount").get("amount").longValue());
        assertTrue(body.get("complete").booleanValue());
        assertEquals(-1_000, town.balance("dispute#demo##EUR"), "the account's balance is the open part");
    }

    @Test
    void aRowNamesPaymentEscrowAndTimes() {
        life();

        JsonNode row = get("").get("data").get(1);

        assertEquals(payment("one").id(), row.get("payment").stringValue());
        assertEquals("2026-11-24T10:00:00.000Z", row.get("openedAt").stringValue());
        assertEquals("2026-11-29T10:00:00.000Z", row.get("decidedAt").stringValue());
        JsonNode escrow = row.get("escrows").get(0);
        assertEquals(SALE.id(), escrow.get("escrow").stringValue());
        assertTrue(escrow.get("reference").isNull());
        assertEquals(500, escrow.get("amount").get("amount").longValue());
        assertTrue(get("").get("data").get(0).get("decidedAt").isNull());
    }

    @Test
    void aLostOneThatTheBankGivesBackIsWon() {
        town.fund(SALE, LedgerWorld.ANNA, 5_000, "EUR");
        drawn("one", "cb_1", 1_000);
        lost("one", "cb_1", 1_000);
        won("one", "cb_1", 1_000);

        assertEquals(List.of("cb_1 won 1000 0"), rows(get("")));
    }

    @Test
    void isHalfOpenByTheTimeOfTheOpening() {
        life();

        assertEquals(List.of("cb_1 open 1000 8"), rows(get("?to=2026-11-24T10:00:00Z")));
        assertEquals(List.of("cb_2 lost 500 5", "cb_3 won 300 5"), rows(get("?from=2026-11-24T10:00:00Z")));
        assertEquals(List.of(), rows(get("?currency=USD")));
        var backwards = town.get(LedgerWorld.READER, PATH + "?from=2026-11-25&to=2026-11-24");
        assertEquals("invalid", backwards.body().get("reason").stringValue());
    }

    @Test
    void anOpeningThatTellsNoChargebackMakesTheReportIncomplete() {
        drawn("one", "cb_1", 1_000);
        town.append(payment("old"), "chargeback.drawn.v1", Json.object(), Postings.building()
                .credit(gateway(), Money.of(70, "EUR"))
                .debit(Account.of(AccountKind.DISPUTE), Money.of(70, "EUR"))
                .build());
        town.drain();

        assertEquals(List.of("cb_1 open 1000 0"), rows(get("")));
        assertFalse(get("").get("complete").booleanValue());
    }

    @Test
    void ofMoreLinesThanAreReadItIsRefusedAndAShorterTimeHelps() {
        life();
        town.mostDisputeLines = 4;

        var refused = town.get(LedgerWorld.READER, PATH);

        assertEquals("limit_exceeded", refused.body().get("reason").stringValue());
        assertEquals(List.of("cb_1 open 1000 8"), rows(get("?to=2026-11-24")));
    }
}
