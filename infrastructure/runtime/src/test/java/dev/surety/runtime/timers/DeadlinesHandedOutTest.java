package dev.surety.runtime.timers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Fate;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Wakes on their way to the queue, with crashes, late index rows and two readers at once. */
class DeadlinesHandedOutTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String PARTITION = "escrow#live#1";

    private record World(MemoryDynamo store, Faults faults, List<Deadline> woken, TimerReader reader) {
        static World build(Faults faults) {
            MemoryDynamo store = MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z"));
            List<Deadline> woken = new ArrayList<>();
            return new World(store, faults, woken, reader(store, faults, woken));
        }

        static TimerReader reader(MemoryDynamo store, Faults faults, List<Deadline> woken) {
            FaultyDynamo faulty = new FaultyDynamo(store, faults);
            TimerMessages wakes = deadlines -> {
                try {
                    faults.around("send wakes", () -> woken.addAll(deadlines));
                } catch (software.amazon.awssdk.core.exception.SdkException e) {
                    throw new Outage("the queue did not take the wakes", e);
                }
            };
            return new TimerReader(
                    new JournalIndexes(faulty, SuretyTables.JOURNAL),
                    wakes,
                    new TimerCursors(faulty, SuretyTables.CURSORS));
        }

        void due(int number, Instant at) {
            Journal journal = new Journal(store, SuretyTables.JOURNAL);
            ChainId chain = new ChainId("escrow", new MarketplaceId("demo"), "esc_" + number);
            Draft draft = Draft.of("escrow.noted.v1", Map.of(), NOON, Actor.TIMER, CommandKey.ofFact("k"))
                    .due(Optional.of(new Entry.Due(PARTITION, at)));
            journal.append(journal.load(chain), draft);
        }

        List<String> ids() {
            return woken.stream().map(each -> each.chain().id()).toList();
        }
    }

    private final World world = World.build(Faults.none());

    private static int handOut(TimerReader reader, String partition, Instant until) {
        return reader.handOut(partition, until, () -> true).wakes();
    }

    @Test
    void whatIsDueIsHandedOutInOrderAndOnlyOnce() {
        world.due(2, NOON.plusSeconds(120));
        world.due(1, NOON.plusSeconds(60));
        world.due(3, NOON.plusSeconds(181));
        assertEquals(2, handOut(world.reader(), PARTITION, NOON.plusSeconds(180)));
        assertEquals(List.of("esc_1", "esc_2"), world.ids());
        assertEquals(0, handOut(world.reader(), PARTITION, NOON.plusSeconds(180)));
        assertEquals(1, handOut(world.reader(), PARTITION, NOON.plusSeconds(181)));
        assertEquals(List.of("esc_1", "esc_2", "esc_3"), world.ids());
    }

    @Test
    void twoHundredAndFiftyAtTheSameInstantAreAllHandedOut() {
        for (int i = 0; i < 250; i++) {
            world.due(i, NOON.plusSeconds(60));
        }
        assertEquals(250, handOut(world.reader(), PARTITION, NOON.plusSeconds(60)));
        assertEquals(250, new HashSet<>(world.ids()).size());
        assertEquals(250, world.ids().size());
    }

    @Test
    void everyHintIsHandedOutASecondAndAThirdTime() {
        world.due(1, NOON.plusSeconds(60));
        Instant due = NOON.plusSeconds(60);
        handOut(world.reader(), PARTITION, due);
        assertEquals(1, world.woken().size());
        handOut(world.reader(), PARTITION, due.plus(Duration.ofHours(1)).minusMillis(1));
        assertEquals(1, world.woken().size());
        handOut(world.reader(), PARTITION, due.plus(Duration.ofHours(1)));
        assertEquals(2, world.woken().size());
        handOut(world.reader(), PARTITION, due.plus(Duration.ofHours(24)));
        assertEquals(3, world.woken().size());
        handOut(world.reader(), PARTITION, due.plus(Duration.ofDays(400)));
        assertEquals(3, world.woken().size());
    }

    @Test
    void whatTheIndexShowsTooLateComesWithTheSecondPass() {
        world.due(2, NOON.plusSeconds(120));
        world.store().lagIndexes(true);
        world.due(1, NOON.plusSeconds(60));
        assertEquals(1, handOut(world.reader(), PARTITION, NOON.plusSeconds(120)));
        world.store().settleIndexes();
        assertEquals(0, handOut(world.reader(), PARTITION, NOON.plusSeconds(120)));
        handOut(world.reader(), PARTITION, NOON.plusSeconds(120).plus(Duration.ofHours(1)));
        assertTrue(world.ids().contains("esc_1"), world.ids().toString());
    }

    @Test
    void theCursorMovesOnlyAfterTheWakesAreOnTheQueue() {
        world.due(1, NOON.plusSeconds(60));
        world.faults().fail(1, Fate.LOST);
        assertThrows(Outage.class, () -> handOut(world.reader(), PARTITION, NOON.plusSeconds(60)));
        assertEquals(List.of(), world.store().items(SuretyTables.CURSORS));
        assertEquals(1, handOut(world.reader(), PARTITION, NOON.plusSeconds(60)));
        assertEquals(List.of("send wakes", "send wakes", "put cursors"), world.faults().names());
    }

    @Test
    void aCrashBetweenSendAndMoveHandsOutAgain() {
        world.due(1, NOON.plusSeconds(60));
        world.faults().fail(2, Fate.DEAD_BEFORE);
        assertThrows(Outage.class, () -> handOut(world.reader(), PARTITION, NOON.plusSeconds(60)));
        world.faults().cease();
        assertEquals(1, handOut(world.reader(), PARTITION, NOON.plusSeconds(60)));
        assertEquals(List.of("esc_1", "esc_1"), world.ids());
    }

    @Test
    void whateverFailsNoDeadlineIsPassedOver() {
        EveryFault.of("hand out", faults -> {
                    World fresh = World.build(faults);
                    for (int i = 0; i < 130; i++) {
                        fresh.due(i, NOON.plusSeconds(60 + i));
                    }
                    return fresh;
                }, each -> handOut(each.reader(), PARTITION, NOON.plusSeconds(300)))
                .checking(each -> assertEquals(130, new HashSet<>(each.ids()).size()))
                .orEndingWith(Outage.class)
                .withDeaths()
                .run();
    }

    @Test
    void ofTwoReadersAtOnceOneMovesTheCursorAndNothingIsLost() {
        world.due(1, NOON.plusSeconds(60));
        world.due(2, NOON.plusSeconds(120));
        List<Deadline> second = new ArrayList<>();
        TimerReader other = World.reader(world.store(), Faults.none(), second);
        TimerMessages interrupted = deadlines -> {
            world.woken().addAll(deadlines);
            if (second.isEmpty()) {
                assertEquals(2, handOut(other, PARTITION, NOON.plusSeconds(120)));
            }
        };
        TimerReader first = new TimerReader(
                new JournalIndexes(world.store(), SuretyTables.JOURNAL),
                interrupted,
                new TimerCursors(world.store(), SuretyTables.CURSORS));
        assertEquals(0, handOut(first, PARTITION, NOON.plusSeconds(60)));
        world.due(3, NOON.plusSeconds(180));
        assertEquals(1, handOut(first, PARTITION, NOON.plusSeconds(180)));
        assertEquals(List.of("esc_1", "esc_3"), world.ids());
        assertEquals(2, second.size());
    }

    @Test
    void aReaderWhoseClockIsBehindDoesNotMoveTheCursorBack() {
        world.due(1, NOON.plusSeconds(600));
        handOut(world.reader(), PARTITION, NOON.plusSeconds(600));
        var before = world.store().items(SuretyTables.CURSORS);
        assertEquals(0, handOut(world.reader(), PARTITION, NOON.plusSeconds(300)));
        assertEquals(before, world.store().items(SuretyTables.CURSORS));
    }

    @Test
    void partitionsDoNotKnowOfEachOther() {
        world.due(1, NOON.plusSeconds(60));
        assertEquals(0, handOut(world.reader(), "escrow#live#2", NOON.plusSeconds(60)));
        assertEquals(0, handOut(world.reader(), "dispute#live#1", NOON.plusSeconds(60)));
        assertEquals(NOON.minusSeconds(120), TimerReader.settled(NOON));
    }

    /** A hint that names no chain or no time, as an intruder or an older program might have left it. */
    private void garble(String chain, String dueAt) {
        world.store().plant(SuretyTables.JOURNAL, Map.of(
                "pk", AttributeValue.fromS(chain),
                "sk", AttributeValue.fromN("1"),
                "due", AttributeValue.fromS(PARTITION),
                "dueAt", AttributeValue.fromS(dueAt)));
    }

    @Test
    void aHintThatCannotBeReadIsPassedOverAndNamed() {
        world.due(1, NOON.plusSeconds(60));
        garble("not a chain", "2026-11-22T12:01:30.000Z");
        garble("escrow#demo#esc_7", "2026-11-22T12:01:40 or so");
        world.due(2, NOON.plusSeconds(120));
        TimerReader.Handed handed = world.reader().handOut(PARTITION, NOON.plusSeconds(180), () -> true);
        assertEquals(List.of("esc_1", "esc_2"), world.ids());
        assertEquals(2, handed.unreadable().size());
        assertTrue(handed.unreadable().getFirst().contains("not a chain"), handed.unreadable().toString());
        assertEquals(0, handOut(world.reader(), PARTITION, NOON.plusSeconds(180)), "the cursor is past them");
    }

    @Test
    void aPageOfHintsThatCannotBeReadStopsNoneBehindIt() {
        for (int i = 0; i < TimerReader.PAGE + 20; i++) {
            garble("not a chain " + i, "2026-11-22T12:01:30.000Z");
        }
        world.due(1, NOON.plusSeconds(120));
        assertEquals(1, handOut(world.reader(), PARTITION, NOON.plusSeconds(180)));
    }

    @Test
    void aReaderThatRunsOutOfTimeSaysHowFarItLiesBackAndGoesOnThere() {
        for (int i = 0; i < 250; i++) {
            world.due(i, NOON.plusSeconds(60 + i));
        }
        Instant until = NOON.plusSeconds(600);
        var pages = new AtomicInteger();
        TimerReader.Handed handed = world.reader().handOut(PARTITION, until, () -> pages.incrementAndGet() <= 1);
        assertEquals(100, handed.wakes());
        assertEquals(Duration.ofSeconds(600 - 60 - 99), handed.behind());
        assertEquals(Duration.ofSeconds(600 - 60 - 100), world.reader().behind(PARTITION, until));
        handed = world.reader().handOut(PARTITION, until, () -> true);
        assertEquals(150, handed.wakes());
        assertEquals(Duration.ZERO, handed.behind());
        assertEquals(Duration.ZERO, world.reader().behind(PARTITION, until));
        assertEquals(250, new HashSet<>(world.ids()).size());
    }
}
