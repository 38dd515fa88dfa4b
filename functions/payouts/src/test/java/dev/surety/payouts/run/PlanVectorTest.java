package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.plan.PlanFile;
import dev.surety.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The API's description shows the file of a plan of three rows, from which a reader can compute its hash. */
class PlanVectorTest {
    private static List<String> described() throws IOException {
        Path api = Path.of(System.getProperty("surety.root"), "functions/payouts/api.yaml");
        List<String> lines = Files.readAllLines(api).stream().map(String::strip).toList();
        return lines.subList(first(lines, "header {"), first(lines, "hash ") + 1);
    }

    private static int first(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .mapToInt(lines::indexOf)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itsHashIsThatOfItsRows() throws IOException {
        PlanFile.Checked checked = PlanFile.check(described());
        assertTrue(checked.holds(), checked.toString());
        assertEquals(3, checked.rows());
    }

    @Test
    void itsLinesAreCanonical() throws IOException {
        for (String line : described()) {
            String json = line.substring(line.indexOf(' ') + 1);
            if (json.startsWith("{")) {
                assertEquals(json, Json.canonical(Json.object(json)));
            }
        }
    }
}
