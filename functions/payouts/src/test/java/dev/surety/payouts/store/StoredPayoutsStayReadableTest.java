package dev.surety.payouts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One stored event of each shape of a payout, for ever: lines are added, none is changed. */
class StoredPayoutsStayReadableTest {
    @Test
    void everyGoldenEventIsReadAndWouldBeWrittenTheSame() throws IOException {
        Set<Class<?>> golden = new HashSet<>();
        for (GoldenLine line : GoldenLine.all("payouts", "payout")) {
            PayoutEvent event = PayoutEvents.read(line.entry());

            assertEquals(line.name(), PayoutEvents.name(event));
            assertEquals(line.data(), Json.canonical(event), line.name());
            golden.add(event.getClass());
        }
        assertEquals(
                Arrays.stream(PayoutEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()), golden);
    }

    @Test
    void everyEventHasAName() {
        assertEquals(
                Arrays.stream(PayoutEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                new HashSet<>(List.copyOf(PayoutEvents.TYPES.types())));
    }
}
