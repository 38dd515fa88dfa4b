package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RepublishingTest {
    private static final String PATH = "/v1/ledger/republish";
    private static final String KEY = "republish-key-0001";

    /** Two marketplaces, of whose journals nothing was ever posted; a page of a scan holds a few entries. */
    private static LedgerJobsWorld unposted(Faults faults) {
        LedgerWorld town = new LedgerWorld(faults).settled();
        for (int i = 0; i < 4; i++) {
            town.fund(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 6_000, "EUR");
            town.release(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 6_000, 720, "EUR");
        }
        town.fund(LedgerWorld.escrow(LedgerWorld.OTHER, "sale"), LedgerWorld.BERT, 10, "EUR");
        town.memory.pageBytes(900);
        return new LedgerJobsWorld(town);
    }

    private static Set<String> told(LedgerJobsWorld shop) {
        return shop.relayed.stream()
                .map(entry -> entry.get("pk").stringValue() + " " + entry.get("sk"))
                .collect(Collectors.toSet());
    }

    private static Set<String> journal(LedgerWorld town, String marketplace) {
        return town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().contains("#" + marketplace + "#"))
                .map(item -> item.get("pk").s() + " " + item.get("sk").n())
                .collect(Collectors.toSet());
    }

    @Test
    void postsAndTellsOfAllOfOneMarketplaceAndOfNothingElse() {
        LedgerJobsWorld shop = unposted(Faults.none());
        String id = shop.ask(PATH, KEY);
        Set<String> own = journal(shop.town, "demo");
        assertEquals("queued", shop.job(id).get("state").stringValue());
        shop.run();
        JsonNode job = shop.job(id);
        assertEquals("done", job.get("state").stringValue());
        assertEquals("republish", job.get("kind").stringValue());
        assertEquals(own.size(), job.get("scanned").intValue());
        assertEquals(8, job.get("posted").intValue());
        assertTrue(job.get("finishedAt").isString());
        assertEquals(own, told(shop));
        assertEquals(own.size(), shop.relayed.size(), "each once, as nothing failed");
        assertEquals(4 * 5_280, shop.town.balance("payable#demo#" + LedgerWorld.ANNA + "#EUR"));
        assertEquals(0, shop.town.balance("escrow#other#" + LedgerWorld.BERT + "#EUR"));
        assertTrue(shop.messages > 3, "a call is a page: " + shop.messages);
        shop.town.drain();
        shop.town.world().check();
    }

    @Test
    void onceMoreChangesNothingInTheBooks() {
        LedgerJobsWorld shop = unposted(Faults.none());
        shop.town.drain();
        var before = shop.town.memory.items(SuretyTables.LEDGER);
        shop.ask(PATH, KEY);
        shop.run();
        List<?> after = shop.town.memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> !item.get("pk").s().startsWith("job") && !item.get("pk").s().equals("scan"))
                .toList();
        assertEquals(before, after);
    }

    @Test
    void showsHowFarItIs() {
        LedgerJobsWorld shop = unposted(Faults.none());
        String id = shop.ask(PATH, KEY);
        shop.hear();
        do {
            assertTrue(shop.take());
        } while (shop.job(id).get("scanned").intValue() == 0);
        JsonNode first = shop.job(id);
        assertEquals("running", first.get("state").stringValue());
        assertTrue(first.get("finishedAt").isNull());
        assertTrue(shop.take());
        assertTrue(shop.job(id).get("scanned").intValue() > first.get("scanned").intValue());
    }

    @Test
    void everyCallThatFailsInAnyWayEndsInTheSameBooksAndTellsOfAll() {
        int schedules = EveryFault.of(
                        "republishing",
                        faults -> {
                            LedgerJobsWorld shop = unposted(faults);
                            shop.ask(PATH, KEY);
                            return shop;
                        },
                        LedgerJobsWorld::run)
                .withDeaths()
                .checking(shop -> {
                    assertEquals(0, shop.work.size());
                    assertTrue(told(shop).containsAll(journal(shop.town, "demo").stream()
                            .filter(entry -> !entry.contains("ledger_job"))
                            .toList()));
                    var finished = shop.town.memory.items(SuretyTables.JOURNAL).stream()
                            .filter(item -> item.get("event").s().equals("ledger.job_finished.v1"))
                            .toList();
                    assertEquals(1, finished.size());
                    assertEquals("done", Json.object(finished.getFirst().get("data").s()).get("state").stringValue());
                    shop.town.checkPosted();
                })
                .run();
        assertTrue(schedules > 100, "schedules: " + schedules);
    }

    @Test
    void aMessageThatComesTwiceIsDoneOnceAndOneThatComesLaterFindsItDone() {
        LedgerJobsWorld shop = unposted(Faults.none());
        shop.ask(PATH, KEY);
        shop.hear();
        String message = shop.work.getFirst();
        shop.work.add(message);
        shop.run();
        int told = shop.relayed.size();
        shop.work.add(message);
        assertTrue(shop.take());
        assertEquals(told, shop.relayed.size());
        shop.town.drain();
        shop.town.world().check();
    }

    @Test
    void whileAnotherDrivesTheScanAMessageIsLetGoAndTheDriversComesAgain() {
        LedgerJobsWorld shop = unposted(Faults.none());
        String id = shop.ask(PATH, KEY);
        shop.hear();
        String message = shop.work.getFirst();
        // The first worker dies in its first step, after it took the scan: that is still its own.
        shop.town.faults.fail(shop.town.faults.seen() + 3, Fate.DEAD_BEFORE);
        assertEquals(false, shop.take());
        shop.town.faults.cease();
        shop.town.clock.advance(Duration.ofMinutes(-25));
        shop.work.addFirst(message);
        assertEquals(true, shop.take(), "it has the scan for ten minutes");
        assertEquals(1, shop.work.size(), "its own message");
        shop.town.clock.advance(Duration.ofMinutes(25));
        shop.run();
        assertEquals("done", shop.job(id).get("state").stringValue());
        shop.town.drain();
        shop.town.world().check();
    }

    @Test
    void theSameKeyAsksForTheSameJobInBothSpellingsOfNoBody() {
        LedgerJobsWorld shop = unposted(Faults.none());
        var first = shop.town.ask("POST", LedgerWorld.OPERATOR, PATH, "", KEY);
        shop.run();
        var again = shop.town.ask("POST", LedgerWorld.OPERATOR, PATH, "", KEY);
        assertEquals(Json.text(first.body()), Json.text(again.body()));
        assertEquals(202, again.status());
        var spelt = shop.town.ask("POST", LedgerWorld.OPERATOR, PATH, "{}", KEY);
        assertEquals(202, spelt.status());
        assertEquals(Json.text(first.body()), Json.text(spelt.body()));
        assertNotEquals(first.body(), shop.town.ask("POST", LedgerWorld.OPERATOR, PATH, "", KEY + "2").body());
    }

    @Test
    void anOrderThatCannotBeReadIsRefusedAndChangesNothing() {
        LedgerJobsWorld shop = unposted(Faults.none());
        var before = shop.town.memory.everything();
        for (String body : List.of("[", "[]", "null", "{\"marketplace\":\"other\"}", "\"all\"")) {
            assertEquals(400, shop.town.ask("POST", LedgerWorld.OPERATOR, PATH, body, KEY).status(), body);
        }
        assertEquals(400, shop.town.ask("POST", LedgerWorld.OPERATOR, PATH + "?from=1", "", KEY).status());
        for (String key : List.of("", "short", "with space 0123456789")) {
            var said = shop.town.ask("POST", LedgerWorld.OPERATOR, PATH, "", key);
            assertEquals(400, said.status());
            assertEquals("idempotency_key_missing", said.body().get("reason").stringValue());
        }
        for (String id : List.of("job_1", "..", "job_aaaaaaaaaaaaaaaaaaaaaaaaaa", LedgerWorld.ANNA)) {
            assertEquals(404, shop.town.get(LedgerWorld.OPERATOR, "/v1/ledger/jobs/" + id).status(), id);
        }
        assertEquals(before, shop.town.memory.everything());
    }

    @Test
    void aMessageOfAnotherKindIsNoWork() {
        LedgerJobsWorld shop = unposted(Faults.none());
        shop.work.add(LedgerJobsWorld.message("escrow#demo#esc_1"));
        assertTrue(shop.take());
        shop.work.add(LedgerJobsWorld.message("ledger_job#demo#job_none"));
        assertTrue(shop.take());
        for (String broken : List.of("{}", "[]", "{\"detail\":{\"pk\":7}}", "{\"detail\":{\"pk\":\"a#b\"}}")) {
            shop.work.clear();
            shop.work.add(broken);
            assertEquals(false, shop.take(), "left to the dead-letter queue: " + broken);
        }
    }
}
