package dev.surety.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hash of a plan over lines of text; any tool with SHA-256 comes to the same. */
class PlanHashTest {
    private static final String HEADER = "{\"currency\":\"EUR\",\"rail\":\"sandbox\"}";
    private static final List<String> ROWS = List.of("{\"payee\":\"a\"}", "{\"payee\":\"b\"}", "{\"payee\":\"ü\"}");

    @Test
    void isTheOneThatShellToolsCompute() {
        // printf '%s\n' <rows> | sha256sum ; printf '%s\n' <header> <page> | sha256sum
        String page = "5cfc89d2ca278f29ec11623f115b81bf875104858b406179f819d52afe79f859";
        assertEquals(page, PlanHash.page(ROWS));
        assertEquals(
                "52d37547cc74df8e4751c8aa10837c41c121a41b7fa013b3408e9ae1944b6a43",
                PlanHash.plan(HEADER, List.of(page)));
        assertEquals(
                "3e5754e9ca84fb16041cca7b157a6ca65b09dccca9ecc9800895c3c162af50b5",
                PlanHash.plan(HEADER, List.of()),
                "a plan without a page is its header alone");
    }

    @Test
    void aFileIsHashedAgainWithoutReadingItsJson() {
        PlanFile.Checked checked = PlanFile.check(file());
        assertTrue(checked.holds(), checked.toString());
        assertEquals(3, checked.rows());
    }

    @Test
    void aFileInPartsIsTheSamePlan() {
        List<String> lines = new ArrayList<>(file());
        lines.add(3, PlanFile.line(PlanFile.MORE, "cursor"));
        assertTrue(PlanFile.check(lines).holds());
        assertEquals(Optional.of("cursor"), PlanFile.more(lines.subList(0, 4)));
        assertEquals(Optional.empty(), PlanFile.more(lines));
    }

    @Test
    void anyChangeOfAnyRowHeaderOrOrderIsSeen() {
        List<String> lines = file();
        for (int i = 0; i < lines.size() - 1; i++) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, lines.get(i) + " ");
            boolean isUnderTheHash = !lines.get(i).startsWith(PlanFile.WORDS);
            assertEquals(!isUnderTheHash, PlanFile.check(changed).holds(), lines.get(i));
            List<String> shorter = new ArrayList<>(lines);
            shorter.remove(i);
            assertEquals(!isUnderTheHash, PlanFile.check(shorter).holds(), lines.get(i));
        }
        List<String> turned = new ArrayList<>(lines);
        turned.set(2, lines.get(4));
        turned.set(4, lines.get(2));
        assertFalse(PlanFile.check(turned).holds());
    }

    private static List<String> file() {
        String first = PlanHash.page(ROWS.subList(0, 2));
        String second = PlanHash.page(ROWS.subList(2, 3));
        return List.of(
                PlanFile.line(PlanFile.HEADER, HEADER),
                PlanFile.line(PlanFile.PAGE, first),
                PlanFile.line(PlanFile.ROW, ROWS.get(0)),
                PlanFile.line(PlanFile.WORDS, "{\"name\":\"A\"}"),
                PlanFile.line(PlanFile.ROW, ROWS.get(1)),
                PlanFile.line(PlanFile.PAGE, second),
                PlanFile.line(PlanFile.ROW, ROWS.get(2)),
                PlanFile.line(PlanFile.HASH, PlanHash.plan(HEADER, List.of(first, second))));
    }
}
