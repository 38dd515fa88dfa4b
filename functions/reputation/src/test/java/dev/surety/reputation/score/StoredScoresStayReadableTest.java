package dev.surety.reputation.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.reputation.app.score.ScoreChains;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreEvent;
import dev.surety.reputation.score.ScoreWorld.Selling;
import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Entries of scores as this release writes them. They are read for ever, so a line of the file is never changed; a new
 * shape adds one. With {@code -Dsurety.golden=write} new shapes are added.
 */
final class StoredScoresStayReadableTest {
    private static final Path GOLDEN = Path.of(System.getProperty("surety.root", "../.."))
            .resolve("functions/reputation/src/test/resources/golden/score-events.txt");

    @Test
    void everyEventIsWrittenAsItIsStored() throws IOException {
        List<String> written = written();
        if ("write".equals(System.getProperty("surety.golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            List<String> all = new ArrayList<>(Files.readAllLines(GOLDEN));
            written.stream().filter(line -> !all.contains(line)).forEach(all::add);
            Files.write(GOLDEN, all);
        }
        List<String> all = Files.readAllLines(GOLDEN);
        assertEquals(all.subList(all.size() - written.size(), all.size()), written, "the newest shapes are the last");
    }

    @Test
    void everyStoredLineIsReadAndWrittenAgain() throws IOException {
        for (String line : Files.readAllLines(GOLDEN)) {
            String data = line.substring(line.indexOf(' ') + 1);
            ScoreEvent event = Json.read(data, type(line.substring(0, line.indexOf(' '))));
            assertEquals(event, Json.read(Json.canonical(event), event.getClass()));
            assertTrue(Json.canonical(event).length() >= data.length(), "no member is lost");
        }
    }

    @Test
    void everyEventHasAName() {
        assertEquals(Set.of(ScoreEvent.class.getPermittedSubclasses()), ScoreChains.TYPES.types());
    }

    private static Class<? extends ScoreEvent> type(String name) {
        return Stream.of(ScoreEvent.class.getPermittedSubclasses())
                .map(type -> type.<ScoreEvent>asSubclass(ScoreEvent.class))
                .filter(type -> name.replace("_", "").equalsIgnoreCase("score." + type.getSimpleName() + ".v1"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> written() {
        var world = new ScoreWorld();
        Selling sale = world.sale("anna", "bert", 2_000).settled().reviewed(true).reversed(-60);
        sale.chargedBack("cb_1", false).heard();
        sale.chargedBack("cb_1", true).heard();
        world.counting.remove(ScoreWorld.DEMO, sale.id, Role.PAYER, world.clock.instant());
        world.counting.restore(ScoreWorld.DEMO, sale.id, Role.PAYER, world.clock.instant());
        return world.memory.items(SuretyTables.JOURNAL).stream()
                .filter(item -> item.get("pk").s().startsWith("score#"))
                .map(item -> item.get("event").s() + " " + item.get("data").s())
                .toList();
    }
}
