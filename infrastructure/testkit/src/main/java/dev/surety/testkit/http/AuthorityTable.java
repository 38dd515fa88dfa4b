package dev.surety.testkit.http;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A table of routes by callers, with a status in every cell; each cell is a test. */
public final class AuthorityTable {
    private AuthorityTable() {}

    /** Asserts one cell. */
    public interface Cell {
        void check(String route, String caller, int status);
    }

    /** @param table rows of cells between bars; the first row names the callers, the first cell of a row the route */
    public static List<DynamicTest> cells(String table, Cell cell) {
        List<List<String>> rows = table.lines()
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                .toList();
        List<String> callers = rows.getFirst();
        return rows.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(1, row.size()).mapToObj(column -> {
                    String name = row.getFirst() + " by " + callers.get(column) + " is " + row.get(column);
                    int status = Integer.parseInt(row.get(column));
                    return DynamicTest.dynamicTest(
                            name, () -> cell.check(row.getFirst(), callers.get(column), status));
                }))
                .toList();
    }
}
