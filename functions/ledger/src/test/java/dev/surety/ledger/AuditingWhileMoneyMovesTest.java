package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.SuretyTables;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.store.DynamoAccounts;
import dev.surety.ledger.store.DynamoLines;
import dev.surety.ledger.store.DynamoParkedEntries;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/** Late entries, late deadlines and old books, as an audit and a trial balance meet them. */
class AuditingWhileMoneyMovesTest {
    private static void sales(LedgerWorld town, int days) {
        for (int day = 1; day <= days; day++) {
            town.fund(LedgerWorld.escrow("day " + day), LedgerWorld.ANNA, 1_000, "EUR");
            town.release(LedgerWorld.escrow("day " + day), LedgerWorld.ANNA, 1_000, day, "EUR");
            town.clock.advance(Duration.ofDays(1));
        }
        town.drain();
    }

    private static JsonNode trialBalance(LedgerWorld town, String at) {
        return town.get(LedgerWorld.READER, "/v1/ledger/trial-balance?at=" + at).body();
    }

    @Test
    void aTrialBalanceOfAPastMomentTakesAsManyCallsHoweverOldTheBooksAre() {
        var few = new LedgerJobsWorld(new LedgerWorld().settled());
        var many = new LedgerJobsWorld(new LedgerWorld().settled());
        sales(few.town, 10);
        sales(many.town, 130);
        JsonNode before = trialBalance(many.town, "2026-11-27T12:00:00Z");
        assertEquals(Map.of(), few.audit());
        assertEquals(Map.of(), many.audit());
        assertEquals(before, trialBalance(many.town, "2026-11-27T12:00:00Z"));
        assertEquals(Map.of(), many.audit(), "totals agree with their lines");
        int young = calls(few.town, "2026-11-27T12:00:00Z");
        int old = calls(many.town, "2027-03-01T12:00:00Z");
        assertTrue(old <= young, "calls: " + young + ", " + old);
    }

    private static int calls(LedgerWorld town, String at) {
        var count = new AtomicInteger();
        var store = new EveryCall(town.memory, count::incrementAndGet);
        var read = new ReadTrialBalance(
                new DynamoAccounts(store, SuretyTables.LEDGER),
                new DynamoLines(store, SuretyTables.LEDGER),
                new DynamoParkedEntries(store, SuretyTables.LEDGER),
                town.present());
        read.of(LedgerWorld.DEMO, Optional.of(Instant.parse(at)));
        return count.get();
    }

    @Test
    void whatComesLateToAClosedDayIsInItsTotalAndAMeddledTotalIsFoundAndPutRight() {
        var shop = new LedgerJobsWorld(new LedgerWorld().settled());
        LedgerWorld town = shop.town;
        town.fund(LedgerWorld.escrow("late"), LedgerWorld.ANNA, 77, "EUR");
        List<StreamRecord> late = town.records().subList(town.records().size() - 1, town.records().size());
        town.clock.advance(Duration.ofHours(1));
        town.fund(LedgerWorld.escrow("early"), LedgerWorld.ANNA, 10, "EUR");
        town.deliver(town.records().subList(town.records().size() - 1, town.records().size()));
        town.clock.advance(Duration.ofDays(10));
        assertEquals("2", shop.audit().get("missing_line"));
        town.deliver(late);
        assertEquals(Map.of(), shop.audit());
        JsonNode body = trialBalance(town, "2026-11-25T00:00:00Z");
        assertEquals(0, body.get("currencies").get(0).get("sum").get("amount").longValue());
        town.meddle(town.item("gateway#demo", "day#"), "amount", AttributeValue.fromN("5"));
        assertEquals("1", shop.audit().get("balance_differs gateway:sandbox EUR"));
        assertEquals(Map.of("totalsChanged", "1"), shop.repair());
        assertEquals(Map.of(), shop.audit());
        town.world().check();
    }

    @Test
    void aMomentInTheFutureIsRefused() {
        LedgerWorld town = new LedgerWorld().settled();
        var said = town.get(LedgerWorld.READER, "/v1/ledger/trial-balance?at=2026-11-22T10:00:00.001Z");
        assertEquals(422, said.status());
        assertEquals(200, town.get(LedgerWorld.READER, "/v1/ledger/trial-balance?at=2026-11-22T10:00:00Z").status());
    }

    @Test
    void oneScanServesAllWhoWait() {
        var shop = new LedgerJobsWorld(new LedgerWorld().settled());
        sales(shop.town, 3);
        String audit = shop.ask("/v1/ledger/audits", "order-of-one-000001");
        String republish = shop.ask("/v1/ledger/republish", "order-of-one-000002");
        String other = LedgerWorld.OPERATOR.replace("demo", "other");
        shop.town.ask("POST", other, "/v1/ledger/audits", "", "order-of-one-000003");
        shop.hear();
        // The first message begins the scan; the others wait in time to take part.
        while (!shop.work.isEmpty()) {
            assertTrue(shop.take());
        }
        assertEquals("done", shop.job(audit).get("state").stringValue());
        assertEquals("done", shop.job(republish).get("state").stringValue());
        String scans = shop.town.item("scan", "state").get("number").n();
        assertTrue(Integer.parseInt(scans) <= 2, "scans: " + scans);
    }

    @Test
    void aChainWhoseDeadlineIsAnHourPastIsWokenAndCounted() {
        var shop = new LedgerJobsWorld(new LedgerWorld().settled());
        LedgerWorld town = shop.town;
        var loaded = town.journal.load(LedgerWorld.escrow("asleep"));
        town.journal.append(loaded, Draft.of(
                        "escrow.created.v1", Json.object(), town.clock.instant(), Actor.TIMER, CommandKey.ofFact("a"))
                .due(Optional.of(new Entry.Due("escrow#live#0", town.clock.instant().plusSeconds(60)))));
        town.clock.advance(Duration.ofMinutes(50));
        assertEquals(Map.of(), shop.audit());
        assertEquals(0, shop.woken.size());
        town.clock.advance(Duration.ofMinutes(20));
        assertEquals(Map.of("timed-exit", "1"), shop.audit());
        assertEquals(LedgerWorld.escrow("asleep").toString(), shop.woken.getFirst().get("chain").stringValue());
        assertTrue(town.counted("overdue", "true"));
        town.append(LedgerWorld.escrow("asleep"), "escrow.expired.v1", Json.object(), Postings.NONE);
        assertEquals(Map.of(), shop.audit());
    }
}
