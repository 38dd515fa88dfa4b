package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.domain.payment.PaymentEvent;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One stored event of each shape of a payment, for ever: lines are added, none is changed. */
class StoredPaymentsStayReadableTest {
    @Test
    void everyGoldenEventIsReadAndWouldBeWrittenTheSame() throws IOException {
        Set<Class<?>> golden = new HashSet<>();
        for (GoldenLine line : GoldenLine.all("escrow", "payment")) {
            PaymentEvent event = PaymentEvents.read(line.entry());

            assertEquals(line.name(), PaymentEvents.name(event));
            assertEquals(line.data(), Json.canonical(event), line.name());
            golden.add(event.getClass());
        }
        assertEquals(
                Arrays.stream(PaymentEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()), golden);
    }
}
