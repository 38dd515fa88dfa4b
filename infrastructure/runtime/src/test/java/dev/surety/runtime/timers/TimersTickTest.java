package dev.surety.runtime.timers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.clock.SteppingClock;
import dev.surety.dynamo.faults.AroundDynamo;
import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.runtime.aws.Messages;
import dev.surety.runtime.clock.Clocks.TestClock;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.clock.Sandboxes;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.Deadline;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One tick a minute for the timers of every function: nothing that fails in one place stops or hides the others. */
class TimersTickTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration BUDGET = Duration.ofSeconds(40);

    private final FixedClock system = new FixedClock(NOON);
    private final MemoryDynamo store = MemoryDynamo.surety(system);
    private final List<Deadline> woken = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private final Set<String> away = new HashSet<>();
    private final TimerMessages wakes = woken::addAll;

    private TimerTick tick(InstantSource clock, TimerMessages to, String... types) {
        // An index partition that does not answer.
        var dynamo = new AroundDynamo(store) {
            @Override
            public QueryResponse query(QueryRequest request) {
                if (request.expressionAttributeValues().values().stream().anyMatch(value -> away.contains(value.s()))) {
                    throw SdkClientException.create("away");
                }
                return super.query(request);
            }
        };
        var hints = new JournalIndexes(dynamo, SuretyTables.JOURNAL);
        return new TimerTick(
                new TimerReader(hints, to, new TimerCursors(dynamo, SuretyTables.CURSORS)),
                new Clocks(clock, dynamo, Optional.of(SuretyTables.SANDBOX)),
                new Sandboxes(hints),
                clock,
                Set.of(types),
                new Metrics("timers", clock, metrics::add),
                BUDGET);
    }

    private static Map<String, Object> run(TimerTick tick) {
        return tick.apply(InputStream.nullInputStream());
    }

    private ChainId due(String type, String name, Entry.Due due) {
        var chain = new ChainId(type, new MarketplaceId("demo"), name);
        var journal = new Journal(store, SuretyTables.JOURNAL);
        journal.append(
                journal.load(chain),
                Draft.of(type + ".noted.v1", Map.of(), NOON, Actor.TIMER, CommandKey.ofFact(name))
                        .due(Optional.of(due)));
        return chain;
    }

    private ChainId dueLive(String type, String name) {
        String partition = Clocks.partition(type, new MarketplaceId("demo"), Mode.LIVE, name);
        return due(type, name, Clocks.due(partition, NOON, NOON));
    }

    private void sandbox(String marketplace) {
        store.plant(SuretyTables.JOURNAL, Map.of(
                "pk", AttributeValue.fromS("settings#" + marketplace + "#settings"),
                "sk", AttributeValue.fromN("1"),
                "at", AttributeValue.fromS(NOON.toString()),
                "owner", AttributeValue.fromS(Sandboxes.OWNER)));
    }

    private static ChainId chain(Deadline deadline) {
        return deadline.chain();
    }

    private List<Long> measured(String name) {
        return metrics.stream()
                .map(line -> Json.object(line).path(name))
                .filter(value -> value.isNumber())
                .map(value -> value.asLong(-1))
                .toList();
    }

    private long counted(String name) {
        return measured(name).stream().mapToLong(count -> count).sum();
    }

    @Test
    void typesOfSeveralFunctionsAreHandedOutByOneTick() {
        List<ChainId> chains = List.of(
                dueLive("escrow", "esc_1"), dueLive("payment", "pay_1"), dueLive("dispute", "dsp_1"));
        dueLive("unlisted", "unl_1");
        system.advance(Duration.ofMinutes(10));
        run(tick(system, wakes, "escrow", "payment", "dispute"));
        assertEquals(new HashSet<>(chains), new HashSet<>(woken.stream().map(TimersTickTest::chain).toList()));
        assertEquals(List.of(0L), measured("timers.behind"));
        assertEquals(0, counted("timers.failed"));
    }

    @Test
    void aPartitionThatFailsIsCountedAndFailsTheTickAfterAllOthersWereTried() {
        ChainId broken = dueLive("escrow", "esc_1");
        List<ChainId> others = IntStream.rangeClosed(2, 30).mapToObj(i -> dueLive("escrow", "esc_" + i)).toList();
        String partition = Clocks.partition("escrow", broken.marketplace(), Mode.LIVE, broken.id());
        away.add(partition);
        system.advance(Duration.ofMinutes(10));
        Outage outage = assertThrows(Outage.class, () -> run(tick(system, wakes, "escrow")));
        assertTrue(String.valueOf(outage.getMessage()).contains(partition), outage.getMessage());
        assertEquals(1, counted("timers.failed"));
        Set<ChainId> elsewhere = new HashSet<>(others);
        elsewhere.removeIf(chain ->
                Clocks.partition("escrow", chain.marketplace(), Mode.LIVE, chain.id()).equals(partition));
        assertEquals(elsewhere, new HashSet<>(woken.stream().map(TimersTickTest::chain).toList()));
        away.clear();
        run(tick(system, wakes, "escrow"));
        assertEquals(30, new HashSet<>(woken.stream().map(TimersTickTest::chain).toList()).size());
    }

    @Test
    void whileTheQueueIsAwayTheAgeOfTheOldestDeadlineGrows() {
        dueLive("escrow", "esc_1");
        TimerMessages broken = _ -> {
            throw new Outage("the queue is away");
        };
        for (int minutes : List.of(10, 30)) {
            system.set(NOON.plus(Duration.ofMinutes(minutes)));
            assertThrows(Outage.class, () -> run(tick(system, broken, "escrow")));
            // Due a minute after its entry, and read two minutes behind the present.
            assertEquals((minutes - 3) * 60L, measured("timers.behind").getLast());
        }
        run(tick(system, wakes, "escrow"));
        assertEquals(0, measured("timers.behind").getLast());
        assertEquals(1, woken.size());
    }

    @Test
    void aHintThatCannotBeReadIsABreachAndEndsNothing() {
        ChainId chain = dueLive("escrow", "esc_1");
        String partition = Clocks.partition("escrow", chain.marketplace(), Mode.LIVE, chain.id());
        store.plant(SuretyTables.JOURNAL, Map.of(
                "pk", AttributeValue.fromS("escrow"),
                "sk", AttributeValue.fromN("1"),
                "due", AttributeValue.fromS(partition),
                "dueAt", AttributeValue.fromS("2026-11-22T12:00:30.000Z")));
        system.advance(Duration.ofMinutes(10));
        run(tick(system, wakes, "escrow"));
        assertEquals(List.of(chain), woken.stream().map(TimersTickTest::chain).toList());
        assertEquals(1, counted("breach"));
    }

    @Test
    void sandboxesThatCannotBeListedOrWhoseClockIsAwayFailTheTickAndStopNoOthers() {
        ChainId live = dueLive("escrow", "esc_1");
        sandbox("demo");
        away.add(Sandboxes.OWNER);
        system.advance(Duration.ofMinutes(10));
        assertThrows(Outage.class, () -> run(tick(system, wakes, "escrow")));
        assertEquals(List.of(live), woken.stream().map(TimersTickTest::chain).toList());
        assertEquals(1, counted("timers.failed"));
    }

    @Test
    void aSandboxWhoseClockIsBeingMovedIsLeftToItsMover() {
        sandbox("demo");
        sandbox("other");
        ChainId moved = due("escrow", "esc_1", Clocks.due("escrow#demo#0", NOON, NOON));
        ChainId free = due("escrow", "esc_2", Clocks.due("escrow#other#0", NOON, NOON));
        store.plant(SuretyTables.SANDBOX, Map.of(
                "pk", AttributeValue.fromS("clock#demo"),
                "sk", TestClock.key(moved.marketplace()).get("sk"),
                "base", AttributeValue.fromS(NOON.toString()),
                "setAt", AttributeValue.fromS(NOON.toString()),
                "target", AttributeValue.fromS("2027-01-01T00:00:00Z")));
        system.advance(Duration.ofMinutes(10));
        run(tick(system, wakes, "escrow"));
        assertEquals(List.of(free), woken.stream().map(TimersTickTest::chain).toList());
    }

    /** Newest first and out of time, the oldest would never have been served. */
    @Test
    void howeverFewSandboxesATickHasTimeForAllHaveTheirTurn() {
        int sandboxes = 300;
        IntStream.range(0, sandboxes).forEach(i -> sandbox("sandbox-" + i));
        Set<String> served = new HashSet<>();
        int least = sandboxes;
        for (int tick = 0; tick < 12; tick++) {
            // Each look at the clock takes a tenth of a second, so that a tick is over long before it has seen all.
            var slow = new SteppingClock(NOON.plus(Duration.ofMinutes(tick)), Duration.ofMillis(100));
            List<String> now = run(tick(slow, wakes, "escrow")).keySet().stream()
                    .filter(partition -> partition.contains("sandbox-"))
                    .toList();
            least = Math.min(least, now.size());
            served.addAll(now);
        }
        assertTrue(least > 0 && least < 80, "a tick serves " + least);
        assertEquals(sandboxes, served.size());
    }

    @Test
    void whereTimeIsUpALivePartitionWaitsForTheNextTickAndIsSaidToLieBack() {
        IntStream.range(0, 900).forEach(i -> dueLive("escrow", "esc_" + i));
        var slow = new SteppingClock(NOON.plus(Duration.ofMinutes(10)), Duration.ofSeconds(10));
        run(tick(slow, wakes, "escrow"));
        assertTrue(woken.size() < 900);
        assertTrue(measured("timers.behind").getLast() > 0);
        for (int minute = 1; minute < 120 && woken.size() < 900; minute++) {
            run(tick(new SteppingClock(NOON.plus(Duration.ofMinutes(10 + minute)), Duration.ofSeconds(10)), wakes,
                    "escrow"));
        }
        assertTrue(new HashSet<>(woken.stream().map(TimersTickTest::chain).toList()).size() == 900);
    }

    /** Messages as they lie in queues, by the queue's URL. */
    private static final class Queued implements Messages {
        private final Map<String, List<String>> bodies = new TreeMap<>();

        @Override
        public void send(String queueUrl, List<String> sent) {
            bodies.computeIfAbsent(queueUrl, _ -> new ArrayList<>()).addAll(sent);
        }
    }

    @Test
    void eachWakeGoesToTheQueueOfItsType() {
        var queued = new Queued();
        TimerQueues queues = TimerQueues.parse("escrow=http://q/e payment=http://q/e\n dispute=http://q/d", queued);
        assertEquals(Set.of("escrow", "payment", "dispute"), queues.types());
        var demo = new MarketplaceId("demo");
        queues.send(List.of(
                new Deadline(new ChainId("escrow", demo, "esc_1"), 3, NOON),
                new Deadline(new ChainId("dispute", demo, "dsp_1"), 1, NOON),
                new Deadline(new ChainId("payment", demo, "pay_1"), 2, NOON)));
        assertEquals(2, queued.bodies.get("http://q/e").size());
        assertEquals(
                List.of("{\"chain\":\"dispute#demo#dsp_1\",\"number\":1,\"at\":\"2026-11-22T12:00:00.000Z\"}"),
                queued.bodies.get("http://q/d"));
        List<Deadline> stranger = List.of(new Deadline(new ChainId("review", demo, "rev_1"), 1, NOON));
        assertThrows(Breach.class, () -> queues.send(stranger));
        for (String wrong : List.of("", "escrow", "escrow=", "=http://q/e", "escrow=a escrow=b")) {
            assertThrows(Breach.class, () -> TimerQueues.parse(wrong, queued), wrong);
        }
        assertFalse(queues.types().contains("review"));
    }
}
