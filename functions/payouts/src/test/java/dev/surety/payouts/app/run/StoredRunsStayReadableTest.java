package dev.surety.payouts.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.model.journal.Entry;
import dev.surety.payouts.domain.run.RunEvent;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
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
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("payouts", "run");
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
        for (GoldenLine line : golden()) {
            assertEquals(read(line.entry()), read(line.newer().entry()), line.name());
        }
    }

    @Test
    void whatIsReadIsWrittenAsItWas() throws IOException {
        for (GoldenLine line : golden()) {
            if (read(line.entry()) instanceof RunEvent event) {
                var stored = Json.object(line.data());
                stored.remove("tells");
                assertEquals(Json.canonical(stored), Json.canonical(event), line.name());
                assertEquals(line.name(), RunTypes.ALL.name(event));
            }
        }
    }

    @Test
    void eachEventOfARunIsThere() throws IOException {
        Set<Class<?>> known = Stream.of(RunEvent.class.getPermittedSubclasses()).collect(Collectors.toSet());
        assertEquals(known, Set.copyOf(RunTypes.ALL.types()));
        Set<String> names = golden().stream()
                .map(GoldenLine::name)
                .filter(name -> name.startsWith("payout_run."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known.size(), names.size(), names.toString());
    }

    @Test
    void anEventOfALaterReleaseWaits() {
        assertThrows(Outage.class, () -> read(new GoldenLine("payout_run.reconciled.v1", "{}").entry()));
        assertThrows(Outage.class, () -> read(new GoldenLine("run_pages.planned.v2", "{}").entry()));
        assertThrows(Outage.class, () -> read(new GoldenLine("schedule.armed.v2", "{}").entry()));
    }
}
