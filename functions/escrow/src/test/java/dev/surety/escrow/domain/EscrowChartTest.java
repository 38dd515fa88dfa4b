package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The table is the state chart: every state with every command, before and after the state's deadline, and what comes
 * of it. A state named with a slash is one of its kinds, as {@link ChartSamples} builds them.
 */
class EscrowChartTest {
    private static final Path CHART = Path.of(
            System.getProperty("surety.root"), "functions/escrow/src/test/resources/chart/goods.txt");

    private record Row(String state, String command, String at, String becomes, String because) {}

    @TestFactory
    List<DynamicTest> everyRowOfTheChartHolds() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.state() + ", " + row.command() + " " + row.at() + ": " + row.because(),
                        () -> assertEquals(row.becomes(), becomes(row))))
                .toList();
    }

    @Test
    void everyStateWithEveryCommandHasARow() throws IOException {
        Set<String> told = new HashSet<>();
        rows().forEach(row -> told.add(row.state() + " " + row.command()));
        Set<String> states = new HashSet<>();
        for (String state : ChartSamples.states()) {
            states.add(state.split("/")[0]);
            for (String command : ChartSamples.commands()) {
                assertTrue(told.contains(state + " " + command), "the chart does not say: " + state + " " + command);
            }
        }
        for (Class<?> state : Escrow.class.getPermittedSubclasses()) {
            if (!state.isEnum()) {
                String name = state.getSimpleName().toLowerCase(Locale.ROOT);
                assertTrue(states.contains(name), "the chart has no " + name);
            }
        }
        Set<Class<?>> asked = new HashSet<>();
        ChartSamples.commands().forEach(name -> asked.add(ChartSamples.command(name).getClass()));
        assertEquals(kinds(EscrowCommand.class), asked);
    }

    /** Every command, of whatever family. */
    private static Set<Class<?>> kinds(Class<?> family) {
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> one : family.getPermittedSubclasses()) {
            kinds.addAll(one.isSealed() ? kinds(one) : Set.of(one));
        }
        return kinds;
    }

    private static String becomes(Row row) {
        Escrow escrow = ChartSamples.escrow(row.state());
        Instant deadline =
                Deadlines.announced(escrow).map(Deadlines.Announced::at).orElse(ChartSamples.NOON);
        Instant now = row.at().equals("after") ? deadline : deadline.minusSeconds(1);
        EscrowCommand command = ChartSamples.command(row.command());
        return switch (EscrowRules.decide(escrow, command, Circumstances.at(now))) {
            case Decision.Refused(var refusal) -> refusal.reason().code();
            case Decision.Happens(var event, var _) ->
                ChartSamples.after(escrow, event, now).stateName();
        };
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(CHART).stream()
                .skip(1)
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(
                        cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()))
                .toList();
    }
}
