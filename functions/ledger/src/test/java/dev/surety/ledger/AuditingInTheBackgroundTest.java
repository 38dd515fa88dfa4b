package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.ledger.domain.posting.Arrival.Reason;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.model.id.Id;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

class AuditingInTheBackgroundTest {
    private static final String PATH = "/v1/ledger/audits";
    private static final String KEY = "audit-job-key-0001";

    /** Posted books of an hour ago, of two marketplaces; a page of a scan holds a few entries. */
    private static LedgerJobsWorld posted(Faults faults) {
        LedgerWorld town = new LedgerWorld(faults).settled();
        for (int i = 0; i < 3; i++) {
            town.fund(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 6_000, "EUR");
            town.release(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 6_000, 720, "EUR");
        }
        town.fund(LedgerWorld.escrow(LedgerWorld.OTHER, "sale"), LedgerWorld.BERT, 10, "EUR");
        town.checkPosted();
        town.clock.advance(Duration.ofHours(1));
        town.memory.pageBytes(700);
        return new LedgerJobsWorld(town);
    }

    private static Map<String, String> audit(LedgerJobsWorld shop, String key) {
        String id = shop.ask(PATH, key);
        shop.run();
        JsonNode job = shop.job(id);
        assertEquals("done", job.get("state").stringValue(), Json.text(job));
        Map<String, String> notes = new TreeMap<>();
        job.get("notes").properties().forEach(note -> notes.put(note.getKey(), note.getValue().stringValue()));
        return notes;
    }

    private static List<String> told(LedgerWorld town) {
        return town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().startsWith("audit#"))
                .map(item -> item.get("pk").s() + " " + item.get("attention").s())
                .toList();
    }

    @Test
    void soundBooksHaveNothingToNote() {
        LedgerJobsWorld shop = posted(Faults.none());
        assertEquals(Map.of(), audit(shop, KEY));
        assertTrue(shop.messages > 4, "a call is a page: " + shop.messages);
        assertEquals(List.of(), told(shop.town));
        assertFalse(shop.town.counted("breach", "invariant"));
    }

    @Test
    void eachKindOfMeddlingIsFoundAtItsAccount() {
        LedgerJobsWorld shop = posted(Faults.none());
        LedgerWorld town = shop.town;
        town.meddle(town.item("escrow#demo", "balance"), "amount", AttributeValue.fromN("7"));
        var second = town.item("fees#demo##EUR#", "line#");
        String line = LedgerWorld.line(second);
        town.meddle(second, line, AttributeValue.fromS(second.get(line).s().replace("released", "refunded")));
        town.fund(LedgerWorld.escrow("never posted"), LedgerWorld.ANNA, 40, "JPY");
        town.clock.advance(Duration.ofHours(1));
        Map<String, String> notes = audit(shop, KEY);
        String escrow = "escrow:" + LedgerWorld.ANNA;
        assertEquals("1", notes.get("balance_differs " + escrow + " EUR"));
        assertEquals("1", notes.get("line_differs fees EUR"));
        assertEquals("1", notes.get("missing_line " + escrow + " JPY"));
        assertEquals("1", notes.get("missing_line gateway:sandbox JPY"));
        assertEquals("2", notes.get("missing_line"));
        assertEquals("1", notes.get("books-balanced"), "the euros no longer sum to zero");
        assertEquals("4", notes.get("ledger-is-fold"));
        assertEquals(List.of("audit#demo#differences-2026 opens difference_found"), told(town));
        assertTrue(town.counted("ledger.difference_found", "missing_line"));
    }

    @Test
    void aLineWithoutAnEntryAndOneThatIsNoLineAreFound() {
        LedgerJobsWorld shop = posted(Faults.none());
        var second = shop.town.item("payable#demo", "line#");
        String line = LedgerWorld.line(second);
        shop.town.meddle(second, line.replace("#2", "#3"), second.get(line));
        Map<String, String> notes = audit(shop, KEY);
        assertEquals("1", notes.get("extra_line payable:" + LedgerWorld.ANNA + " EUR"));
        assertEquals("1", notes.get("balance_differs payable:" + LedgerWorld.ANNA + " EUR"));

        LedgerJobsWorld odd = posted(Faults.none());
        var broken = odd.town.item("escrow#demo", "line#");
        odd.town.meddle(broken, LedgerWorld.line(broken), AttributeValue.fromS("6000"));
        Map<String, String> of = audit(odd, KEY);
        assertEquals("1", of.get("missing_line escrow:" + LedgerWorld.ANNA + " EUR"));
        assertEquals("1", of.get("line_differs escrow:" + LedgerWorld.ANNA + " EUR"));
    }

    @Test
    void brokenChainsPoisonOverdraftsAndTamperingAreCounted() {
        LedgerJobsWorld shop = posted(Faults.none());
        LedgerWorld town = shop.town;
        town.plant(LedgerWorld.escrow("gap"), 2, Map.of());
        town.plant(LedgerWorld.escrow("gap"), 4, Map.of());
        town.plant(LedgerWorld.escrow("bad"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.plant(
                LedgerWorld.escrow("over"),
                1,
                Map.of(
                        "postings",
                        AttributeValue.fromL(List.of(
                                LedgerWorld.posting("incoming", "EUR", "90000"),
                                LedgerWorld.posting("payable:" + LedgerWorld.ANNA, "EUR", "-90000")))));
        var entry = new HashMap<>(town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().equals(LedgerWorld.escrow("sale 0").toString()))
                .findFirst()
                .orElseThrow());
        entry.put("actor", AttributeValue.fromS("staff:mallory"));
        town.memory.plant(SuretyTables.JOURNAL, entry);
        town.drain();
        Map<String, String> notes = audit(shop, KEY);
        assertEquals(
                Map.of("entry-balanced", "1", "chain-linear", "2", "no-overdraft", "1", "append-only", "1",
                        "in_flight", "1", "in_flight incoming EUR", "1"),
                notes, "a gap, and the entry after the forged one");
        assertTrue(town.counted("breach", "chain-linear"));
    }

    @Test
    void whatIsYoungOrParkedIsSaidToBe() {
        LedgerJobsWorld shop = posted(Faults.none());
        LedgerWorld town = shop.town;
        town.fund(LedgerWorld.escrow("unfit"), LedgerWorld.ANNA, 30, "EUR");
        new DynamoParkedEntries(town.memory, SuretyTables.LEDGER)
                .park(EntryRef.of(LedgerWorld.escrow("unfit"), 1), Reason.UNKNOWN_ACCOUNT);
        town.clock.advance(Duration.ofHours(1));
        town.fund(LedgerWorld.escrow("young"), LedgerWorld.ANNA, 40, "EUR");
        Map<String, String> notes = audit(shop, KEY);
        assertEquals("2", notes.get("not_yet_posted"));
        assertEquals("2", notes.get("parked"));
        assertEquals(null, notes.get("books-balanced"), "nothing is said of sums while something is parked");
        assertTrue(town.counted("ledger.difference_found", "parked"));
        assertFalse(town.counted("ledger.difference_found", "not_yet_posted"));
    }

    @Test
    void whatIsPostedWhileAccountsAreReadDoesNotUnbalanceTheBooks() {
        LedgerJobsWorld shop = posted(Faults.none());
        LedgerWorld town = shop.town;
        for (int i = 0; i < 110; i++) {
            town.fund(LedgerWorld.escrow("of many " + i), Id.derive("par", "many " + i), 100, "EUR");
        }
        town.checkPosted();
        town.clock.advance(Duration.ofHours(1));
        town.memory.pageBytes(100_000);
        String id = shop.ask(PATH, KEY);
        shop.hear();
        do {
            assertTrue(shop.take());
        } while (!shop.job(id).path("phase").asString("").equals("accounts") || place(town).isEmpty());
        // The first hundred accounts were read; the gateway's comes after those of all payees.
        String payee = place(town).split("#")[0];
        assertTrue(payee.startsWith("par_"), payee);
        town.fund(LedgerWorld.escrow("just now"), payee, 7, "EUR");
        town.checkPosted();
        shop.run();
        assertEquals(0, shop.job(id).get("notes").size(), Json.text(shop.job(id)));
    }

    private static String place(LedgerWorld town) {
        return town.item("job#demo", "progress").get("at").s();
    }

    @Test
    void whatIsOnItsWayHidesNoBooksThatDoNotBalance() {
        LedgerJobsWorld shop = posted(Faults.none());
        LedgerWorld town = shop.town;
        town.meddle(town.item("escrow#demo", "balance"), "amount", AttributeValue.fromN("7"));
        town.fund(LedgerWorld.escrow("young"), LedgerWorld.BERT, 40, "EUR");
        Map<String, String> notes = audit(shop, KEY);
        assertEquals("2", notes.get("not_yet_posted"));
        assertEquals("1", notes.get("books-balanced"));
        assertTrue(town.counted("breach", "books-balanced"));
    }

    @Test
    void neighboursAreNeitherLookedUpNorJudged() {
        LedgerJobsWorld shop = posted(Faults.none());
        shop.town.meddle(shop.town.item("escrow#other", "balance"), "amount", AttributeValue.fromN("11"));
        String id = shop.ask(PATH, KEY);
        shop.run();
        assertEquals(0, shop.job(id).get("notes").size());
        long own = shop.town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().contains("#demo#"))
                .count();
        assertEquals(own - 1, shop.job(id).get("scanned").longValue(), "all but the entry that ends the job");
    }

    @Test
    void everyCallThatFailsEndsWithTheSameFindingsToldOnce() {
        int schedules = EveryFault.of(
                        "auditing in the background",
                        faults -> {
                            LedgerJobsWorld shop = posted(faults);
                            shop.town.fund(LedgerWorld.escrow("never posted"), LedgerWorld.ANNA, 40, "EUR");
                            shop.town.clock.advance(Duration.ofHours(1));
                            shop.ask(PATH, KEY);
                            return shop;
                        },
                        LedgerJobsWorld::run)
                .withDeaths()
                .checking(shop -> {
                    var progress = shop.town.item("job#demo", "progress");
                    assertEquals("done", progress.get("phase").s());
                    assertEquals("2", Json.object(progress.get("notes").s()).get("missing_line").stringValue());
                    assertEquals(1, told(shop.town).size());
                })
                .run();
        assertTrue(schedules > 50, "schedules: " + schedules);
    }
}
