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
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.money.Money;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Gross, fee and net of a line, days of the marketplace's own zone, and the same as a file for a spreadsheet. */
class StatementForFinanceTest {
    private static final String PATH = "/v1/participants/" + LedgerWorld.ANNA + "/statement";
    private static final ChainId SALE = LedgerWorld.escrow("sale");

    private final LedgerWorld town = new LedgerWorld().settled();

    private static Account annas(AccountKind kind) {
        return Account.of(kind, LedgerWorld.ANNA);
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }

    /** 60.00 are paid under a reference, and released less 7.20. */
    private void sell(String reference) {
        town.journal.append(
                town.journal.load(SALE),
                Draft.of("escrow.created.v1", Json.object(), town.clock.instant(), Actor.TIMER, CommandKey.ofFact("c"))
                        .indexed(new Entry.Index("escrow#demo#payer", "", "escrow#demo#" + reference)));
        town.fund(SALE, LedgerWorld.ANNA, 6_000, "EUR");
        town.release(SALE, LedgerWorld.ANNA, 6_000, 720, "EUR");
        town.drain();
    }

    private static String amounts(JsonNode line) {
        return List.of("gross", "fee", "net").stream()
                .map(name -> line.get(name).get("amount").toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void aLineShowsGrossFeeAndNetAndTheReferenceOfItsEscrow() {
        sell("order-1042");
        JsonNode line = town.get(LedgerWorld.READER, PATH).body().get("data").get(0);
        assertEquals("6000 720 5280", amounts(line));
        assertEquals("order-1042", line.get("reference").stringValue());
        JsonNode held = town.get(LedgerWorld.READER, PATH + "?account=escrow").body().get("data");
        assertEquals("6000 0 6000", amounts(held.get(0)));
        assertEquals("-6000 0 -6000", amounts(held.get(1)));
    }

    @Test
    void feesThatAreGivenBackAreShownOnOneLineOfTheirEntry() {
        sell("order-1042");
        town.append(SALE, "escrow.refunded.v1", Json.object(), Postings.building()
                .debit(annas(AccountKind.ON_HOLD), eur(1_000))
                .debit(annas(AccountKind.DEBT), eur(4_280))
                .debit(Account.of(AccountKind.FEES), eur(620))
                .debit(Account.of(AccountKind.TAX, "vat"), eur(100))
                .credit(Account.of(AccountKind.OUTGOING), eur(6_000))
                .build());
        town.drain();
        JsonNode held = town.get(LedgerWorld.READER, PATH + "?account=onHold").body().get("data").get(0);
        JsonNode owed = town.get(LedgerWorld.READER, PATH + "?account=debt").body().get("data").get(0);
        assertEquals("-1720 -720 -1000", amounts(held));
        assertEquals("-4280 0 -4280", amounts(owed));
    }

    @Test
    void aLineOfNoEscrowIsItsOwnGrossAmount() {
        town.append(new ChainId("adjustment", LedgerWorld.DEMO, "adj_1"), "adjustment.posted.v1", Json.object(),
                Postings.building()
                        .debit(Account.of(AccountKind.COSTS), eur(5))
                        .credit(annas(AccountKind.PAYABLE), eur(5))
                        .build());
        town.drain();
        JsonNode line = town.get(LedgerWorld.READER, PATH).body().get("data").get(0);
        assertEquals("5 0 5", amounts(line));
        assertTrue(line.get("reference").isNull());
    }

    private void live(String zone) {
        var settings = new MarketplaceSettings(
                1, MarketplaceSettings.Mode.LIVE, List.of("EUR"), List.of(), List.of(), zone, Set.of(),
                Optional.empty());
        town.append(
                Marketplaces.chain(LedgerWorld.DEMO), "settings.changed.v1", Marketplaces.data(settings),
                Postings.NONE);
    }

    @Test
    void aDayBeginsAndEndsWhereTheMarketplaceIs() {
        live("America/New_York");
        town.clock.set(Instant.parse("2026-12-01T04:30:00Z"));
        sell("late in November");
        town.clock.set(Instant.parse("2026-12-10T00:00:00Z"));
        JsonNode november = town.get(LedgerWorld.READER, PATH + "?from=2026-11-01&to=2026-12-01").body();
        assertEquals("2026-11-01T04:00:00.000Z", november.get("from").stringValue());
        assertEquals("2026-12-01T05:00:00.000Z", november.get("to").stringValue());
        assertEquals("America/New_York", november.get("timeZone").stringValue());
        assertEquals("2026-11-30", november.get("data").get(0).get("date").stringValue());
        assertEquals(0, town.get(LedgerWorld.READER, PATH + "?from=2026-12-01").body().get("data").size());
        JsonNode balance = town.get(LedgerWorld.READER, "/v1/ledger/trial-balance?at=2026-12-01").body();
        assertEquals("2026-12-01T05:00:00.000Z", balance.get("asOf").stringValue());
        String account = "/v1/ledger/accounts/escrow:" + LedgerWorld.ANNA + "?to=2026-12-01";
        assertEquals(2, town.get(LedgerWorld.READER, account).body().get("data").size());
    }

    @Test
    void aDayThatIsNoneIsMalformed() {
        for (String day : List.of("2026-02-30", "2026-1-1", "1999-12-31", "2200-01-01", "2026-11-01Z")) {
            assertEquals(400, town.get(LedgerWorld.READER, PATH + "?from=" + day).status(), day);
        }
    }

    @Test
    void isACsvForWhoeverAcceptsOne() {
        sell("=order \"7\", red");
        var answer = town.answer("GET", LedgerWorld.READER, PATH, "", Map.of("accept", "text/csv"));
        assertEquals(200, answer.status());
        assertEquals("text/csv; charset=utf-8", answer.headers().get("Content-Type"));
        String entry = Id.derive("evt", SALE.toString(), "3");
        assertEquals(
                "date,at,event,subject,escrow,reference,currency,gross,fee,net,balance,provisional,entry\r\n"
                        + "2026-11-22,2026-11-22T10:00:00.000Z,escrow.released," + SALE.id() + "," + SALE.id()
                        + ",\"'=order \"\"7\"\", red\",EUR,60.00,7.20,52.80,52.80,true," + entry + "\r\n",
                answer.bytes());
    }

    @Test
    void aCsvHasNoPages() {
        for (String query : List.of("?limit=5", "?cursor=a.b")) {
            var answer = town.answer(
                    "GET", LedgerWorld.READER, PATH + query, "", Map.of("accept", "application/json;q=0.5, Text/CSV"));
            assertEquals(400, answer.status(), query);
        }
    }

    @Test
    void aCsvOfMoreLinesThanItsLimitIsRefusedAndAShorterTimeHelps() {
        for (int i = 0; i < 3; i++) {
            town.clock.advance(Duration.ofHours(1));
            town.fund(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 100, "EUR");
        }
        town.drain();
        town.statementLimits(10, 2);
        Map<String, String> csv = Map.of("accept", "text/csv");

        var refused = town.answer("GET", LedgerWorld.READER, PATH + "?account=escrow", "", csv);

        assertEquals("limit_exceeded", refused.text("reason"));
        assertEquals("At most 2 lines at once: choose a shorter time.", refused.text("detail"));
        String shorter = PATH + "?account=escrow&to=" + town.clock.instant();
        var whole = town.answer("GET", LedgerWorld.READER, shorter, "", csv);
        assertEquals(200, whole.status());
        assertEquals(3, whole.bytes().lines().count(), "a header and two lines");
    }
}
