package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A table of outcomes: a column for each state, a row for each command. */
final class StateChart {
    private StateChart() {}

    /** The cells of a table, its header among the rows. */
    static List<List<String>> cells(String table) {
        return table.lines()
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
    }

    /** A test for each cell. The table has every state and every command, in their order. */
    static <S, C> List<DynamicTest> tests(
            List<List<String>> rows, Map<String, S> states, Map<String, C> commands, BiFunction<S, C, String> outcome) {
        assertEquals(List.copyOf(states.keySet()), rows.getFirst().subList(1, rows.getFirst().size()));
        assertEquals(
                List.copyOf(commands.keySet()),
                rows.stream().skip(1).map(List::getFirst).toList());
        List<DynamicTest> tests = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            C command = commands.get(row.getFirst());
            int column = 0;
            for (Map.Entry<String, S> state : states.entrySet()) {
                column++;
                String expected = row.get(column);
                tests.add(DynamicTest.dynamicTest(
                        row.getFirst() + " when " + state.getKey(),
                        () -> assertEquals(expected, outcome.apply(state.getValue(), command))));
            }
        }
        return tests;
    }
}
