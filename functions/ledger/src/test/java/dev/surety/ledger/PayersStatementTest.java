package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A payer holds no account: its statement is what the gateway took of it and sent back. */
class PayersStatementTest {
    private static final String PATH = "/v1/participants/" + LedgerWorld.BERT + "/statement?account=paid";
    private static final ChainId ONE = LedgerWorld.escrow("one");
    private static final ChainId TWO = LedgerWorld.escrow("two");

    private final LedgerWorld town = new LedgerWorld().settled();

    @BeforeEach
    void open() {
        sale(ONE, "order-1");
        sale(TWO, "order-2");
    }

    private void sale(ChainId escrow, String reference) {
        first(
                escrow,
                "escrow.created.v1",
                new Entry.Index("escrow#demo#" + LedgerWorld.BERT, "", "escrow#demo#" + reference));
    }

    private void first(ChainId chain, String event, Entry.Index index) {
        town.journal.append(
                town.journal.load(chain),
                Draft.of(event, Json.object(), town.clock.instant(), Actor.TIMER, CommandKey.ofFact(event))
                        .indexed(index));
    }

    private ChainId payment(String name) {
        var chain = new ChainId("payment", LedgerWorld.DEMO, Id.derive("pay", name));
        first(chain, "payment.requested.v1", new Entry.Index("payment#demo#" + LedgerWorld.BERT, "", ""));
        return chain;
    }

    private static ObjectNode tells(Map<ChainId, Long> parts) {
        ObjectNode data = Json.object();
        var told = data.putObject("tells").put("state", "captured").putArray("parts");
        parts.forEach((escrow, minor) ->
                told.addObject().put("escrow", escrow.id()).put("amountMinor", minor.longValue()));
        return data;
    }

    /** The gateway's account is credited what goes back to the payer, and debited what the payer pays. */
    private void moved(ChainId payment, String event, String currency, long credit, ObjectNode data) {
        town.clock.advance(Duration.ofHours(1));
        AccountKind other = event.startsWith("chargeback") ? AccountKind.DISPUTE : AccountKind.INCOMING;
        town.append(payment, event, data, Postings.building()
                .credit(Account.of(AccountKind.GATEWAY, "sandbox"), Money.of(credit, currency))
                .debit(Account.of(other), Money.of(credit, currency))
                .build());
    }

    private void life() {
        ChainId payment = payment("both");
        moved(payment, "payment.captured.v1", "EUR", -3_000, tells(orderly(1_000, 2_000)));
        moved(payment, "payment.refunded.v1", "EUR", 100, tells(Map.of(ONE, 100L)));
        moved(payment, "chargeback.drawn.v1", "EUR", 290, tells(orderly(90, 200)));
        moved(payment, "chargeback.won.v1", "EUR", -290, tells(orderly(90, 200)));
        // It moves nothing at the gateway.
        town.append(payment, "payment.looked.v1", Json.object(), Postings.NONE);
    }

    private static Map<ChainId, Long> orderly(long one, long two) {
        var parts = new LinkedHashMap<ChainId, Long>();
        parts.put(ONE, one);
        parts.put(TWO, two);
        return parts;
    }

    private static List<String> rows(JsonNode body) {
        return body.get("data").valueStream()
                .map(row -> row.get("event").stringValue() + " " + row.path("reference").asString("-") + " "
                        + row.get("net").get("amount") + " " + row.get("balance").get("amount"))
                .toList();
    }

    private JsonNode get(String query) {
        var said = town.get(LedgerWorld.READER, PATH + query);
        assertEquals(200, said.status(), said.body().toString());
        return said.body();
    }

    @Test
    void showsChargesRefundsAndChargebacksOfEachEscrow() {
        life();

        JsonNode body = get("");

        assertEquals(
                List.of(
                        "payment.captured order-1 1000 1000",
                        "payment.captured order-2 2000 3000",
                        "payment.refunded order-1 -100 2900",
                        "chargeback.drawn order-1 -90 2810",
                        "chargeback.drawn order-2 -200 2610",
                        "chargeback.won order-1 90 2700",
                        "chargeback.won order-2 200 2900"),
                rows(body));
        JsonNode first = body.get("data").get(0);
        assertEquals("paid", body.get("account").stringValue());
        assertEquals(Id.derive("pay", "both"), first.get("subject").stringValue());
        assertEquals(ONE.id(), first.get("escrow").stringValue());
        assertEquals("2026-11-22", first.get("date").stringValue());
        assertEquals(1_000, first.get("gross").get("amount").longValue());
        assertEquals(0, first.get("fee").get("amount").longValue());
        assertEquals(2_900, body.get("balances").get(0).get("closing").get("amount").longValue());
    }

    @Test
    void isHalfOpenByTheTimeOfEntries() {
        life();

        JsonNode body = get("&from=2026-11-22T12:00:00Z&to=2026-11-22T13:00:00Z");

        assertEquals(List.of("payment.refunded order-1 -100 2900"), rows(body));
        JsonNode balance = body.get("balances").get(0);
        assertEquals(3_000, balance.get("opening").get("amount").longValue());
        assertEquals(2_900, balance.get("closing").get("amount").longValue());
    }

    @Test
    void pagesShowEveryRowOnceThoughAPageEndsWithinAnEntry() {
        life();
        List<String> all = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode body = get("&limit=2" + cursor);
            all.addAll(rows(body));
            assertEquals(2_900, body.get("balances").get(0).get("closing").get("amount").longValue());
            cursor = body.get("nextCursor").isNull() ? "" : "&cursor=" + body.get("nextCursor").stringValue();
            pages++;
        } while (!cursor.isEmpty());
        assertEquals(4, pages);
        assertEquals(rows(get("")), all);
    }

    @Test
    void anEntryThatTellsNoSharesOrWrongOnesIsOneRowWithoutAnEscrow() {
        ChainId payment = payment("old");
        moved(payment, "payment.captured.v1", "EUR", -3_000, Json.object());
        moved(payment, "payment.refunded.v1", "EUR", 500, tells(Map.of(ONE, 499L)));

        JsonNode body = get("");

        assertEquals(List.of("payment.captured - 3000 3000", "payment.refunded - -500 2500"), rows(body));
        assertTrue(body.get("data").get(0).get("escrow").isNull());
    }

    @Test
    void paymentsOfAllGatewaysAndCurrenciesLieInOneOrder() {
        ChainId euros = payment("euros");
        ChainId yen = payment("yen");
        moved(euros, "payment.captured.v1", "EUR", -1_000, tells(Map.of(ONE, 1_000L)));
        moved(yen, "payment.captured.v1", "JPY", -70, tells(Map.of(TWO, 70L)));
        moved(euros, "payment.refunded.v1", "EUR", 1_000, tells(Map.of(ONE, 1_000L)));

        assertEquals(
                List.of(
                        "payment.captured order-1 1000 1000",
                        "payment.captured order-2 70 70",
                        "payment.refunded order-1 -1000 0"),
                rows(get("")));
        assertEquals(List.of("payment.captured order-2 70 70"), rows(get("&currency=JPY")));
    }

    @Test
    void anotherPayersPaymentsAreNotInIt() {
        life();

        String anna = PATH.replace(LedgerWorld.BERT, LedgerWorld.ANNA);
        assertEquals(0, town.get(LedgerWorld.READER, anna).body().get("data").size());
        assertEquals(200, town.get(LedgerWorld.person(LedgerWorld.BERT, "ledger:read"), PATH).status());
        assertEquals(404, town.get(LedgerWorld.person(LedgerWorld.ANNA, "ledger:read"), PATH).status());
        assertEquals(404, town.get(LedgerWorld.backend("other", "ledger:read"), PATH).status());
    }

    @Test
    void isACsvWithARowForEachShare() {
        ChainId payment = payment("file");
        moved(payment, "payment.captured.v1", "EUR", -3_000, tells(orderly(1_000, 2_000)));
        String entry = Id.derive("evt", payment.toString(), "2");

        var answer = town.answer("GET", LedgerWorld.READER, PATH, "", Map.of("accept", "text/csv"));

        String row = "2026-11-22,2026-11-22T11:00:00.000Z,payment.captured," + payment.id() + ",";
        assertEquals(
                "date,at,event,subject,escrow,reference,currency,gross,fee,net,balance,provisional,entry\r\n"
                        + row + ONE.id() + ",order-1,EUR,10.00,0.00,10.00,10.00,true," + entry + "\r\n"
                        + row + TWO.id() + ",order-2,EUR,20.00,0.00,20.00,30.00,true," + entry + "\r\n",
                answer.bytes());
    }

    @Test
    void ofMorePaymentsThanAreReadItIsRefusedAndAnEarlierEndHelps() {
        for (int i = 0; i < 3; i++) {
            town.clock.advance(Duration.ofMinutes(1));
            moved(payment("of day " + i), "payment.captured.v1", "EUR", -100, tells(Map.of(ONE, 100L)));
        }
        town.statementLimits(2, 10);

        var refused = town.get(LedgerWorld.READER, PATH);

        assertEquals("limit_exceeded", refused.body().get("reason").stringValue());
        assertTrue(refused.body().get("detail").stringValue().startsWith("At most 2 payments of a payer are read"));
        Instant third = town.clock.instant().minus(Duration.ofHours(1));
        assertEquals(2, get("&to=" + third).get("data").size());
    }
}
