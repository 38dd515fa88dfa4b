package dev.surety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What comes to the mover's queue and is no move: it goes, or goes to the dead-letter queue, and moves nothing. */
class ForeignMessagesTest {
    private final SandboxWorld world = new SandboxWorld();

    @TestFactory
    Stream<DynamicTest> whatNamesNoMoveOfOursMovesNothing() {
        String envelope = "{\"detail\":{\"pk\":\"%s\"}}";
        return Map.of(
                        envelope.formatted("escrow#demo#esc_" + "a".repeat(26)), false,
                        envelope.formatted("settings#demo#settings"), false,
                        envelope.formatted("clock#demo#clk_" + "a".repeat(26)), false,
                        envelope.formatted("clock#demo"), true,
                        envelope.formatted(""), true,
                        envelope.formatted("clock#DEMO#x"), true,
                        "{\"detail\":{\"pk\":7}}", true,
                        "{\"detail\":\"clock#demo#x\"}", true,
                        "{", true,
                        "", true)
                .entrySet()
                .stream()
                .map(message -> DynamicTest.dynamicTest("message " + message.getKey(), () -> {
                    Map<String, ?> before = world.store.everything();
                    assertEquals(message.getValue(), world.deliverBody(message.getKey()), "whether it comes again");
                    assertEquals(before, world.store.everything());
                }));
    }

    @Test
    void whereToIsReadFromTheJournalWhateverTheMessageSays() {
        Response move = world.advance(Duration.ofDays(1), "advance-000000001");

        assertFalse(world.deliverBody(
                "{\"detail\":{\"pk\":\"clock#demo#%s\",\"to\":\"2100-01-01T00:00:00Z\",\"marketplace\":\"other\"}}"
                        .formatted(move.text("id"))));

        assertEquals(SandboxWorld.START.plus(Duration.ofDays(1)), world.now(SandboxWorld.DEMO));
        assertEquals(SandboxWorld.START, world.now(SandboxWorld.OTHER));
        world.check();
    }

    @Test
    void aMoveOfALaterReleaseIsKeptAndNotSkipped() {
        var journal = new Journal(world.store, SuretyTables.JOURNAL);
        var id = new ChainId("clock", SandboxWorld.DEMO, "clk_" + "b".repeat(26));
        var key = CommandKey.ofFact("later");
        journal.append(
                journal.load(id),
                Draft.of("clock.advanced.v2", Json.object(), SandboxWorld.START, Actor.of("staff:x"), key));

        assertTrue(world.deliver(id.toString()));
        assertEquals(SandboxWorld.START, world.now(SandboxWorld.DEMO));
    }
}
