package dev.surety.local;

import static dev.surety.local.ToyWorld.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams, queues, bus and schedules, as Lambda's event sources have them. */
class SourcesTest {
    @TempDir
    Path folder;

    private ToyWorld toys;

    @BeforeEach
    void start() {
        toys = new ToyWorld(folder, true);
    }

    @AfterEach
    void stop() {
        toys.close();
    }

    @Test
    void aStreamIsDeliveredInOrder() {
        IntStream.rangeClosed(1, 35).forEach(i -> toys.put("a", i));
        List<String> expected =
                IntStream.rangeClosed(1, 35).mapToObj(i -> "INSERT a " + i).toList();
        eventually("all records", () -> toys.notes("stream").size() >= 35);
        assertEquals(expected, toys.notes("stream"));
    }

    @Test
    void aPoisonRecordIsPutAsideAndTheRestGoesOn() {
        List.of("a", "poison", "b", "bomb", "c").forEach(pk -> toys.put(pk, 1));
        eventually("the last one", () -> toys.notes("stream").contains("INSERT c 1"));
        List<String> notes = toys.notes("stream");
        assertTrue(notes.indexOf("INSERT a 1") < notes.indexOf("INSERT b 1"));
        assertTrue(notes.indexOf("INSERT b 1") < notes.indexOf("INSERT c 1"));
        assertEquals(1, notes.stream().filter("INSERT a 1"::equals).count());
        assertTrue(notes.stream().filter("fails poison"::equals).count() >= 4, "the first try and three more");
        assertEquals(2, folder.resolve("failed-records").toFile().list().length);
    }

    @Test
    void whatAQueueReaderNamesAsFailedComesAgainAndThenLiesDead() {
        List.of("one", "bad", "two").forEach(toys::send);
        eventually("the dead letter", () -> toys.world().queues().depth("JobsDead") == 1);
        List<String> notes = toys.notes("queue");
        assertEquals(1, notes.stream().filter("takes one 1 aws:sqs"::equals).count());
        assertEquals(1, notes.stream().filter("takes two 1 aws:sqs"::equals).count());
        assertTrue(notes.containsAll(List.of("fails bad 1 aws:sqs", "fails bad 2 aws:sqs")));
        assertEquals(0, toys.world().queues().depth("Jobs"));
    }

    /** As Lambda starts instances: a burst does not wait for one or two hands. */
    @Test
    void aBurstIsTakenManyAbreast() {
        int burst = 80;
        IntStream.range(0, burst).parallel().forEach(i -> toys.send("sleep-" + i));
        eventually("all of it", () -> toys.notes("queue").stream()
                .filter(note -> note.startsWith("takes"))
                .count() == burst);
        int atWork = 0;
        int most = 0;
        for (String note : toys.notes("queue")) {
            atWork += note.startsWith("begins") ? 1 : -1;
            most = Math.max(most, atWork);
        }
        assertTrue(most > 2, "at most " + most + " were at work at once");
        assertTrue(most <= 8, most + " were at work at once");
    }

    @Test
    void theBusPassesOnWhatARuleAsksFor() {
        toys.put("still-1", 1);
        toys.put("moved-1", 1);
        eventually("the event", () -> toys.notes("queue").size() == 1);
        String taken = toys.notes("queue").getFirst();
        assertTrue(taken.contains("\"detail-type\":\"thing.moved\""), taken);
        assertTrue(taken.contains("\"detail\":{\"pk\":\"moved-1\"}"), taken);
        assertTrue(taken.contains("\"source\":\"surety\""), taken);
    }

    @Test
    void aScheduleTicks() {
        eventually("three ticks", () -> toys.notes("clockwork").size() >= 3);
        assertEquals("Scheduled Event", toys.notes("clockwork").getFirst());
    }

    @Test
    void onlyTheirOwnerReadsTheSecrets() throws Exception {
        Path secrets = folder.resolve("secrets.json");
        assertEquals(
                "[OWNER_READ, OWNER_WRITE]",
                Files.getPosixFilePermissions(secrets).stream().sorted().toList().toString());
    }
}
