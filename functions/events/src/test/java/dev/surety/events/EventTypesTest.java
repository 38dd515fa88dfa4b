package dev.surety.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.events.domain.EventTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The types by which a reader may choose are those that the functions append and that the API's description names. */
class EventTypesTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();
    private static final Pattern IN_CODE = Pattern.compile("\"((?:[a-z_]+\\.)+[a-z_]+)\\.v[0-9]+\"");
    private static final Pattern IN_TEXT = Pattern.compile("`((?:[a-z_]+\\.)+[a-z_]+)`");

    /** Names of former releases, which are still read from the journal and no longer appended. */
    private static final Set<String> FORMER =
            Set.of("escrow.chargeback_drawn", "escrow.chargeback_won_late", "participant.sale_counted");

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachTypeIsAppendedBySomeFunction() throws IOException {
        Set<String> inCode = new TreeSet<>(Set.of("escrow.ended"));
        for (String top : Set.of("functions", "infrastructure")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(top))) {
                files.filter(file -> file.toString().contains("/src/main/java/"))
                        .filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> inCode.addAll(found(IN_CODE, read(file))));
            }
        }
        inCode.removeAll(FORMER);
        assertEquals(inCode, new TreeSet<>(EventTypes.ALL));
    }

    @Test
    void theDescriptionNamesEach() {
        String api = read(ROOT.resolve("functions/events/api.yaml"));
        String types = api.substring(api.indexOf("        The types, "), api.indexOf("        Beside the event"));
        assertEquals(new TreeSet<>(EventTypes.ALL), found(IN_TEXT, types));
    }
}
