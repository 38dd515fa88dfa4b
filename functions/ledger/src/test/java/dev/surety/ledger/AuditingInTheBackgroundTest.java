package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.ledger.domain.posting.Arrival.Reason;
import dev.surety.ledger.domain.posting.Place;
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
        town.meddle(town.item("escrow#demo", "balance"), "amount", AttributeValue.fromN("7"));
        var second = town.item("fees#demo##EUR#", "line#");
        String line = Town.line(second);
        town.meddle(second, line, AttributeValue.fromS(second.get(line).s().replace("released", "refunded")));
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
        var second = shop.town.item("payable#demo", "line#");
        String line = Town.line(second);
        shop.town.meddle(second, line.replace("#2", "#3"), second.get(line));
        Map<String, String> notes = audit(shop, KEY);
        assertEquals("1", notes.get("extra_line payable:" + Town.ANNA + " EUR"));
        assertEquals("1", notes.get("balance_differs payable:" + Town.ANNA + " EUR"));

        Workshop odd = posted(Faults.none());
        var broken = odd.town.item("escrow#demo", "line#");
        odd.town.meddle(broken, Town.line(broken), AttributeValue.fromS("6000"));
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
        town.fund(Town.escrow("unfit"), Town.ANNA, 30, "EUR");
        new DynamoParkedEntries(town.memory, SuretyTables.LEDGER)
                .park(Place.of(Town.escrow("unfit"), 1), Reason.UNKNOWN_ACCOUNT);
        town.clock.advance(Duration.ofHours(1));
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
        } while (!shop.job(id).path("phase").asString("").equals("accounts") || place(town).isEmpty());
        // The first hundred accounts were read; the gateway's comes after those of all payees.
        String payee = place(town).split("#")[0];
        assertTrue(payee.startsWith("par_"), payee);
        town.fund(Town.escrow("just now"), payee, 7, "EUR");
        town.checkPosted();
        shop.run();
        assertEquals(0, shop.job(id).get("notes").size(), Json.text(shop.job(id)));
    }

    private static String place(Town town) {
        return town.item("job#demo", "progress").get("at").s();
    }

    @Test
    void whatIsOnItsWayHidesNoBooksThatDoNotBalance() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        town.meddle(town.item("escrow#demo", "balance"), "amount", AttributeValue.fromN("7"));
        town.fund(Town.escrow("young"), Town.BERT, 40, "EUR");
        Map<String, String> notes = audit(shop, KEY);
        assertEquals("2", notes.get("not_yet_posted"));
        assertEquals("1", notes.get("books-balanced"));
        assertTrue(town.counted("breach", "books-balanced"));
    }

    @Test
    void neighboursAreNeitherLookedUpNorJudged() {
        Workshop shop = posted(Faults.none());
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
                            Workshop shop = posted(faults);
                            shop.town.fund(Town.escrow("never posted"), Town.ANNA, 40, "EUR");
                            shop.town.clock.advance(Duration.ofHours(1));
                            shop.ask(PATH, KEY);
                            return shop;
                        },
                        Workshop::run)
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
