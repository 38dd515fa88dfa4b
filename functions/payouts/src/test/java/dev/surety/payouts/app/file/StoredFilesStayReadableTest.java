package dev.surety.payouts.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.PayoutFile;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A stored entry of each event of a file, with the state that it left, for ever: lines are added, none is changed. */
class StoredFilesStayReadableTest {
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("payouts", "file");
    }

    private static String written(FileEvent event, PayoutFile after) {
        var data = (ObjectNode) Json.tree(event);
        data.set("state", Json.tree(after));
        return Json.canonical(data);
    }

    @Test
    void eachIsReadAndWouldBeWrittenTheSame() throws IOException {
        for (GoldenLine line : golden()) {
            FileEvent event = FileChains.TYPES.read(line.entry());
            assertEquals(line.data(), written(event, FileChains.state(line.entry())), line.name());
            assertEquals(line.name(), FileChains.TYPES.name(event));
        }
    }

    @Test
    void eachIsReadAsALaterReleaseWritesIt() throws IOException {
        for (GoldenLine line : golden()) {
            assertEquals(FileChains.state(line.entry()), FileChains.state(line.newer().entry()), line.name());
        }
    }

    @Test
    void eachEventOfAFileIsThere() throws IOException {
        Set<Class<?>> known = Stream.of(FileEvent.class.getPermittedSubclasses())
                .filter(FileEvent.class::isAssignableFrom)
                .collect(Collectors.toSet());
        assertEquals(known, Set.copyOf(FileChains.TYPES.types()));
        Set<String> names = golden().stream().map(GoldenLine::name).collect(Collectors.toSet());
        assertEquals(FileChains.TYPES.names(), names);
    }

    @Test
    void anEventOfALaterReleaseWaits() {
        assertThrows(Outage.class, () -> FileChains.state(new GoldenLine("payout_file.recalled.v1", "{}").entry()));
    }
}
