package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Fate;
import dev.surety.model.journal.Postings;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AuditingTheBooksTest {
    private static LedgerJobsWorld posted() {
        LedgerWorld town = new LedgerWorld().settled();
        town.fund(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 6_000, "EUR");
        town.release(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 6_000, 720, "EUR");
        town.fund(LedgerWorld.escrow(LedgerWorld.OTHER, "one"), LedgerWorld.BERT, 10, "EUR");
        town.drain();
        town.clock.advance(Duration.ofHours(1));
        return new LedgerJobsWorld(town);
    }

    @Test
    void anEntryThatWasNotPostedIsNewsForTenMinutesAndThenAFault() {
        LedgerJobsWorld shop = posted();
        LedgerWorld town = shop.town;
        town.fund(LedgerWorld.escrow("two"), LedgerWorld.ANNA, 50, "EUR");
        Map<String, String> early = shop.audit();
        assertEquals("2", early.get("not_yet_posted"));
        assertEquals(null, early.get("ledger-is-fold"));
        assertFalse(town.counted("ledger.difference_found", "not_yet_posted"));
        town.clock.advance(Duration.ofMinutes(11));
        Map<String, String> late = shop.audit();
        assertEquals("2", late.get("missing_line"));
        assertEquals("2", late.get("ledger-is-fold"));
        assertEquals(null, late.get("books-balanced"));
        assertTrue(town.counted("ledger.difference_found", "missing_line"));
    }

    /** A marketplace with a test clock, whose last entries are not posted yet. */
    private static LedgerWorld sandbox() {
        LedgerWorld town = new LedgerWorld();
        var settings = new MarketplaceSettings(
                1, MarketplaceSettings.Mode.SANDBOX, List.of("EUR"), List.of(), List.of(),
                "UTC", Set.of(), Optional.empty());
        town.append(
                Marketplaces.chain(LedgerWorld.DEMO),
                "settings.changed.v1",
                Marketplaces.data(settings),
                Postings.NONE);
        town.fund(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 6_000, "EUR");
        return town;
    }

    private static void moveClock(LedgerWorld town, Duration ahead) {
        var item = new HashMap<>(Clocks.TestClock.key(LedgerWorld.DEMO));
        item.put("base", AttributeValue.fromS(town.clock.instant().plus(ahead).toString()));
        item.put("setAt", AttributeValue.fromS(town.clock.instant().toString()));
        town.memory.plant(SuretyTables.SANDBOX, item);
    }

    @Test
    void aTestClockThatJumpsMakesNoEntryLateWithinTenMinutesOfRealTime() {
        var shop = new LedgerJobsWorld(sandbox());
        LedgerWorld town = shop.town;
        moveClock(town, Duration.ofDays(30));
        assertEquals("2", shop.audit().get("not_yet_posted"));
        town.clock.advance(Duration.ofMinutes(9));
        assertEquals("2", shop.audit().get("not_yet_posted"));
        assertFalse(town.counted("ledger.difference_found", "class"));
        town.clock.advance(Duration.ofMinutes(2));
        assertEquals("2", shop.audit().get("missing_line"));
    }

    private static List<String> told(LedgerWorld town, String marketplace) {
        return town.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().startsWith("audit#" + marketplace + "#"))
                .map(item -> item.get("pk").s().substring(("audit#" + marketplace + "#").length()) + " "
                        + item.get("attention").s() + " " + item.get("data").s())
                .toList();
    }

    @Test
    void whatIsFoundOpensOnePlaceInTheWorkQueueAndTheNextCleanAuditClosesIt() {
        LedgerJobsWorld shop = posted();
        LedgerWorld town = shop.town;
        town.fund(LedgerWorld.escrow("two"), LedgerWorld.ANNA, 50, "EUR");
        shop.audit();
        assertEquals(List.of(), told(town, "demo"), "what is young is no difference yet");
        town.clock.advance(Duration.ofHours(1));
        shop.audit();
        shop.audit();
        String opened = "differences-2026 opens difference_found {\"classes\":{\"missing_line\":2}}";
        assertEquals(List.of(opened), told(town, "demo"), "the same finding is not told twice");
        town.drain();
        town.meddle(town.item("payable#demo", "balance"), "amount", AttributeValue.fromN("5281"));
        shop.audit();
        town.meddle(town.item("payable#demo", "balance"), "amount", AttributeValue.fromN("5280"));
        shop.audit();
        shop.audit();
        assertEquals(
                List.of(opened, "differences-2026 opens difference_found {\"classes\":{\"balance_differs\":1}}",
                        "differences-2026 closes difference_found {}"),
                told(town, "demo"));
        town.drain();
        assertEquals(Map.of(), shop.audit(), "the entries that tell of it are sound themselves");
    }

    @Test
    void aPlaceOpenedBeforeTheTurnOfTheYearIsClosedAfterIt() {
        LedgerJobsWorld shop = posted();
        LedgerWorld town = shop.town;
        town.fund(LedgerWorld.escrow("two"), LedgerWorld.ANNA, 50, "EUR");
        town.clock.advance(Duration.ofHours(1));
        shop.audit();
        town.clock.advance(Duration.ofDays(60));
        town.drain();
        shop.audit();
        assertTrue(told(town, "demo").getLast().startsWith("differences-2026 closes"));
    }

    @Test
    void theScheduledAuditTellsEveryMarketplaceOfItsOwnAndOfNoOthers() {
        LedgerJobsWorld shop = posted();
        LedgerWorld town = shop.town;
        town.fund(LedgerWorld.escrow(LedgerWorld.OTHER, "two"), LedgerWorld.BERT, 50, "EUR");
        town.clock.advance(Duration.ofHours(1));
        shop.daily();
        assertEquals(1, told(town, "other").size());
        assertEquals(List.of(), told(town, "demo"));
        town.drain();
        shop.daily();
        assertEquals(2, told(town, "other").size());
    }

    @Test
    void theScheduledAuditLooksAtEveryMarketplaceAndIsAJobOfEach() {
        LedgerJobsWorld shop = posted();
        LedgerWorld town = shop.town;
        town.meddle(town.item("escrow#other", "balance"), "amount", AttributeValue.fromN("11"));
        shop.daily();
        assertEquals(1, told(town, "other").size());
        assertEquals(List.of(), told(town, "demo"));
        for (String marketplace : List.of("demo", "other")) {
            List<String> events = town.memory.items(SuretyTables.JOURNAL).stream()
                    .filter(item -> item.get("pk").s().startsWith("ledger_job#" + marketplace + "#"))
                    .map(item -> item.get("event").s())
                    .toList();
            assertEquals(List.of("ledger.job_started.v1", "ledger.job_finished.v1"), events);
        }
    }

    /** A call of the worker is over after a page; what was found is the same as in one. */
    @Test
    void runningOutOfTimeGoesOnAndIsNeverTakenForNoDifferences() {
        LedgerJobsWorld shop = posted();
        LedgerWorld town = shop.town;
        town.memory.pageBytes(500);
        town.meddle(town.item("payable#demo", "balance"), "amount", AttributeValue.fromN("5281"));
        shop.daily();
        assertTrue(shop.messages > 9, "calls: " + shop.messages);
        assertEquals(1, told(town, "demo").size());
        assertTrue(town.counted("audit.finished", "differences"));
        assertTrue(town.counted("audit.finished", "nothing"), "the other marketplace");
    }

    @Test
    void anOutageIsCountedAndTheScheduledAuditComesAgain() {
        LedgerJobsWorld shop = posted();
        LedgerWorld town = shop.town;
        town.meddle(town.item("payable#demo", "balance"), "amount", AttributeValue.fromN("5281"));
        shop.work.add(LedgerJobsWorld.message("daily"));
        town.faults.fail(town.faults.seen() + 1, Fate.LOST);
        assertFalse(shop.take());
        assertTrue(town.counted("outage", "queue"));
        shop.run();
        assertEquals(1, told(town, "demo").size());
    }

    @Test
    void everyCallThatFailsInTheScheduledAuditEndsWithOneFindingEach() {
        int schedules = EveryFault.of(
                        "the scheduled audit",
                        faults -> {
                            LedgerWorld town = new LedgerWorld(faults).settled();
                            town.fund(LedgerWorld.escrow("one"), LedgerWorld.ANNA, 50, "EUR");
                            town.fund(LedgerWorld.escrow(LedgerWorld.OTHER, "one"), LedgerWorld.BERT, 50, "EUR");
                            town.clock.advance(Duration.ofHours(1));
                            var shop = new LedgerJobsWorld(town);
                            shop.work.add(LedgerJobsWorld.message("daily"));
                            return shop;
                        },
                        LedgerJobsWorld::run)
                .withDeaths()
                .checking(shop -> {
                    assertEquals(1, told(shop.town, "demo").size());
                    assertEquals(1, told(shop.town, "other").size());
                })
                .run();
        assertTrue(schedules > 50, "schedules: " + schedules);
    }
}
