package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.ledger.app.ParkedPlaces;
import dev.surety.ledger.app.PostEntries;
import dev.surety.ledger.domain.Arrival.Reason;
import dev.surety.ledger.domain.Generations;
import dev.surety.ledger.domain.Place;
import dev.surety.ledger.inbox.JournalRecords;
import dev.surety.ledger.store.DynamoBooks;
import dev.surety.ledger.store.DynamoGenerations;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.ledger.store.EntryImages;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.edge.stream.StreamEdge;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.EveryFault;
import dev.surety.testkit.Faults;
import dev.surety.testkit.SmallRunner;
import dev.surety.testkit.StreamBytes;
import dev.surety.testkit.StreamRecord;
import dev.surety.testkit.SuretyTables;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

class RebuildingTheBooksTest {
    private static final String PATH = "/v1/ledger/rebuilds";
    private static final String KEY = "rebuild-key-000001";
    private static final String BALANCE = "/v1/participants/" + Town.ANNA + "/balance";

    /** Sound books of two marketplaces; a page of a scan holds a few entries. */
    private static Workshop posted(Faults faults) {
        Town town = new Town(faults).settled();
        for (int i = 0; i < 3; i++) {
            town.fund(Town.escrow("sale " + i), Town.ANNA, 6_000, "EUR");
            town.release(Town.escrow("sale " + i), Town.ANNA, 6_000, 720, "EUR");
        }
        town.fund(Town.escrow(Town.OTHER, "sale"), Town.BERT, 10, "EUR");
        town.checkPosted();
        town.memory.pageBytes(1_500);
        return new Workshop(town);
    }

    private static Generations.State state(Town town) {
        return new DynamoGenerations(town.memory, SuretyTables.LEDGER).of(Town.DEMO);
    }

    private static long available(Town town) {
        return town.get(Town.READER, BALANCE).body().get("balances").get(0).get("available").get("amount").longValue();
    }

    private static Map<String, AttributeValue> item(Town town, String pk, String sk) {
        return new HashMap<>(town.memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().startsWith(pk) && item.get("sk").s().startsWith(sk))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void soundBooksAreTheSameAfterwardsAndTheOthersAreLeftAlone() {
        Workshop shop = posted(Faults.none());
        JsonNode before = shop.town.get(Town.READER, "/v1/ledger/trial-balance").body();
        String id = shop.ask(PATH, KEY);
        shop.run();
        JsonNode job = shop.job(id);
        assertEquals("done", job.get("state").stringValue(), Json.text(job));
        assertEquals(6, job.get("posted").intValue());
        for (String changed : List.of("linesAdded", "linesDropped", "linesChanged", "balancesChanged")) {
            assertEquals("0", job.get("notes").get(changed).stringValue(), changed);
        }
        assertEquals(1, state(shop.town).live());
        assertEquals(Optional.empty(), state(shop.town).next());
        assertFalse(state(shop.town).closing());
        assertEquals(before.get("currencies"), shop.town.get(Town.READER, "/v1/ledger/trial-balance")
                .body().get("currencies"));
        assertEquals(10, shop.town.balance("escrow#other#" + Town.BERT + "#EUR"));
        shop.town.checkPosted();
    }

    @Test
    void meddledBooksAreWhatTheJournalSaysAfterwardsAndTheJobSaysWhatThatChanged() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        var balance = item(town, "payable#demo", "balance");
        balance.put("amount", AttributeValue.fromN("99"));
        town.memory.plant(SuretyTables.LEDGER, balance);
        var extra = item(town, "payable#demo", "line#");
        extra.put("sk", AttributeValue.fromS(extra.get("sk").s().replace("#000002", "#000009")));
        town.memory.plant(SuretyTables.LEDGER, extra);
        var changed = item(town, "fees#demo##EUR#", "line#");
        changed.put("amount", AttributeValue.fromN("1"));
        town.memory.plant(SuretyTables.LEDGER, changed);
        town.fund(Town.escrow("never posted"), Town.ANNA, 40, "EUR");
        String id = shop.ask(PATH, KEY);
        shop.run();
        JsonNode notes = shop.job(id).get("notes");
        assertEquals("2", notes.get("linesAdded").stringValue());
        assertEquals("1", notes.get("linesDropped").stringValue());
        assertEquals("1", notes.get("linesChanged").stringValue());
        assertEquals("2", notes.get("balancesChanged").stringValue(), "payable, and fees by its line");
        assertEquals(3 * 5_280, available(town));
        town.checkPosted();
        town.clock.advance(Duration.ofHours(1));
        var report = town.audit().run(Optional.empty(), Duration.ofMinutes(1));
        assertEquals(List.of(), report.differences());
        assertEquals(List.of(), report.invariants().stream().filter(each -> each.isFault()).toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void entriesThatArriveAtAnyMomentAreInTheNewBooks(boolean postedAtOnce) {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        town.fund(Town.escrow("before"), Town.ANNA, 100, "EUR");
        String id = shop.ask(PATH, KEY);
        shop.hear();
        int steps = 0;
        int delivered = town.records().size();
        town.drain();
        long expected = available(town);
        while (!shop.work.isEmpty()) {
            assertTrue(shop.take());
            town.fund(Town.escrow("step " + steps), Town.ANNA, 10, "EUR");
            town.release(Town.escrow("step " + steps), Town.ANNA, 10, 1, "EUR");
            steps++;
            if (postedAtOnce) {
                // Each record comes once, as from a stream: what it is not posted to then, nothing heals.
                town.deliver(town.records().subList(delivered, town.records().size()));
                delivered = town.records().size();
                expected += 9;
                assertEquals(expected, available(town), "whichever generation answers, in step " + steps);
            }
        }
        assertTrue(steps >= 7, "steps: " + steps);
        assertEquals("done", shop.job(id).get("state").stringValue());
        town.deliver(town.records().subList(delivered, town.records().size()));
        town.world().check();
        assertEquals(3 * 5_280 + 9L * steps, available(town));
    }

    @Test
    void aPosterThatKnewNothingOfTheRebuildAndWakesUpAfterItHasLostNothing() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        town.fund(Town.escrow("slow"), Town.ANNA, 77, "EUR");
        List<StreamRecord> batch = town.records().subList(town.records().size() - 1, town.records().size());
        shop.ask(PATH, KEY);
        shop.run();
        Generations asItWas = new Generations() {
            @Override
            public State of(MarketplaceId marketplace) {
                return State.FIRST;
            }

            @Override
            public Map<MarketplaceId, State> of(Collection<MarketplaceId> marketplaces) {
                return Map.of();
            }

            @Override
            public boolean change(MarketplaceId marketplace, State to) {
                return false;
            }
        };
        var post = new PostEntries(
                new DynamoBooks(town.memory, SuretyTables.LEDGER),
                new DynamoParkedEntries(town.memory, SuretyTables.LEDGER),
                asItWas,
                town.places(),
                town.metrics());
        var answer = new StreamEdge(new JournalRecords(post, EntryImages::arrival), town.metrics())
                .apply(new ByteArrayInputStream(StreamBytes.of(batch)));
        assertEquals(0, answer.getBatchItemFailures().size());
        town.world().check();
    }

    @Test
    void whatOnlyTheLiveBooksHaveByThenIsTakenOver() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        shop.ask(PATH, KEY);
        shop.hear();
        while (!phase(town).equals("compare")) {
            assertTrue(shop.take());
        }
        // A poster that read the state before the rebuild began posts only now, to the live books alone.
        var before = state(town);
        town.fund(Town.escrow("late"), Town.ANNA, 50, "EUR");
        plantState(town, Generations.State.FIRST);
        town.drain();
        plantState(town, before);
        shop.run();
        String caughtUp = town.memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().startsWith("job#"))
                .map(item -> Json.object(item.get("notes").s()).get("linesCaughtUp").stringValue())
                .findFirst()
                .orElseThrow();
        assertEquals("2", caughtUp);
        town.world().check();
    }

    private static String phase(Town town) {
        return town.memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().startsWith("job#"))
                .map(item -> item.get("phase").s())
                .findFirst()
                .orElse("");
    }

    private static void plantState(Town town, Generations.State state) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS("generation#demo"));
        item.put("sk", AttributeValue.fromS("state"));
        item.put("live", AttributeValue.fromN(Integer.toString(state.live())));
        state.next().ifPresent(next -> item.put("next", AttributeValue.fromN(Integer.toString(next))));
        item.put("highest", AttributeValue.fromN(Integer.toString(state.highest())));
        item.put("job", AttributeValue.fromS(state.job()));
        item.put("version", AttributeValue.fromN(Long.toString(state.version())));
        town.memory.plant(SuretyTables.LEDGER, item);
    }

    @Test
    void guardedDebitsWaitWhileTheTwoAreComparedAndNotLonger() {
        Workshop shop = posted(Faults.none());
        shop.ask(PATH, KEY);
        shop.hear();
        List<String> closing = new ArrayList<>();
        while (!shop.work.isEmpty()) {
            assertTrue(shop.take());
            if (state(shop.town).closing()) {
                closing.add(phase(shop.town));
            }
        }
        assertEquals(List.of("switch"), closing.stream().distinct().toList(), "from comparing until switched");
    }

    @Test
    void everyCallThatFailsInAnyWayLeavesTheLiveBooksWholeAndEndsWithNewOnes() {
        int schedules = EveryFault.of(
                        "rebuilding",
                        faults -> {
                            Workshop shop = posted(faults);
                            shop.ask(PATH, KEY);
                            return shop;
                        },
                        (Workshop shop) -> {
                            shop.hear();
                            for (int failed = 0; !shop.work.isEmpty() && failed < 3; ) {
                                failed = shop.take() ? 0 : failed + 1;
                                shop.town.world().check();
                            }
                        })
                .withDeaths()
                .checking(shop -> {
                    assertEquals(1, state(shop.town).live());
                    assertEquals(Optional.empty(), state(shop.town).next());
                    assertEquals("done", phase(shop.town));
                    shop.town.checkPosted();
                })
                .run();
        assertTrue(schedules > 150, "schedules: " + schedules);
    }

    @Test
    void newBooksThatDoNotAddUpAreGivenUpAndTheLiveOnesStayWhateverFails() {
        int schedules = EveryFault.of(
                        "giving up",
                        faults -> {
                            Workshop shop = posted(faults);
                            shop.ask(PATH, KEY);
                            shop.hear();
                            while (!phase(shop.town).equals("compare")) {
                                assertTrue(shop.take());
                            }
                            var balance = item(shop.town, "payable#demo~1", "balance");
                            balance.put("amount", AttributeValue.fromN("99"));
                            shop.town.memory.plant(SuretyTables.LEDGER, balance);
                            return shop;
                        },
                        Workshop::run)
                .withDeaths()
                .checking(shop -> {
                    var progress = item(shop.town, "job#demo", "progress");
                    assertEquals("failed", progress.get("phase").s());
                    assertEquals(
                            "new_books_unsound",
                            Json.object(progress.get("notes").s()).get("reason").stringValue());
                    assertEquals(0, state(shop.town).live());
                    assertEquals(Optional.empty(), state(shop.town).next());
                    assertFalse(state(shop.town).closing());
                    assertEquals(3 * 5_280, available(shop.town));
                })
                .run();
        assertTrue(schedules > 10, "schedules: " + schedules);
    }

    @Test
    void theNextRebuildTakesAwayWhatWasLiveBeforeTheLast() {
        Workshop shop = posted(Faults.none());
        shop.ask(PATH, KEY);
        shop.run();
        assertEquals(Optional.of(0), state(shop.town).old());
        assertTrue(shop.town.keys("accounts#demo").size() > 0, "it may still be looked at");
        shop.ask(PATH, KEY + "2");
        shop.run();
        assertEquals(2, state(shop.town).live());
        List<String> left = shop.town.memory.items(SuretyTables.LEDGER).stream()
                .map(item -> item.get("pk").s())
                .filter(pk -> pk.contains("#demo#") || pk.endsWith("#demo"))
                .filter(pk -> !pk.startsWith("generation#") && !pk.startsWith("job"))
                .toList();
        assertEquals(List.of(), left);
        shop.town.checkPosted();
        assertEquals(3 * 5_280, available(shop.town));
    }

    @Test
    void aChainThatOnlyAnOlderPosterCouldNotReadIsNoLongerParked() {
        Workshop shop = posted(Faults.none());
        Town town = shop.town;
        town.fund(Town.escrow("odd"), Town.ANNA, 30, "EUR");
        town.release(Town.escrow("odd"), Town.ANNA, 30, 3, "EUR");
        new DynamoParkedEntries(town.memory, SuretyTables.LEDGER)
                .park(Place.of(Town.escrow("odd"), 1), Reason.UNKNOWN_ACCOUNT);
        new ParkedPlaces(town.journal, town.present())
                .open(Place.of(Town.escrow("odd"), 1), Reason.UNKNOWN_ACCOUNT);
        town.plant(Town.escrow("bad"), 1, Map.of("postings", AttributeValue.fromS("none")));
        town.drain();
        assertEquals(3, town.get(Town.READER, "/v1/ledger/parked").body().get("data").size());
        shop.ask(PATH, KEY);
        shop.run();
        JsonNode parked = town.get(Town.READER, "/v1/ledger/parked").body().get("data");
        assertEquals(1, parked.size());
        assertEquals("unreadable", parked.get(0).get("reason").stringValue());
        assertEquals(
                List.of("closes entry_parked", "opens entry_parked 1 unknown_account",
                        "opens entry_parked 1 unreadable"),
                Workshop.places(town));
        assertEquals(3 * 5_280 + 27, available(town));
        assertFalse(town.get(Town.READER, "/v1/ledger/trial-balance").body().get("complete").booleanValue());
    }

    @Test
    void whateverHappensInWhateverOrderTheBooksEndUpRight() {
        SmallRunner.times(15, (random, _) -> {
            Workshop shop = posted(Faults.none());
            Town town = shop.town;
            shop.ask(PATH, KEY);
            shop.hear();
            int delivered = town.records().size();
            for (int step = 0; step < 40; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> town.fund(Town.escrow("random " + step), Town.ANNA, 1 + random.nextInt(99), "EUR");
                    case 1 -> {
                        List<StreamRecord> records = town.records();
                        int until = delivered + random.nextInt(records.size() - delivered + 1);
                        town.deliver(records.subList(delivered, until));
                        delivered = until;
                    }
                    default -> {
                        if (!shop.work.isEmpty()) {
                            boolean _ = shop.take();
                        } else if (random.nextInt(3) == 0) {
                            shop.ask(PATH, KEY + step);
                            shop.hear();
                        }
                    }
                }
            }
            shop.run();
            town.deliver(town.records().subList(delivered, town.records().size()));
            town.world().check();
        });
    }
}
