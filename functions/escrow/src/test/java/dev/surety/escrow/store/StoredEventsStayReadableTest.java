package dev.surety.escrow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.escrow.domain.Escrow;
import dev.surety.escrow.domain.EscrowEvent;
import dev.surety.escrow.domain.Slice;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The golden file holds one stored event of each shape, {@code name canonical-JSON} a line, for ever: lines are added,
 * none is changed, because journals out there hold such lines.
 */
class StoredEventsStayReadableTest {
    private static final Path GOLDEN = Path.of(
            System.getProperty("surety.root"), "functions/escrow/src/test/resources/golden/escrow-events.txt");

    /** Shapes that are read and no longer written. */
    private static final Set<String> FORMER = Set.of("escrow.released.v1", "escrow.settled.v1");

    @Test
    void formerShapesAreReadIntoWhatTheyMeanToday() throws IOException {
        List<EscrowEvent> former = Files.readAllLines(GOLDEN).stream()
                .filter(line -> FORMER.contains(line.substring(0, line.indexOf(' '))))
                .map(line -> EscrowEvents.read(
                        entry(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1))))
                .toList();

        var part = new Slice(Money.of(1000, "EUR"), List.of(Money.of(120, "EUR")));
        var all = new Slice(Money.of(6000, "EUR"), List.of(Money.of(720, "EUR")));
        Optional<String> none = Optional.empty();
        assertEquals(
                List.of(
                        new EscrowEvent.Released(
                                part, EscrowEvent.Why.RELEASED, none, Optional.empty(), Optional.empty(), none),
                        new EscrowEvent.Released(
                                all,
                                EscrowEvent.Why.ACCEPTED,
                                none,
                                Optional.empty(),
                                Optional.of(Escrow.Outcome.RELEASED),
                                none)),
                former);
    }

    @Test
    void everyGoldenEventIsReadAndWouldBeWrittenTheSame() throws IOException {
        for (String line : Files.readAllLines(GOLDEN)) {
            String name = line.substring(0, line.indexOf(' '));
            String data = line.substring(line.indexOf(' ') + 1);

            EscrowEvent event = EscrowEvents.read(entry(name, data));

            if (!FORMER.contains(name)) {
                assertEquals(name, EscrowEvents.name(event));
                assertEquals(data, Json.canonical(event), name);
            }
        }
    }

    @Test
    void everyKindOfEventIsInTheGoldenFile() throws IOException {
        List<String> lines = Files.readAllLines(GOLDEN);
        Set<Class<?>> golden = lines.stream()
                .map(line -> EscrowEvents.read(
                        entry(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1))))
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertEquals(
                Set.of(EscrowEvent.class.getPermittedSubclasses()).stream()
                        .filter(EscrowEvent.class::isAssignableFrom)
                        .collect(Collectors.toSet()),
                golden);
    }

    private static Entry entry(String name, String data) {
        return new Entry(
                ChainId.parse("escrow#demo#esc_golden"),
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
