package dev.surety.payouts.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.NewerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The golden file holds stored entries of each shape, {@code name canonical-JSON} a line, for ever: lines are added,
 * none is changed. Each is read as it is, and as a newer release may write it, to the same.
 */
class StoredRunsStayReadableTest {
    private static final Path GOLDEN = Path.of(
            System.getProperty("surety.root"), "functions/payouts/src/test/resources/golden/run-events.txt");

    private static List<String> golden() throws IOException {
        return Files.readAllLines(GOLDEN);
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static String data(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private static Entry entry(String event, String data) {
        var journal = new Journal(MemoryDynamo.surety(FixedClock.at("2026-11-22T10:00:00Z")), SuretyTables.JOURNAL);
        var chain = journal.load(new ChainId("golden", new MarketplaceId("demo"), "line"));
        Append append = journal.append(
                chain,
                Draft.of(event, Json.object(data), Instant.EPOCH, Actor.EVENT, CommandKey.ofFact("golden")));
        Invariants.hold(append instanceof Append.Done, "the golden entry is appended");
        return ((Append.Done) append).entry();
    }

    private static Object read(Entry entry) {
        return switch (entry.event().substring(0, entry.event().indexOf('.'))) {
            case "payout_run" -> RunTypes.ALL.read(entry);
            case "run_pages" -> GroupChains.state(entry);
            default -> WorkOnSchedule.Stored.of(entry);
        };
    }

    @Test
    void eachIsReadAsItIsAndAsALaterReleaseWritesIt() throws IOException {
        for (String line : golden()) {
            Object read = read(entry(name(line), data(line)));
            assertEquals(read, read(entry(name(line), NewerWriter.of(data(line)))), line);
        }
    }

    @Test
    void whatIsReadIsWrittenAsItWas() throws IOException {
        for (String line : golden()) {
            if (read(entry(name(line), data(line))) instanceof RunEvent event) {
                var stored = Json.object(data(line));
                stored.remove("tells");
                assertEquals(Json.canonical(stored), Json.canonical(event), line);
                assertEquals(name(line), RunTypes.ALL.name(event), line);
            }
        }
    }

    @Test
    void eachEventOfARunIsThere() throws IOException {
        Set<Class<?>> known = Stream.of(RunEvent.class.getPermittedSubclasses()).collect(Collectors.toSet());
        assertEquals(known, Set.copyOf(RunTypes.ALL.types()));
        Set<String> names = golden().stream()
                .map(StoredRunsStayReadableTest::name)
                .filter(name -> name.startsWith("payout_run."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known.size(), names.size(), names.toString());
    }

    @Test
    void anEventOfALaterReleaseWaits() {
        assertThrows(Outage.class, () -> read(entry("payout_run.reconciled.v1", "{}")));
        assertThrows(Outage.class, () -> read(entry("run_pages.planned.v2", "{}")));
        assertThrows(Outage.class, () -> read(entry("schedule.armed.v2", "{}")));
    }
}
