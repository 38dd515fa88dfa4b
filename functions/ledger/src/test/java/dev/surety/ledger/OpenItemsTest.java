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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finance sees what stands on accounts that should return to zero, whose it is, and for how long. */
class OpenItemsTest {
    private static final String PATH = "/v1/ledger/open-items?account=";
    private static final Account OUTGOING = Account.of(AccountKind.OUTGOING);
    private static final Account TRANSIT = Account.of(AccountKind.TRANSIT, "main");
    private static final Account SETTLING = Account.of(AccountKind.SETTLING, "sandbox");
    private static final Account SUSPENSE = Account.of(AccountKind.SUSPENSE);
    private static final Account BANK = Account.of(AccountKind.BANK, "main");
    private static final Account GATEWAY = Account.of(AccountKind.GATEWAY, "sandbox");
    private static final Account COSTS = Account.of(AccountKind.COSTS, "bank");

    private final LedgerWorld town = new LedgerWorld().settled();

    private static ChainId chain(String type, String prefix, String name) {
        return new ChainId(type, LedgerWorld.DEMO, Id.derive(prefix, name));
    }

    private static ChainId payout(String name) {
        return chain("payout", "po", name);
    }

    private static ChainId line(String name) {
        return chain("bank_line", "bl", name);
    }

    /** Moves money from one account to another: a debit and a credit. */
    private void move(ChainId by, Account debit, Account credit, long minor, ObjectNode data) {
        town.append(by, by.type() + ".moved.v1", data, Postings.building()
                .debit(debit, Money.of(minor, "EUR"))
                .credit(credit, Money.of(minor, "EUR"))
                .build());
        town.drain();
    }

    private void move(ChainId by, Account debit, Account credit, long minor) {
        move(by, debit, credit, minor, Json.object());
    }

    private static ObjectNode state(String state) {
        ObjectNode data = Json.object();
        data.putObject("tells").put("state", state);
        return data;
    }

    private static ObjectNode parts(ChainId payout, long minor) {
        ObjectNode data = Json.object();
        data.putArray("parts").addObject().put("payout", payout.id()).put("amountMinor", minor).put("as", "debited");
        return data;
    }

    private static ObjectNode share(ChainId escrow, long minor) {
        ObjectNode data = Json.object();
        data.putObject("tells").putArray("parts").addObject().put("escrow", escrow.id()).put("amountMinor", minor);
        return data;
    }

    private void days(int days) {
        town.clock.advance(Duration.ofDays(days));
    }

    private JsonNode get(String query) {
        var said = town.get(LedgerWorld.READER, PATH + query);
        assertEquals(200, said.status(), said.body().toString());
        return said.body();
    }

    private static List<String> rows(JsonNode body) {
        return body.get("data").valueStream()
                .map(row -> row.get("subject").asString("-") + " " + row.get("amount").get("amount") + " "
                        + row.get("ageDays") + " " + row.get("whoActs").stringValue())
                .toList();
    }

    private long sum(JsonNode body) {
        return body.get("data").valueStream().mapToLong(row -> row.get("amount").get("amount").longValue()).sum();
    }

    @Test
    void aRefundIsOpenUntilItsPaymentHasSentIt() {
        ChainId first = LedgerWorld.escrow("first");
        ChainId second = LedgerWorld.escrow("second");
        Account held = Account.of(AccountKind.ESCROW, LedgerWorld.ANNA);
        move(first, held, OUTGOING, 300);
        days(1);
        move(second, held, OUTGOING, 300);
        days(3);
        // The gateway has sent the younger one, of the same amount.
        move(chain("payment", "pay", "two"), OUTGOING, GATEWAY, 300, share(second, 300));

        JsonNode body = get("outgoing");

        assertEquals(List.of(first.id() + " 300 4 bank"), rows(body));
        assertEquals(300, body.get("balances").get(0).get("balance").get("amount").longValue());
        assertTrue(body.get("complete").booleanValue());
    }

    @Test
    void aPayoutIsOpenUntilTheBankHasBookedItAloneOrInAGroup() {
        // Any source that needs no guard.
        Account source = Account.of(AccountKind.FEES, "commission");
        for (String name : List.of("alone", "one", "two", "late")) {
            move(payout(name), source, TRANSIT, name.equals("late") ? 400 : 100, state("sent"));
            days(1);
        }
        move(line("single"), TRANSIT, BANK, 100, parts(payout("alone"), 100));
        move(line("group"), TRANSIT, BANK, 200);
        assertEquals(200 + 200, sum(get("transit")));

        // Two payouts learn that the group's debit was theirs.
        for (String name : List.of("one", "two")) {
            town.append(payout(name), "payout.paid.v1", state("paid"), Postings.NONE);
        }

        assertEquals(List.of(payout("late").id() + " 400 1 bank"), rows(get("transit")));
        assertEquals("transit:main", get("transit").get("data").get(0).get("account").stringValue());
    }

    @Test
    void aSettlementClearsTheReportOfTheSameAmountNotTheOldest() {
        for (int amount : new int[] {100, 250, 70}) {
            move(chain("gateway_report", "gr", "report " + amount), SETTLING, GATEWAY, amount);
            days(1);
        }
        move(line("settled"), BANK, SETTLING, 250);

        assertEquals(
                List.of(
                        chain("gateway_report", "gr", "report 100").id() + " -100 3 bank",
                        chain("gateway_report", "gr", "report 70").id() + " -70 1 bank"),
                rows(get("settling")));
        move(line("in two"), BANK, SETTLING, 130);
        assertEquals(
                List.of(chain("gateway_report", "gr", "report 70").id() + " -40 1 bank"), rows(get("settling")));
    }

    @Test
    void twoUnknownLinesOfOneAmountStayTwo() {
        move(line("in"), BANK, SUSPENSE, 500);
        move(line("out"), SUSPENSE, BANK, 500);
        move(line("known"), BANK, SUSPENSE, 80);
        move(line("known"), SUSPENSE, COSTS, 80);

        assertEquals(2, get("suspense").get("data").size());
        assertEquals(0, sum(get("suspense")));
        assertEquals("marketplace", get("suspense").get("data").get(0).get("whoActs").stringValue());
    }

    @ParameterizedTest
    @CsvSource({"bank_line, bl", "gateway_line, gl"})
    void anAdjustmentClearsTheLineThatItResolves(String type, String prefix) {
        ChainId line = chain(type, prefix, "in");
        move(line, BANK, SUSPENSE, 500);
        ObjectNode resolves = Json.object();
        resolves.putObject("order").put("resolves", line.id());
        ChainId adjustment = chain("adjustment", "adj", "one");
        town.append(adjustment, "adjustment.requested.v1", resolves, Postings.NONE);
        move(adjustment, SUSPENSE, COSTS, 200);

        assertEquals(List.of(line.id() + " 300 0 marketplace"), rows(get("suspense")));
    }

    @Test
    void aDebtStandsByPayeeAndSale() {
        for (String payee : List.of(LedgerWorld.ANNA, LedgerWorld.BERT)) {
            ChainId sale = LedgerWorld.escrow("sale of " + payee);
            move(sale, Account.of(AccountKind.DEBT, payee), GATEWAY, 90);
            days(2);
        }
        JsonNode body = get("debt");
        assertEquals(2, body.get("data").size());
        assertEquals(-180, sum(body));
        JsonNode anna = body.get("data").valueStream()
                .filter(row -> row.get("account").stringValue().equals("debt:" + LedgerWorld.ANNA))
                .findFirst()
                .orElseThrow();
        assertEquals(LedgerWorld.escrow("sale of " + LedgerWorld.ANNA).id(), anna.get("subject").stringValue());
        assertEquals(4, anna.get("ageDays").longValue());
        assertEquals("payee", anna.get("whoActs").stringValue());
    }

    @Test
    void anOpenChargebackStandsByItsPaymentAndALostOneDoesNot() {
        ObjectNode open = share(LedgerWorld.escrow("one"), 60);
        ((ObjectNode) open.get("tells")).putObject("chargeback").put("id", "cb_1").put("state", "open");
        move(chain("payment", "pay", "one"), Account.of(AccountKind.DISPUTE), GATEWAY, 60, open);
        days(9);

        assertEquals(List.of(chain("payment", "pay", "one").id() + " -60 9 bank"), rows(get("dispute")));

        ObjectNode lost = Json.object();
        lost.putObject("tells").putObject("chargeback").put("id", "cb_1").put("state", "lost");
        town.append(chain("payment", "pay", "one"), "chargeback.lost.v1", lost, Postings.NONE);
        move(LedgerWorld.escrow("one"), Account.of(AccountKind.ESCROW, LedgerWorld.ANNA),
                Account.of(AccountKind.DISPUTE), 60);
        assertEquals(List.of(), rows(get("dispute")));
    }

    /** The bank took money that the payee has already; it is the payee's debt at once. */
    @Test
    void whatAPayeeHasPaidOfAChargebackAtOnceIsNotOpenAnyMore() {
        var escrow = chain("escrow", "esc", "sold");
        ObjectNode open = share(escrow, 60);
        ((ObjectNode) open.path("tells")).putObject("chargeback").put("id", "cb_2").put("state", "open");
        move(chain("payment", "pay", "two"), Account.of(AccountKind.DISPUTE), GATEWAY, 60, open);
        move(escrow, Account.of(AccountKind.DEBT, LedgerWorld.ANNA), Account.of(AccountKind.DISPUTE), 40);
        assertEquals(List.of(chain("payment", "pay", "two").id() + " -20 0 bank"), rows(get("dispute")));
        move(escrow, Account.of(AccountKind.DEBT, LedgerWorld.ANNA), Account.of(AccountKind.DISPUTE), 20);
        assertEquals(List.of(), rows(get("dispute")));
    }

    @Test
    void pagesCarryEveryItemOnceAndSumToTheBalance() {
        for (int i = 0; i < 7; i++) {
            move(line("line " + i), BANK, SUSPENSE, 10 + i);
            days(i % 2);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("suspense&limit=3" + cursor);
            seen.addAll(rows(page));
            cursor = page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").stringValue();
        } while (!cursor.isEmpty());

        assertEquals(7, seen.size());
        assertEquals(7, seen.stream().distinct().count());
        assertEquals(rows(get("suspense")), seen);
    }

    @Test
    void moneyOlderThanTheLinesThatAreReadStandsWithoutAChain() {
        town.finance.mostOpenLines = 2;
        for (int i = 0; i < 4; i++) {
            move(line("line " + i), BANK, SUSPENSE, 10);
        }
        JsonNode body = get("suspense");
        assertFalse(body.get("complete").booleanValue());
        assertEquals(40, sum(body));
        assertTrue(body.get("data").valueStream().anyMatch(row -> row.get("subject").isNull()
                && row.get("ageDays").isNull() && row.get("amount").get("amount").longValue() == 20));
    }

    @Test
    void accountsOfAnotherCurrencyOrMarketplaceAreNotShown() {
        move(line("in"), BANK, SUSPENSE, 500);
        assertEquals(0, get("suspense&currency=USD").get("data").size());
        assertEquals(1, get("suspense&currency=EUR").get("data").size());
        var foreign = town.get(LedgerWorld.backend("other", "ledger:read"), PATH + "suspense");
        assertEquals(0, foreign.body().get("data").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "payable", "SUSPENSE", "suspense&currency=eur", "suspense&limit=0", "suspense&cursor=x",
        "suspense&state=open"
    })
    void anythingElseIsRefused(String query) {
        assertEquals(400, town.get(LedgerWorld.READER, PATH + query).status(), query);
    }
}
