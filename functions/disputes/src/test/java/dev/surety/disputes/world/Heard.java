package dev.surety.disputes.world;

import dev.surety.dynamo.StreamRecord;
import dev.surety.runtime.journal.EntryItems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The entries of escrows that the bus brings to disputes: those that {@code deploy.yaml} names, and no others. */
final class Heard {
    private static final Pattern ROW = Pattern.compile("(?m)^ +- (escrow\\.[a-z_]+)$");
    private static final Set<String> EVENTS = events();

    private Heard() {}

    private static Set<String> events() {
        Path part = Path.of(System.getProperty("surety.root"), "functions/disputes/deploy.yaml");
        try {
            return ROW.matcher(Files.readString(part))
                    .results()
                    .map((MatchResult row) -> row.group(1))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean is(StreamRecord record) {
        String event = EntryItems.fromItem(Objects.requireNonNull(record.newImage())).event();
        return EVENTS.contains(event.substring(0, event.lastIndexOf('.')));
    }
}
