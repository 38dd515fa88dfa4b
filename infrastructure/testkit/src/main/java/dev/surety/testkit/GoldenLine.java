package dev.surety.testkit;

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
public record GoldenLine(String name, String data) implements Comparable<GoldenLine> {
    /** All of one golden file of a function. */
    public static List<GoldenLine> all(String function, String file) throws IOException {
        Path path = Path.of(
                System.getProperty("surety.root"),
                "functions/" + function + "/src/test/resources/golden/" + file + "-events.txt");
        return Files.readAllLines(path).stream()
                .map(line -> new GoldenLine(
                        line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)))
                .toList();
    }

    /** The line that an entry has in its golden file. */
    public static GoldenLine of(Entry entry) {
        return new GoldenLine(entry.event(), entry.data());
    }

    /** As a release after this one may write it. */
    public GoldenLine newer() {
        return new GoldenLine(name, NewerWriter.of(data));
    }

    /** The stored entry, alone in its chain. */
    public Entry entry() {
        return new Entry(
                ChainId.parse("golden#demo#line"),
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

    @Override
    public int compareTo(GoldenLine other) {
        return toString().compareTo(other.toString());
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
        return name + " " + data;
    }
}
