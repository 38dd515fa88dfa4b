package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.ledger.app.posting.ParkedPlaces;
import dev.surety.ledger.domain.posting.Arrival.Reason;
import dev.surety.ledger.domain.posting.EntryRef;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.model.journal.ChainId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/** What an older poster could not post is posted by a republish, and what still cannot stays where it is. */
class ParkedEntriesTest {
    private static final ChainId SALE = LedgerWorld.escrow("sale");
    private static final String ID = ParkedPlaces.id(SALE.toString());
    private static final String PATH = "/v1/ledger/republish";

    /** A sale of three sound entries, the second and third of which an older poster could not read. */
    private static LedgerJobsWorld parked(Faults faults) {
        LedgerWorld town = new LedgerWorld(faults).settled();
        town.fund(SALE, LedgerWorld.ANNA, 6_000, "EUR");
        town.drain();
        town.release(SALE, LedgerWorld.ANNA, 4_000, 400, "EUR");
        town.release(SALE, LedgerWorld.ANNA, 2_000, 200, "EUR");
        var entries = new DynamoParkedEntries(town.memory, SuretyTables.LEDGER);
        for (int number : List.of(2, 3)) {
            entries.park(EntryRef.of(SALE, number), Reason.UNKNOWN_ACCOUNT);
            new ParkedPlaces(town.journal, town.present()).open(EntryRef.of(SALE, number), Reason.UNKNOWN_ACCOUNT);
        }
        town.memory.pageBytes(1_500);
        return new LedgerJobsWorld(town);
    }

    private static List<String> listed(LedgerWorld town) {
        List<String> all = new ArrayList<>();
        town.get(LedgerWorld.READER, "/v1/ledger/parked").body().get("data").forEach(each -> all.add(
                each.get("subject").stringValue() + " " + each.get("sequence") + " "
                        + each.get("reason").stringValue()));
        return all;
    }

    @Test
    void whatIsParkedIsListedWithItsReasonAndTheIdOfItsChain() {
        LedgerJobsWorld shop = parked(Faults.none());
        assertEquals(
                List.of(SALE.id() + " 2 unknown_account", SALE.id() + " 3 unknown_account"), listed(shop.town));
        JsonNode first = shop.town.get(LedgerWorld.READER, "/v1/ledger/parked").body().get("data").get(0);
        assertEquals(ID, first.get("id").stringValue());
        assertEquals(0, shop.town.get(LedgerWorld.backend("other", "ledger:read"), "/v1/ledger/parked")
                .body().get("data").size());
    }

    @Test
    void theListComesInPagesThatMissNone() {
        LedgerWorld town = new LedgerWorld().settled();
        for (int i = 0; i < 11; i++) {
            town.plant(LedgerWorld.escrow("bad " + i), 1, Map.of("postings", AttributeValue.fromS("none")));
        }
        town.drain();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode body = town.get(LedgerWorld.READER, "/v1/ledger/parked?limit=4" + cursor).body();
            body.get("data").forEach(each -> seen.add(each.get("subject").stringValue()));
            cursor = body.get("nextCursor").isNull() ? "" : "&cursor=" + body.get("nextCursor").stringValue();
        } while (!cursor.isEmpty());
        assertEquals(11, seen.stream().distinct().count());
        assertEquals(11, seen.size());
        for (String query : List.of("?cursor=a.b", "?limit=0", "?limit=101", "?reason=overflow")) {
            assertEquals(400, town.get(LedgerWorld.READER, "/v1/ledger/parked" + query).status(), query);
        }
    }

    @Test
    void aRepublishPostsThemAndClosesTheirPlace() {
        LedgerJobsWorld shop = parked(Faults.none());
        assertEquals(Map.of(), shop.done(PATH));
        assertEquals(List.of(), listed(shop.town));
        assertEquals(
                List.of("closes entry_parked", "opens entry_parked 2 unknown_account",
                        "opens entry_parked 3 unknown_account"),
                LedgerJobsWorld.places(shop.town));
        assertEquals(5_400, shop.town.balance("payable#demo#" + LedgerWorld.ANNA + "#EUR"));
        shop.town.checkPosted();
    }

    @Test
    void everyCallThatFailsInAnyWayEndsWithThePlaceClosedOnce() {
        int schedules = EveryFault.of(
                        "republishing what was parked",
                        faults -> {
                            LedgerJobsWorld shop = parked(faults);
                            shop.ask(PATH, "republish-key-0001");
                            return shop;
                        },
                        LedgerJobsWorld::run)
                .withDeaths()
                .checking(shop -> {
                    assertEquals(List.of(), listed(shop.town));
                    assertEquals(1, LedgerJobsWorld.places(shop.town).stream()
                            .filter(place -> place.startsWith("closes"))
                            .count());
                    shop.town.checkPosted();
                })
                .run();
        assertTrue(schedules > 100, "schedules: " + schedules);
    }

    @Test
    void whatStillCannotBePostedStaysParkedAndItsPlaceOpen() {
        LedgerJobsWorld shop = parked(Faults.none());
        var bad = AttributeValue.fromL(List.of(LedgerWorld.posting("fees", "EUR", "5")));
        shop.town.plant(SALE, 4, Map.of("postings", bad));
        shop.town.drain();
        shop.done(PATH);
        assertEquals(List.of(SALE.id() + " 4 unbalanced"), listed(shop.town));
        assertEquals(5_400, shop.town.balance("payable#demo#" + LedgerWorld.ANNA + "#EUR"));
        assertTrue(LedgerJobsWorld.places(shop.town).stream().noneMatch(place -> place.startsWith("closes")));
        int told = LedgerJobsWorld.places(shop.town).size();
        shop.done(PATH);
        assertEquals(told, LedgerJobsWorld.places(shop.town).size(), "nothing new is to be told");
    }
}
