package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.domain.PaymentEvent;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One stored event of each shape of a payment, for ever: lines are added, none is changed. */
class StoredPaymentsStayReadableTest {
    private static final Path GOLDEN = Path.of(
            System.getProperty("surety.root"), "functions/escrow/src/test/resources/golden/payment-events.txt");

    @Test
    void everyGoldenEventIsReadAndWouldBeWrittenTheSame() throws IOException {
        Set<Class<?>> golden = new HashSet<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            String name = line.substring(0, line.indexOf(' '));
            String data = line.substring(line.indexOf(' ') + 1);

            PaymentEvent event = PaymentEvents.read(entry(name, data));

            assertEquals(name, PaymentEvents.name(event));
            assertEquals(data, Json.canonical(event), name);
            golden.add(event.getClass());
        }
        assertEquals(
                Arrays.stream(PaymentEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()), golden);
    }

    private static Entry entry(String name, String data) {
        return new Entry(
                ChainId.parse("payment#demo#pay_golden"),
                1,
                name,
                data,
                Postings.NONE,
                Instant.EPOCH,
                Actor.TIMER,
                "key",
                "",
                Optional.empty(),
                "",
                Entry.Index.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
