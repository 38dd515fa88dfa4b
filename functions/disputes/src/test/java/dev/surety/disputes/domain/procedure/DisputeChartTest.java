package dev.surety.disputes.domain.procedure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.domain.dispute.Outcome;
import dev.surety.disputes.domain.dispute.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The chart is the procedure: of every state, command and actor it says what comes in time, and what comes late. */
class DisputeChartTest {
    private static final String OTHERWISE = "transition_not_allowed";
    private static final String ANY = "*";
    private static final Duration A_MILLI = Duration.ofMillis(1);

    /** The outcomes of a cell: before the deadline and at it, and after it. */
    private record Outcome(String inTime, String late) {
        static final Outcome NONE = new Outcome(OTHERWISE, OTHERWISE);
    }

    @TestFactory
    Stream<DynamicTest> everyStateCommandAndActorHasItsRow() throws IOException {
        Map<String, Outcome> rows = rows();
        List<DynamicTest> tests = new ArrayList<>();
        ChartSamples.states().forEach((state, sample) -> ChartSamples.commands().forEach((command, make) -> {
            Outcome expected = Optional.ofNullable(rows.get(state + " | " + command))
                    .or(() -> Optional.ofNullable(rows.get(ANY + " | " + command)))
                    .orElse(Outcome.NONE);
            tests.add(DynamicTest.dynamicTest(
                    state + " | " + command, () -> assertEquals(expected, outcome(sample, make))));
        }));
        assertTrue(tests.size() > 1_000, tests.size() + " cells");
        return tests.stream();
    }

    @Test
    void noRowIsOfAStateOrCommandThatIsNotThere() throws IOException {
        List<String> cells = new ArrayList<>();
        ChartSamples.commands().keySet().forEach(command -> {
            cells.add(ANY + " | " + command);
            ChartSamples.states().keySet().forEach(state -> cells.add(state + " | " + command));
        });
        assertEquals(List.of(), rows().keySet().stream().filter(row -> !cells.contains(row)).toList());
    }

    private static Outcome outcome(Supplier<DisputeTrial> sample, Function<DisputeTrial, DisputeCommand> make) {
        Optional<Instant> deadline = sample.get().dispute.deadline();
        String now = said(sample.get(), make);
        if (deadline.isEmpty()) {
            return new Outcome(now, now);
        }
        boolean isTimer = make.apply(sample.get()) instanceof DisputeCommand.Time;
        Instant at = deadline.get();
        String before = said(at(sample.get(), at.minus(A_MILLI)), make);
        String exactly = said(at(sample.get(), at), make);
        String after = said(at(sample.get(), at.plus(A_MILLI)), make);
        String later = said(at(sample.get(), at.plus(Duration.ofMinutes(5))), make);
        assertEquals(after, later, "a deadline that is over stays so");
        assertEquals(isTimer ? after : before, exactly, "at the instant itself both may act, and the first one counts");
        return new Outcome(now.equals(before) ? now : now + ", then " + before, after);
    }

    private static DisputeTrial at(DisputeTrial trial, Instant now) {
        trial.now = now;
        return trial;
    }

    private static String said(DisputeTrial trial, Function<DisputeTrial, DisputeCommand> make) {
        Stage before = trial.dispute.stage();
        String said = trial.says(make.apply(trial));
        return trial.dispute.stage() == before ? said : said + " → " + trial.dispute.state();
    }

    /** The rows by {@code state | command | actor}. */
    private static Map<String, Outcome> rows() throws IOException {
        Map<String, Outcome> rows = new LinkedHashMap<>();
        try (InputStream in = DisputeChartTest.class.getResourceAsStream("/chart/dispute.chart")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
                assertEquals(5, cells.size(), line);
                Outcome twice = rows.put(
                        String.join(" | ", cells.subList(0, 3)), new Outcome(cells.get(3), cells.get(4)));
                assertEquals(null, twice, "a cell has one row: " + line);
            }
        }
        return rows;
    }
}
