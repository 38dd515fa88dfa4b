package dev.surety.disputes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may do what in a dispute, a bank's case and a complaint: each route by each relation. Each cell is asked where
 * the move is legal, so only the authority decides.
 */
class DisputeAuthorityTest {
    private static final Pattern ROUTE = Pattern.compile("(?m)^ {6}([A-Z]+ /v1/\\S+): \\[");

    @TempDir
    private static Path folder;

    private final Map<String, AuthorityStage> stages = new HashMap<>();

    static String table() throws IOException {
        try (InputStream table = Objects.requireNonNull(
                DisputeAuthorityTest.class.getResourceAsStream("/chart/authority.chart"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining("\n"));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRelationAtEveryRoute() throws IOException {
        return AuthorityTable.cells(table(), this::check).stream();
    }

    /** A call that changes something has a stage of its own. Each other call leaves the row's stage as it was. */
    private void check(String row, String relation, int status) {
        boolean isKept = status >= 400 || row.startsWith("GET");
        AuthorityStage stage = isKept
                ? stages.computeIfAbsent(row, of -> new AuthorityStage(folder, of))
                : new AuthorityStage(folder, row);
        stage.meet(relation);
        var before = stage.world.tables();
        Response answer = stage.ask(relation);
        assertEquals(status, answer.status(), answer.bytes());
        assertEquals(isKept, before.equals(stage.world.tables()), "it changes something, and a refusal nothing");
    }

    @Test
    void eachRouteThatIsDeployedHasARowAndEachRowARoute() throws IOException {
        Path part = Path.of(System.getProperty("surety.root"), "functions/disputes/deploy.yaml");
        var deployed = ROUTE.matcher(Files.readString(part))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var rows = table().lines()
                .skip(1)
                .map(line -> line.split("[|:]")[0].strip().replace(" ", " /v1/"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(deployed, rows);
        assertEquals(deployed, new AuthorityStage(folder, "").door.routes());
    }
}
