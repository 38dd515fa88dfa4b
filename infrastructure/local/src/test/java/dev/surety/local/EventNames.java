package dev.surety.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of events that the code of all functions appends, for the feed's filter and for its description. A name
 * with a version that stands in main code, such as {@code "escrow.settled.v1"}, is one.
 */
final class EventNames {
    private static final Pattern IN_CODE = Pattern.compile("\"((?:[a-z_]+\\.)+[a-z_]+)\\.v[0-9]+\"");

    private static final Pattern STORED = Pattern.compile("(?m)^((?:[a-z_]+\\.)+[a-z_]+)\\.v[0-9]+ ");

    /** Names of former releases, which are still read from the journal and no longer appended. */
    private static final Set<String> FORMER =
            Set.of("escrow.chargeback_drawn", "escrow.chargeback_won_late", "participant.sale_counted");

    /** Entries that say {@code untold}: no event tells of them. */
    private static final Set<String> UNTOLD =
            Set.of(
                    "gateway_arrival.booked",
                    "gateway_arrival.taken",
                    "gateway_claim.made",
                    "gateway_line.explained",
                    "review.counted",
                    "review.opened",
                    "review.sealed",
                    "review.window_closed",
                    "screening.run_paged",
                    "screening.stack_looked",
                    "screening.stack_moved",
                    "screening.stack_rescreened",
                    "screening.stack_started");

    /** The relay makes this one itself. */
    private static final String ENDED = "escrow.ended";

    private EventNames() {}

    /** In alphabetical order. */
    static Set<String> all(Path root) throws IOException {
        Set<String> names = new TreeSet<>(Set.of(ENDED));
        for (String top : List.of("functions", "infrastructure")) {
            try (Stream<Path> files = Files.walk(root.resolve(top))) {
                files.filter(file -> file.toString().contains("/src/main/java/"))
                        .filter(file -> file.toString().endsWith(".java"))
                        .flatMap(file -> in(file, IN_CODE))
                        .forEach(names::add);
            }
        }
        names.removeAll(FORMER);
        names.removeAll(UNTOLD);
        return names;
    }

    /** Names of stored events that the code does not write out, so that the list lacks them. */
    static Set<String> unlisted(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("functions"))) {
            Set<String> names = files.filter(file -> file.toString().contains("/src/test/resources/golden/"))
                    .filter(file -> file.toString().endsWith(".txt"))
                    .flatMap(file -> in(file, STORED))
                    .collect(Collectors.toCollection(TreeSet::new));
            List.of(all(root), FORMER, UNTOLD).forEach(names::removeAll);
            return names;
        }
    }

    private static Stream<String> in(Path file, Pattern name) {
        try {
            return name.matcher(Files.readString(file)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that the events function reads. */
    static Path file(Path root) {
        return root.resolve("functions/events/src/main/resources/dev/surety/events/store/types.txt");
    }

    static String text(Path root) throws IOException {
        return all(root).stream().map(name -> name + "\n").collect(Collectors.joining());
    }

    /** A list in Markdown, an item for each kind of subject. */
    static String described(Path root) throws IOException {
        Map<String, List<String>> bySubject = all(root).stream()
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.indexOf('.')), TreeMap::new, Collectors.toList()));
        return bySubject.values().stream()
                .map(names -> "- `" + String.join("`, `", names) + "`")
                .collect(Collectors.joining("\n"));
    }
}
