package dev.surety.escrow.store;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Postings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A line of a golden file: one stored event, {@code name canonical-JSON}. Lines are added, none is ever changed. */
record GoldenLine(String type, String name, String data) {
    /** All of the file of a type of chain. */
    static List<GoldenLine> all(String type) throws IOException {
        Path file = Path.of(
                System.getProperty("surety.root"),
                "functions/escrow/src/test/resources/golden/" + type + "-events.txt");
        return Files.readAllLines(file).stream()
                .map(line -> new GoldenLine(
                        type, line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)))
                .toList();
    }

    Entry entry() {
        return new Entry(
                ChainId.parse(type + "#demo#golden"),
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
