package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.ledger.app.ParkedPlaces;
import dev.surety.ledger.domain.Arrival.Reason;
import dev.surety.ledger.domain.Place;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.EveryFault;
import dev.surety.testkit.Faults;
import dev.surety.testkit.SuretyTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

class ReleasingParkedEntriesTest {
    private static final ChainId SALE = Town.escrow("sale");
    private static final String ID = ParkedPlaces.id(SALE.toString());
    private static final String PATH = "/v1/ledger/parked/" + ID + "/release";
    private static final String KEY = "release-key-000001";

    /** A sale of three sound entries that an older poster could not read from the second on. */
    private static Workshop parked(Faults faults) {
        Town town = new Town(faults).settled();
        town.fund(SALE, Town.ANNA, 6_000, "EUR");
        town.release(SALE, Town.ANNA, 4_000, 400, "EUR");
        town.release(SALE, Town.ANNA, 2_000, 200, "EUR");
        var entries = new DynamoParkedEntries(town.memory, SuretyTables.LEDGER);
        entries.park(Place.of(SALE, 2), Reason.UNKNOWN_ACCOUNT);
        new ParkedPlaces(town.journal, town.present()).open(Place.of(SALE, 2), Reason.UNKNOWN_ACCOUNT);
        town.fund(Town.escrow("neighbour"), Town.ANNA, 50, "EUR");
        faults.cease();
        town.drain();
        return new Workshop(town);
    }

    private static List<String> listed(Town town) {
        List<String> all = new ArrayList<>();
        town.get(Town.READER, "/v1/ledger/parked").body().get("data").forEach(each -> all.add(
                each.get("subject").stringValue() + " " + each.get("sequence") + " "
                        + each.get("reason").stringValue()));
        return all;
    }

    @Test
    void whatIsParkedIsListedWithItsReasonAndTheIdOfItsChain() {
        Workshop shop = parked(Faults.none());
        assertEquals(
                List.of(SALE.id() + " 2 unknown_account", SALE.id() + " 3 behind"), listed(shop.town));
        JsonNode first = shop.town.get(Town.READER, "/v1/ledger/parked").body().get("data").get(0);
        assertEquals(ID, first.get("id").stringValue());
        assertEquals(0, shop.town.get(Town.backend("other", "ledger:read"), "/v1/ledger/parked")
                .body().get("data").size());
    }

    @Test
    void theListComesInPagesThatMissNone() {
        Town town = new Town().settled();
        for (int i = 0; i < 11; i++) {
            town.plant(Town.escrow("bad " + i), 1, Map.of("postings", AttributeValue.fromS("none")));
        }
        town.drain();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode body = town.get(Town.READER, "/v1/ledger/parked?limit=4" + cursor).body();
            body.get("data").forEach(each -> seen.add(each.get("subject").stringValue()));
            cursor = body.get("nextCursor").isNull() ? "" : "&cursor=" + body.get("nextCursor").stringValue();
        } while (!cursor.isEmpty());
        assertEquals(11, seen.stream().distinct().count());
        assertEquals(11, seen.size());
        for (String query : List.of("?cursor=a.b", "?limit=0", "?limit=101", "?reason=behind")) {
            assertEquals(400, town.get(Town.READER, "/v1/ledger/parked" + query).status(), query);
        }
    }

    @Test
    void theChainIsPostedInPlaceAndItsPlaceInTheWorkQueueIsClosed() {
        Workshop shop = parked(Faults.none());
        String id = shop.ask(PATH, KEY);
        shop.run();
        JsonNode job = shop.job(id);
        assertEquals("done", job.get("state").stringValue());
        assertEquals(ID, job.get("subject").stringValue());
        assertEquals(2, job.get("posted").intValue());
        assertEquals(0, job.get("notes").size());
        assertEquals(List.of(), listed(shop.town));
        assertEquals(List.of("closes entry_parked", "opens entry_parked 2 unknown_account"),
                Workshop.places(shop.town));
        assertEquals(5_400, shop.town.balance("payable#demo#" + Town.ANNA + "#EUR"));
        shop.town.release(Town.escrow("neighbour"), Town.ANNA, 50, 5, "EUR");
        shop.town.fund(SALE, Town.ANNA, 7, "EUR");
        shop.town.drain();
        assertEquals(List.of(), listed(shop.town), "its later entries are posted again");
        shop.town.world().check();
    }

    @Test
    void everyCallThatFailsInAnyWayEndsWithTheChainPostedOnceAndItsPlaceClosedOnce() {
        int schedules = EveryFault.of(
                        "releasing",
                        faults -> {
                            Workshop shop = parked(faults);
                            shop.ask(PATH, KEY);
                            return shop;
                        },
                        Workshop::run)
                .withDeaths()
                .inPairs()
                .checking(shop -> {
                    assertEquals(List.of(), listed(shop.town));
                    assertEquals(List.of("closes entry_parked", "opens entry_parked 2 unknown_account"),
                            Workshop.places(shop.town));
                    shop.town.checkPosted();
                })
                .run();
        assertTrue(schedules > 500, "schedules: " + schedules);
    }

    @Test
    void whatStillCannotBePostedStaysParkedWithItsReasonAndAllBehindIt() {
        Workshop shop = parked(Faults.none());
        var bad = AttributeValue.fromL(List.of(Town.posting("fees", "EUR", "5")));
        shop.town.plant(SALE, 4, Map.of("postings", bad));
        shop.town.plant(SALE, 5, Map.of("postings", AttributeValue.fromL(
                List.of(Town.posting("fees", "EUR", "1"), Town.posting("loss", "EUR", "-1")))));
        shop.town.drain();
        assertEquals(4, listed(shop.town).size());
        String id = shop.ask(PATH, KEY);
        shop.run();
        assertEquals("4", shop.job(id).get("notes").get("stillParked").stringValue());
        assertEquals("unbalanced", shop.job(id).get("notes").get("reason").stringValue());
        assertEquals(List.of(SALE.id() + " 4 unbalanced", SALE.id() + " 5 behind"), listed(shop.town));
        assertEquals(5_400, shop.town.balance("payable#demo#" + Town.ANNA + "#EUR"));
        assertEquals(0, shop.town.balance("loss#demo##EUR"));
        assertEquals(List.of("opens entry_parked 2 unknown_account", "opens entry_parked 4 unbalanced"),
                Workshop.places(shop.town));
        shop.town.drain();
        assertEquals(2, listed(shop.town).size(), "and it is held back from there on, not from where it was before");
        String again = shop.ask(PATH, KEY + "2");
        shop.run();
        assertEquals(0, shop.job(again).get("posted").intValue());
        assertEquals(2, Workshop.places(shop.town).size(), "nothing new is to be told");
    }

    @Test
    void anEntryThatArrivesDuringTheReleaseIsNeitherLostNorLeftBehind() {
        Workshop shop = parked(Faults.none());
        shop.ask(PATH, KEY);
        shop.hear();
        // As the poster does it, in the very moment before the chain would be freed: the mark's version has moved on.
        int before = shop.town.faults.seen();
        Town town = shop.town;
        var entries = new DynamoParkedEntries(town.memory, SuretyTables.LEDGER);
        var mark = entries.mark(SALE.toString()).orElseThrow();
        town.fund(SALE, Town.ANNA, 7, "EUR");
        town.deliver(town.records().subList(town.records().size() - 1, town.records().size()));
        assertFalse(entries.free(SALE.toString(), mark), "somebody parked behind it meanwhile");
        assertTrue(town.faults.seen() > before);
        shop.run();
        assertEquals(List.of(), listed(town));
        town.drain();
        town.world().check();
    }

    @Test
    void anEntryThatWasBehindAChainThatIsFreeByNowComesAgain() {
        Workshop shop = parked(Faults.none());
        shop.ask(PATH, KEY);
        shop.run();
        var entries = new DynamoParkedEntries(shop.town.memory, SuretyTables.LEDGER);
        Assertions.assertThrows(Outage.class, () -> entries.park(Place.of(SALE, 9), Reason.BEHIND));
        entries.park(Place.of(SALE, 9), Reason.OVERFLOW);
        assertEquals(9, entries.mark(SALE.toString()).orElseThrow().from(), "and it can be parked anew");
    }

    @Test
    void whatIsNotParkedCannotBeReleased() {
        Workshop shop = parked(Faults.none());
        var before = shop.town.memory.everything();
        for (String id : List.of("prk_1", SALE.id(), ParkedPlaces.id("escrow#demo#never"))) {
            assertEquals(404, shop.town.ask("POST", Town.OPERATOR, "/v1/ledger/parked/" + id + "/release", "", KEY)
                    .status(), id);
        }
        String foreign = Json.text(Json.object(Town.OPERATOR).put("marketplace", "other"));
        assertEquals(404, shop.town.ask("POST", foreign, PATH, "", KEY).status());
        assertEquals(400, shop.town.ask("POST", Town.OPERATOR, PATH, "{\"all\":true}", KEY).status());
        assertEquals(400, shop.town.ask("POST", Town.OPERATOR, PATH, "", "").status());
        assertEquals(before, shop.town.memory.everything());

        shop.ask(PATH, KEY);
        shop.run();
        var closed = shop.town.ask("POST", Town.OPERATOR, PATH, "", KEY + "2");
        assertEquals(409, closed.status());
        assertEquals("transition_not_allowed", closed.body().get("reason").stringValue());
        assertEquals(202, shop.town.ask("POST", Town.OPERATOR, PATH, "", KEY).status(), "the same order as before");
    }

    @Test
    void twoReleasesOfOneChainAtTheSameTimeEndAsOne() {
        Workshop shop = parked(Faults.none());
        shop.ask(PATH, KEY);
        shop.ask(PATH, KEY + "2");
        shop.run();
        assertEquals(List.of(), listed(shop.town));
        assertEquals(2, Workshop.places(shop.town).size());
        shop.town.drain();
        shop.town.world().check();
    }
}
