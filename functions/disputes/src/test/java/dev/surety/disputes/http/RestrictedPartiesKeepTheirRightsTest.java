package dev.surety.disputes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.disputes.domain.dispute.Side;
import dev.surety.testkit.http.AuthorityTable;
import dev.surety.testkit.http.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A party that is restricted, suspended or blocked during its own case may do all that it might before. */
class RestrictedPartiesKeepTheirRightsTest {
    private static final List<String> STANDINGS = List.of("restricted", "suspended", "blocked");

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> everyCommandOfAPartyInItsOwnCase() throws IOException {
        String header = DisputeAuthorityTest.table().lines().findFirst().orElseThrow();
        List<String> own = DisputeAuthorityTest.table()
                .lines()
                .filter(row -> row.startsWith("POST disputes") || row.startsWith("DELETE disputes"))
                .filter(row -> !row.contains(": by payer"))
                .map(row -> cell(row, 0) + "|" + cell(row, 1) + "|" + cell(row, 2))
                .toList();
        String table = cell(header, 0) + "|payer|payee\n" + String.join("\n", own);
        return STANDINGS.stream().flatMap(standing -> AuthorityTable.cells(
                table, (row, relation, status) -> check(standing, row, relation, status)).stream());
    }

    private static String cell(String row, int number) {
        return row.split("\\|")[number].strip();
    }

    private static void check(String standing, String row, String relation, int status) {
        if (status < 400) {
            var stage = new AuthorityStage(folder, row);
            stage.standing(relation.equals("payer") ? Side.PAYER : Side.PAYEE, standing);
            Response answer = stage.ask(relation);
            assertEquals(status, answer.status(), answer.bytes());
            stage.world.drain();
            stage.world.check();
        }
    }
}
