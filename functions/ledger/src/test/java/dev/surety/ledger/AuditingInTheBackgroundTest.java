package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.EveryFault;
import dev.surety.testkit.Faults;
import dev.surety.testkit.SuretyTables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

class AuditingInTheBackgroundTest {
    private static final String PATH = "/v1/ledger/audit-jobs";
    private static final String KEY = "audit-job-key-0001";

    /** Posted books of an hour ago, of two marketplaces; a page of a scan holds a few entries. */
    private static Workshop posted(Faults faults) {
        Town town = new Town(faults).settled();
        for (int i = 0; i < 3; i++) {
            town.fund(Town.escrow("sale " + i), Town.ANNA, 6_000, "EUR");
            town.release(Town.escrow("sale " + i), Town.ANNA, 6_000, 720, "EUR");
        }
        town.fund(Town.escrow(Town.OTHER, "sale"), Town.BERT, 10, "EUR");
        town.checkPosted();
        town.clock.advance(Duration.ofHours(1));
        town.memory.pageBytes(700);
        return new Workshop(town);
    }

    private static Map<String, String> audit(Workshop shop, String key) {
        String id = shop.ask(PATH, key);
        shop.run();
        JsonNode job = shop.job(id);
        assertEquals("done", job.get("state").stringValue(), Json.text(job));
        Map<String, String> notes = new TreeMap<>();
        job.get("notes").properties().forEach(note -> notes.put(note.getKey(), note.getValue().stringValue()));
        return notes;
    }

    private static Map<String, AttributeValue> item(Town town, String pk, String sk) {
        return new HashMap<>(town.memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().startsWith(pk) && item.get("sk").s().startsWith(sk))
                .findFirst()
                .orElseThrow());
    }

    private static List<String> told(Town town) {
        return town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().startsWith("audit#"))
                .map(item -> item.get("pk").s() + " " + item.get("attention").s())
                .toList();
    }

    @Test
    void soundBooksHaveNothingToNote() {
        Workshop shop = posted(Faults.none());
        assertEquals(Map.of(), audit(shop, KEY));
        assertTrue(shop.messages > 4, "a call is a page: " + shop.messages);
        assertEquals(List.of(), told(shop.town));
        assertFalse(shop.town.counted("breach", "invariant"));
    }

    @Test
    void eachKindOfMeddlingIsFoundAtItsAccount() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        var balance = item(town, "escrow#demo", "balance");
        balance.put("amount", AttributeValue.fromN("7"));
        town.memory.plant(SuretyTables.LEDGER, balance);
        var line = item(town, "fees#demo##EUR#", "line#");
        line.put("event", AttributeValue.fromS("escrow.refunded.v1"));
        town.memory.plant(SuretyTables.LEDGER, line);
        town.fund(Town.escrow("never posted"), Town.ANNA, 40, "JPY");
        town.clock.advance(Duration.ofHours(1));
        Map<String, String> notes = audit(shop, KEY);
        String escrow = "escrow:" + Town.ANNA;
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
        Workshop shop = posted(Faults.none());
        var extra = item(shop.town, "payable#demo", "line#");
        extra.put("sk", AttributeValue.fromS(extra.get("sk").s().replace("#000002", "#000003")));
        shop.town.memory.plant(SuretyTables.LEDGER, extra);
        Map<String, String> notes = audit(shop, KEY);
        assertEquals("1", notes.get("extra_line payable:" + Town.ANNA + " EUR"));
        assertEquals("1", notes.get("balance_differs payable:" + Town.ANNA + " EUR"));

        Workshop odd = posted(Faults.none());
        var broken = item(odd.town, "escrow#demo", "line#");
        broken.remove("amount");
        odd.town.memory.plant(SuretyTables.LEDGER, broken);
        Map<String, String> of = audit(odd, KEY);
        assertEquals("1", of.get("missing_line escrow:" + Town.ANNA + " EUR"));
        assertEquals("1", of.get("line_differs escrow:" + Town.ANNA + " EUR"));
    }

    @Test
    void brokenChainsPoisonOverdraftsAndTamperingAreCounted() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        town.plant(Town.escrow("gap"), 2, Map.of());
        town.plant(Town.escrow("gap"), 4, Map.of());
        town.plant(Town.escrow("bad"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.plant(Town.escrow("over"), 1, Map.of("postings", AttributeValue.fromL(List.of(
                Town.posting("incoming", "EUR", "90000"), Town.posting("payable:" + Town.ANNA, "EUR", "-90000")))));
        var entry = new HashMap<>(town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().equals(Town.escrow("sale 0").toString()))
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
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        var good = AttributeValue.fromL(List.of(Town.posting("fees", "EUR", "5"), Town.posting("loss", "EUR", "-5")));
        town.plant(Town.escrow("bad"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.plant(Town.escrow("bad"), 2, Map.of("postings", good, "prev", AttributeValue.fromS("x")));
        town.drain();
        town.fund(Town.escrow("young"), Town.ANNA, 40, "EUR");
        Map<String, String> notes = audit(shop, KEY);
        assertEquals("2", notes.get("not_yet_posted"));
        assertEquals("2", notes.get("parked"));
        assertEquals(null, notes.get("books-balanced"), "nothing is said of sums while something is parked");
        assertTrue(town.counted("ledger.difference_found", "parked"));
        assertFalse(town.counted("ledger.difference_found", "not_yet_posted"));
    }

    @Test
    void whatIsPostedWhileAccountsAreReadDoesNotUnbalanceTheBooks() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        for (int i = 0; i < 110; i++) {
            town.fund(Town.escrow("of many " + i), Id.derive("par", "many " + i), 100, "EUR");
        }
        town.checkPosted();
        town.clock.advance(Duration.ofHours(1));
        town.memory.pageBytes(100_000);
        String id = shop.ask(PATH, KEY);
        shop.hear();
        do {
            assertTrue(shop.take());
        } while (item(town, "job#demo", "progress").get("at").s().isEmpty());
        // The first hundred accounts, all of payees, were read; the gateway's comes after them.
        String read = item(town, "job#demo", "progress").get("at").s();
        assertTrue(read.startsWith("escrow#"), read);
        String payee = read.split("#")[2];
        town.fund(Town.escrow("just now"), payee, 7, "EUR");
        town.checkPosted();
        shop.run();
        assertEquals(0, shop.job(id).get("notes").size(), Json.text(shop.job(id)));
    }

    @Test
    void whatIsOnItsWayHidesNoBooksThatDoNotBalance() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        var balance = item(town, "escrow#demo", "balance");
        balance.put("amount", AttributeValue.fromN("7"));
        town.memory.plant(SuretyTables.LEDGER, balance);
        town.fund(Town.escrow("young"), Town.BERT, 40, "EUR");
        Map<String, String> notes = audit(shop, KEY);
        assertEquals("2", notes.get("not_yet_posted"));
        assertEquals("1", notes.get("books-balanced"));
        assertTrue(town.counted("breach", "books-balanced"));
    }

    @Test
    void neighboursAreNeitherLookedUpNorJudged() {
        Workshop shop = posted(Faults.none());
        var balance = item(shop.town, "escrow#other", "balance");
        balance.put("amount", AttributeValue.fromN("11"));
        shop.town.memory.plant(SuretyTables.LEDGER, balance);
        String id = shop.ask(PATH, KEY);
        shop.run();
        assertEquals(0, shop.job(id).get("notes").size());
        long own = shop.town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().contains("#demo#"))
                .count();
        assertEquals(own - 1, shop.job(id).get("scanned").longValue(), "all but the entry that ends the job");
    }

    @Test
    void aRebuildInItsMiddleMakesItBeginAgain() {
        Workshop shop = posted(Faults.none());
        String id = shop.ask(PATH, KEY);
        shop.hear();
        for (int i = 0; i < 3; i++) {
            assertTrue(shop.take());
        }
        String message = shop.work.removeFirst();
        shop.ask("/v1/ledger/rebuilds", KEY);
        shop.run();
        shop.work.add(message);
        long before = shop.job(id).get("scanned").longValue();
        assertTrue(shop.take());
        assertEquals(0, shop.job(id).get("scanned").longValue(), "after " + before);
        shop.run();
        assertEquals("done", shop.job(id).get("state").stringValue());
        assertEquals(0, shop.job(id).get("notes").size(), Json.text(shop.job(id)));
    }

    @Test
    void everyCallThatFailsEndsWithTheSameFindingsToldOnce() {
        int schedules = EveryFault.of(
                        "auditing in the background",
                        faults -> {
                            Workshop shop = posted(faults);
                            shop.town.fund(Town.escrow("never posted"), Town.ANNA, 40, "EUR");
                            shop.town.clock.advance(Duration.ofHours(1));
                            shop.ask(PATH, KEY);
                            return shop;
                        },
                        Workshop::run)
                .withDeaths()
                .checking(shop -> {
                    var progress = item(shop.town, "job#demo", "progress");
                    assertEquals("done", progress.get("phase").s());
                    assertEquals("2", Json.object(progress.get("notes").s()).get("missing_line").stringValue());
                    assertEquals(1, told(shop.town).size());
                })
                .run();
        assertTrue(schedules > 50, "schedules: " + schedules);
    }
}
