package dev.surety.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.invariants.WholeWorld;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.edge.queue.QueueEdge;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.Chain;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EntryItems;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One function tells another, over a queue that doubles, delays and is written to by others. */
class CommandOfAnotherFunctionTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final ChainId CAUSE = new ChainId("payment", DEMO, "pay_1");
    private static final ChainId TARGET = new ChainId("escrow", DEMO, "esc_1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** A receiver of the command {@code freeze}, and what another writer does before it appends. */
    private static final class World {
        final MemoryDynamo store = MemoryDynamo.surety(FixedClock.at("2026-11-22T12:00:00Z"));
        final Journal plain = new Journal(store, SuretyTables.JOURNAL);
        final Journal journal;
        final QueueEdge edge;
        Runnable meanwhile = () -> {};
        Entry cause;

        World(Faults faults) {
            journal = new Journal(new FaultyDynamo(store, faults), SuretyTables.JOURNAL);
            edge = new QueueEdge(
                    new CausedCommands(
                            journal, Map.of("freeze", new CausedCommands.Receiver("payment", this::freeze))),
                    new Metrics("test", FixedClock.at("2026-11-22T12:00:00Z"), _ -> {}));
            cause = add(CAUSE, "payment.drawn.v1");
            add(TARGET, "escrow.created.v1");
        }

        private boolean freeze(Entry because, CommandKey key) {
            Chain chain = journal.load(TARGET);
            if (chain.seen(key).isPresent()) {
                return true;
            }
            meanwhile.run();
            Draft frozen = Draft.of("escrow.frozen.v1", Map.of("for", because.number()), NOON, Actor.EVENT, key);
            return journal.append(chain, frozen) instanceof Append.Done;
        }

        Entry add(ChainId id, String event) {
            Chain chain = plain.load(id);
            CommandKey key = CommandKey.ofFact(event, Integer.toString(chain.version()));
            Append done = plain.append(chain, Draft.of(event, Map.of(), NOON, Actor.TIMER, key));
            return ((Append.Done) done).entry();
        }

        /** Whether the message may go. */
        boolean deliver(String body) {
            var event = Json.object();
            event.putArray("Records").addObject().put("messageId", "m-1").put("body", body);
            return edge.apply(new ByteArrayInputStream(Json.text(event).getBytes(StandardCharsets.UTF_8)))
                    .getBatchItemFailures()
                    .isEmpty();
        }

        long frozen() {
            return plain.load(TARGET).entries().stream()
                    .filter(entry -> entry.event().equals("escrow.frozen.v1"))
                    .count();
        }
    }

    private final World world = new World(Faults.none());

    private String message() {
        return CausedCommand.of("freeze", world.cause).body();
    }

    @Test
    void itIsDoneOnceHoweverOftenItIsHandedOut() {
        for (int times = 0; times < 3; times++) {
            assertEquals(true, world.deliver(message()));
        }
        assertEquals(1, world.frozen());
    }

    @Test
    void oneWhoseCauseHasMovedOnIsDropped() {
        String late = message();
        world.add(CAUSE, "payment.won.v1");
        assertEquals(true, world.deliver(late));
        assertEquals(0, world.frozen());
    }

    @Test
    void oneThatNamesAnEntryThatIsNotThereIsDropped() {
        assertEquals(true, world.deliver(new CausedCommand("freeze", CAUSE, 7).body()));
        assertEquals(true, world.deliver(
                new CausedCommand("freeze", new ChainId("payment", DEMO, "pay_2"), 1).body()));
        assertEquals(0, world.frozen());
    }

    @Test
    void theCauseIsReadAgainAfterALostRace() {
        world.meanwhile = () -> {
            world.meanwhile = () -> {};
            world.add(TARGET, "escrow.noted.v1");
            world.add(CAUSE, "payment.won.v1");
        };
        assertEquals(true, world.deliver(message()));
        assertEquals(0, world.frozen(), "between two races the cause moved on");
    }

    @Test
    void aLostRaceIsTriedAgainAndTooManyComeAgain() {
        world.meanwhile = () -> {
            world.meanwhile = () -> {};
            world.add(TARGET, "escrow.noted.v1");
        };
        assertEquals(true, world.deliver(message()));
        assertEquals(1, world.frozen());

        var crowded = new World(Faults.none());
        crowded.meanwhile = () -> crowded.add(TARGET, "escrow.noted.v1");
        assertEquals(false, crowded.deliver(message()));
        assertEquals(0, crowded.frozen());
    }

    @Test
    void aCauseOfAnotherTypeAsksForNothing() {
        assertEquals(true, world.deliver(new CausedCommand("freeze", TARGET, 1).body()));
        assertEquals(0, world.frozen());
    }

    @Test
    void whatThisReleaseDoesNotKnowComesAgain() {
        for (String body : List.of(
                CausedCommand.of("thaw", world.cause).body(), "{}", "{\"command\":\"freeze\"}", "no json")) {
            assertEquals(false, world.deliver(body), body);
        }
        assertEquals(0, world.frozen());
    }

    @Test
    void everyWriteLostOrKeptOrDiedInLeavesItDoneOnce() {
        EveryFault.of("a caused command", World::new, each -> {
                    if (!each.deliver(message())) {
                        throw new Outage("comes again");
                    }
                })
                .checking(each -> {
                    assertEquals(1, each.frozen());
                    WholeWorld.of(each.store).hashing(EntryItems::hash).check();
                })
                .orEndingWith(Outage.class)
                .withDeaths()
                .inPairs()
                .run();
    }
}
