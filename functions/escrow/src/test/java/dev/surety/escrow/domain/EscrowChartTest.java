package dev.surety.escrow.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.domain.GoodsChart.Row;
import dev.surety.escrow.domain.escrow.Escrow;
import dev.surety.escrow.domain.escrow.EscrowCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The chart says of every state with every command, before and after the state's deadline, what comes of it; a pair
 * without a row is not allowed. {@code -Dsurety.update=chart} writes chart and README anew from the rules: reasons
 * stay, and a new row waits for one.
 */
class EscrowChartTest {
    private static final Path MODULE = Path.of(System.getProperty("surety.root"), "functions/escrow");
    private static final Path CHART = MODULE.resolve("src/test/resources/chart/goods.chart");
    private static final Path README = MODULE.resolve("README.md");
    private static final String BEGINS = "<!-- written from goods.chart -->\n";
    private static final String ENDS = "<!-- end -->\n";

    @BeforeAll
    static void update() throws IOException {
        if (!System.getProperty("surety.update", "").equals("chart")) {
            return;
        }
        Map<String, String> why = told().stream().collect(Collectors.toMap(Row::key, Row::because));
        List<Row> rows = GoodsChart.rows().stream()
                .map(row -> row.because(why.getOrDefault(row.key(), "?")))
                .toList();
        Files.writeString(CHART, GoodsChart.write(rows));
        String readme = Files.readString(README);
        Files.writeString(README, readme.replace(matrixIn(readme), GoodsChart.matrix(rows)));
    }

    private static List<Row> told() throws IOException {
        return GoodsChart.read(Files.readString(CHART));
    }

    private static String matrixIn(String readme) {
        return readme.substring(readme.indexOf(BEGINS) + BEGINS.length(), readme.indexOf(ENDS));
    }

    @TestFactory
    List<DynamicTest> everyStateWithEveryCommandIsAsTheChartSays() throws IOException {
        List<Row> told = told();
        List<Row> rules = GoodsChart.rows();
        return ChartSamples.states().stream()
                .map(state -> DynamicTest.dynamicTest(state, () -> {
                    Map<String, String> why = of(told, state).stream()
                            .collect(Collectors.toMap(Row::key, Row::because));
                    List<Row> expected = of(rules, state).stream()
                            .map(row -> row.because(why.getOrDefault(row.key(), "?")))
                            .toList();
                    assertEquals(GoodsChart.write(expected), GoodsChart.write(of(told, state)));
                }))
                .toList();
    }

    private static List<Row> of(List<Row> rows, String state) {
        return rows.stream().filter(row -> row.state().equals(state)).toList();
    }

    @Test
    void everyRowGivesAReasonAndIsOfAKnownState() throws IOException {
        for (Row row : told()) {
            assertFalse(row.because().isEmpty() || row.because().equals("?"), row.key() + ": no reason");
            assertTrue(ChartSamples.states().contains(row.state()), row.key() + ": no such state");
        }
    }

    @Test
    void theMatrixOfTheReadmeIsTheCharts() throws IOException {
        assertEquals(GoodsChart.matrix(told()), matrixIn(Files.readString(README)));
    }

    @Test
    void everyKindOfStateAndOfCommandIsTried() {
        Set<String> states = ChartSamples.states().stream()
                .map(state -> state.split(":")[0])
                .collect(Collectors.toSet());
        for (Class<?> state : Escrow.class.getPermittedSubclasses()) {
            String name = state.getSimpleName().toLowerCase(Locale.ROOT);
            assertTrue(states.contains(name), "the chart has no " + name);
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
}
