package dev.surety.payouts.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One stored event of each shape of a payout, for ever: lines are added, none is changed. */
class StoredPayoutsStayReadableTest {
    private static final Path GOLDEN = Path.of(
            System.getProperty("surety.root"), "functions/payouts/src/test/resources/golden/payout-events.txt");

    @Test
    void everyGoldenEventIsReadAndWouldBeWrittenTheSame() throws IOException {
        Set<Class<?>> golden = new HashSet<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            String name = line.substring(0, line.indexOf(' '));
            String data = line.substring(line.indexOf(' ') + 1);
            PayoutEvent event = PayoutEvents.read(entry(name, data));

            assertEquals(name, PayoutEvents.name(event));
            assertEquals(data, Json.canonical(event), name);
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

    private static Entry entry(String name, String data) {
        return new Entry(
                ChainId.parse("payout#demo#golden"),
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
