package dev.surety.disputes.app.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.disputes.domain.chargeback.ChargebackEvent;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A stored entry of each event of a bank's case, with the state that it left: lines are added, none changed. */
class StoredChargebacksStayReadableTest {
    private static List<GoldenLine> golden() throws IOException {
        return GoldenLine.all("disputes", "chargeback");
    }

    @Test
    void eachIsReadAndWouldBeWrittenTheSame() throws IOException {
        for (GoldenLine line : golden()) {
            ChargebackEvent event = ChargebackChains.TYPES.read(line.entry());
            var data = (ObjectNode) Json.tree(event);
            data.set("state", Json.tree(ChargebackChains.state(line.entry())));
            assertEquals(line.data(), Json.canonical(data), line.name());
            assertEquals(line.name(), ChargebackChains.TYPES.name(event));
        }
    }

    @Test
    void eachIsReadAsALaterReleaseWritesIt() throws IOException {
        for (GoldenLine line : golden()) {
            var newer = ChargebackChains.state(line.newer().entry());
            assertEquals(ChargebackChains.state(line.entry()), newer, line.name());
        }
    }

    @Test
    void eachEventOfACaseIsThere() throws IOException {
        Set<String> names = golden().stream().map(GoldenLine::name).collect(Collectors.toSet());
        assertEquals(ChargebackChains.TYPES.names(), names);
    }

    @Test
    void anEventOfALaterReleaseWaits() {
        assertThrows(
                Outage.class, () -> ChargebackChains.state(new GoldenLine("chargeback.pondered.v1", "{}").entry()));
    }
}
