package dev.surety.disputes.app.dispute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stored entry of each event of a dispute, with the state that it left, for ever: lines are added, none changed. */
class StoredDisputesStayReadableTest {
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("disputes", "dispute");
    }

    @Test
    void eachIsReadAndWouldBeWrittenTheSame() throws IOException {
        for (GoldenLine line : golden()) {
            DisputeEvent event = DisputeChains.event(line.entry());
            var data = DisputeChains.data(event, DisputeChains.state(line.entry()));
            assertEquals(line.data(), Json.canonical(data), line.name());
            assertEquals(line.name(), DisputeChains.TYPES.name(event));
        }
    }

    @Test
    void eachIsReadAsALaterReleaseWritesIt() throws IOException {
        for (GoldenLine line : golden()) {
            assertEquals(DisputeChains.state(line.entry()), DisputeChains.state(line.newer().entry()), line.name());
        }
    }

    @Test
    void eachEventOfADisputeIsThere() throws IOException {
        Set<Class<?>> known =
                Stream.of(DisputeEvent.class.getPermittedSubclasses()).collect(Collectors.toSet());
        assertEquals(known, Set.copyOf(DisputeChains.TYPES.types()));
        Set<String> names = golden().stream().map(GoldenLine::name).collect(Collectors.toSet());
        assertEquals(DisputeChains.TYPES.names(), names);
    }

    @Test
    void anEventOfALaterReleaseWaits() {
        assertThrows(Outage.class, () -> DisputeChains.state(new GoldenLine("dispute.pondered.v1", "{}").entry()));
    }
}
