package dev.surety.events.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds what is published against the template's rules: one that a rule names and nobody publishes is lost. */
class RulesOfTheBusTest {
    private static final Pattern TYPES =
            Pattern.compile("EventPattern: \\{source: \\[surety], detail-type: \\[([a-z_., ]+)]}");

    @Test
    void whatARuleNamesIsPublishedAndNothingElse() throws IOException {
        Path root = Path.of(System.getProperty("surety.root", "../.."));
        String template = Files.readString(root.resolve("template.yaml"));
        List<MatchResult> patterns = TYPES.matcher(template).results().toList();
        Set<String> named = new TreeSet<>();
        patterns.forEach(pattern -> named.addAll(List.of(pattern.group(1).split(", "))));
        assertFalse(patterns.isEmpty());
        long rules = Pattern.compile("Type: AWS::Events::Rule\\b").matcher(template).results().count();
        assertEquals(rules, patterns.size(), "each rule is written so that this test can read it");
        assertEquals(named, new TreeSet<>(EventBridgeBus.HEARD));
    }
}
