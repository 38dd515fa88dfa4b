package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.Fate;
import dev.surety.ledger.LedgerWorld.Said;
import dev.surety.ledger.app.job.Jobs;
import dev.surety.ledger.domain.job.JobKind;
import dev.surety.ledger.domain.job.Orders;
import dev.surety.ledger.store.DynamoOrders;
import dev.surety.ledger.store.DynamoProgresses;
import dev.surety.ledger.store.DynamoStackScan;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of each kind of job a marketplace has one at a time, and none that died keeps others waiting for ever. */
class OneJobAtATimeTest {
    private static final String REPAIR = "/v1/ledger/repairs";
    private static final String REPUBLISH = "/v1/ledger/republish";
    private static final String AUDIT = "/v1/ledger/audits";
    private static final String FIRST = "first-key-00000001";
    private static final String SECOND = "second-key-0000001";
    private static final Duration HOUR = Duration.ofHours(1);

    private final LedgerWorld town = new LedgerWorld().settled();
    private final LedgerJobsWorld shop = new LedgerJobsWorld(town);
    private final Orders orders = new DynamoOrders(town.memory, SuretyTables.LEDGER);

    OneJobAtATimeTest() {
        for (int i = 0; i < 3; i++) {
            town.fund(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 6_000, "EUR");
            town.release(LedgerWorld.escrow("sale " + i), LedgerWorld.ANNA, 6_000, 720, "EUR");
        }
        // More accounts than one step looks at.
        for (int i = 0; i < 110; i++) {
            town.fund(LedgerWorld.escrow("of many " + i), Id.derive("par", "many " + i), 100, "EUR");
        }
        town.checkPosted();
        town.clock.advance(HOUR);
        town.memory.pageBytes(20_000);
    }

    private Said order(String path, String key) {
        return town.ask("POST", LedgerWorld.OPERATOR, path, "", key);
    }

    private void assertRefused(String path, String key, String running) {
        var before = town.memory.everything();
        Said refused = order(path, key);
        assertEquals(409, refused.status(), Json.text(refused.body()));
        assertEquals("transition_not_allowed", refused.body().get("reason").stringValue());
        assertEquals(
                "There is one of these at a time, and " + running + " is not finished.",
                refused.body().get("detail").stringValue());
        assertEquals(before, town.memory.everything(), "refusal-inert");
    }

    private String state(String id) {
        return shop.job(id).get("state").stringValue();
    }

    /** The job's message is lost, as one that lies with the dead letters; given back for whoever redrives it. */
    private String dead() {
        return shop.work.removeFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {REPAIR, REPUBLISH, AUDIT})
    void anotherIsRefusedUntilTheFirstIsFinishedAndThenItsKeyIsFree(String path) {
        Said first = order(path, FIRST);
        String id = first.body().get("id").stringValue();
        assertRefused(path, SECOND, id);
        shop.hear();
        while (!state(id).equals("done")) {
            assertRefused(path, SECOND, id);
            assertEquals(first, order(path, FIRST), "the same key again");
            assertTrue(shop.take());
        }
        assertEquals(first, order(path, FIRST));

        String second = shop.ask(path, SECOND);
        assertEquals(first, order(path, FIRST));
        assertRefused(path, FIRST + "-3", second);
        shop.run();
        assertEquals("done", state(second));
    }

    @Test
    void otherKindsAndOtherMarketplacesDoNotWait() {
        shop.ask(REPAIR, FIRST);
        shop.ask(REPUBLISH, FIRST);
        shop.ask(AUDIT, FIRST);
        String other = LedgerWorld.OPERATOR.replace("demo", "other");
        assertEquals(202, town.ask("POST", other, REPAIR, "", FIRST).status());
        shop.run();
        town.checkPosted();
    }

    @ParameterizedTest
    @ValueSource(strings = {REPAIR, REPUBLISH, AUDIT})
    void oneThatNobodyEverTookStandsInTheWayForAnHour(String path) {
        String lost = shop.ask(path, FIRST);
        town.clock.advance(HOUR.minusMillis(1));
        assertRefused(path, SECOND, lost);
        town.clock.advance(Duration.ofMillis(1));
        String second = shop.ask(path, SECOND);
        assertRefused(path, FIRST + "-3", second);
    }

    /** A worker has a job for ten minutes from when it took it; its message comes again after thirty. */
    @ParameterizedTest
    @ValueSource(strings = {REPAIR, REPUBLISH, AUDIT})
    void oneThatNoWorkerHasHadForAnHourStandsInNobodysWay(String path) {
        String first = shop.ask(path, FIRST);
        shop.hear();
        assertTrue(shop.take());
        while (!shop.work.isEmpty()) {
            dead();
        }
        town.clock.advance(HOUR.plusMinutes(10).minusMillis(1));
        assertRefused(path, SECOND, first);
        town.clock.advance(Duration.ofMillis(1));
        String second = shop.ask(path, SECOND);
        shop.run();
        assertEquals("done", state(second));
        assertEquals(path.equals(REPAIR) ? "running" : "done", state(first), "the scan took it with it");
    }

    @Test
    void oneWhoseMessageStillComesAgainIsUnderWayHoweverOftenItFails() {
        String first = shop.ask(REPUBLISH, FIRST);
        shop.hear();
        for (int i = 0; i < 5; i++) {
            town.faults.fail(town.faults.seen() + 4, Fate.DEAD_BEFORE);
            assertFalse(shop.take(), "and half an hour later it comes again");
            town.faults.cease();
            assertRefused(REPUBLISH, SECOND, first);
        }
        shop.run();
        assertEquals("done", state(first));
    }

    @Test
    void anOrderThatWasNotedAndNeverGivenStopsNobody() {
        var order = new Orders.Order(Jobs.chain(LedgerWorld.DEMO, "job_none"), JobKind.AUDIT, town.clock.instant(), 1);
        assertTrue(orders.note(order, Optional.empty()));
        shop.ask(AUDIT, SECOND);
    }

    /** Orders of this town, before and after whose notes somebody else does something. */
    private Jobs interrupted(Runnable before, Runnable after) {
        var noting = new Orders() {
            @Override
            public Optional<Order> last(MarketplaceId marketplace, JobKind kind) {
                return orders.last(marketplace, kind);
            }

            @Override
            public boolean note(Order order, Optional<Order> last) {
                before.run();
                boolean noted = orders.note(order, last);
                after.run();
                return noted;
            }
        };
        return new Jobs(
                town.journal,
                new DynamoProgresses(town.memory, SuretyTables.LEDGER),
                noting,
                new DynamoStackScan(town.memory, SuretyTables.LEDGER),
                town.present(),
                town.clock);
    }

    private void orderFirst() {
        var first = town.jobs().start(JobKind.REPAIR, asked(FIRST));
        assertInstanceOf(Jobs.Outcome.Done.class, first);
    }

    @Test
    void whoFindsAnotherNotedSinceLooksAgain() {
        Jobs jobs = interrupted(this::orderFirst, () -> {});
        var later = jobs.start(JobKind.REPAIR, asked(SECOND));
        assertInstanceOf(Jobs.Outcome.Refused.class, later);
    }

    @Test
    void twoThatWereOrderedAtTheSameInstantAreBothDone() {
        Jobs jobs = interrupted(() -> {}, this::orderFirst);
        var later = jobs.start(JobKind.REPAIR, asked(SECOND));
        assertInstanceOf(Jobs.Outcome.Done.class, later);
        shop.run();
        List<String> ends = town.memory.items(SuretyTables.LEDGER).stream()
                .filter(item -> item.get("pk").s().startsWith("job#"))
                .map(item -> item.get("phase").s())
                .sorted()
                .toList();
        assertEquals(List.of("done", "done"), ends);
        town.checkPosted();
    }

    /** A scan goes through the entries of all: no marketplace has it done without end. */
    @Test
    void aDozenOfAKindMayBeOrderedADay() {
        town.clock.set(Instant.parse("2026-11-24T00:00:00Z"));
        for (int i = 0; i < 12; i++) {
            shop.ask(AUDIT, "key-of-the-day-%04d".formatted(i));
            shop.run();
        }
        Said thirteenth = order(AUDIT, SECOND);
        assertEquals(422, thirteenth.status());
        assertEquals("limit_exceeded", thirteenth.body().get("reason").stringValue());
        assertEquals(202, order(AUDIT, "key-of-the-day-0007").status(), "the same key again");
        shop.ask(REPUBLISH, SECOND);
        town.clock.set(Instant.parse("2026-11-25T00:00:00Z"));
        shop.ask(AUDIT, SECOND);
    }

    private static Jobs.JobRequest asked(String key) {
        return new Jobs.JobRequest(LedgerWorld.DEMO, Actor.of("staff:test"), CommandKey.ofFact(key), _ -> true);
    }
}
