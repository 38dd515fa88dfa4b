package dev.surety.onboarding.rescreening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.refusal.CommonReason;
import dev.surety.onboarding.domain.rescreening.Look;
import dev.surety.onboarding.domain.rescreening.Look.Verdict;
import dev.surety.onboarding.domain.rescreening.ScreeningRun;
import dev.surety.onboarding.domain.rescreening.ScreeningRun.Order;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Page;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Slice;
import dev.surety.onboarding.domain.rescreening.ScreeningRunCommand.Start;
import dev.surety.onboarding.domain.rescreening.ScreeningRunRules;
import dev.surety.onboarding.domain.rescreening.ScreeningRunRules.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The chart of a run: every state under every command, and the counts that a page adds. */
class ScreeningRunChartTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int SHARDS = 2;
    private static final Order ORDER =
            new Order(Optional.of("before"), "after", "event", Optional.empty(), NOW);

    /** Each pair of state and command has a row; a refusal is told by its reason. */
    private static final String CHART =
            """
            state              | command | becomes
            none               | start   | working
            none               | page    | transition_not_allowed
            none               | last    | transition_not_allowed
            none               | end     | transition_not_allowed
            working            | start   | transition_not_allowed
            working            | page    | working
            working            | last    | all looked at
            working            | end     | transition_not_allowed
            all looked at      | start   | transition_not_allowed
            all looked at      | page    | transition_not_allowed
            all looked at      | last    | transition_not_allowed
            all looked at      | end     | done
            done               | start   | transition_not_allowed
            done               | page    | transition_not_allowed
            done               | last    | transition_not_allowed
            done               | end     | transition_not_allowed
            """;

    private static final Map<String, ScreeningRunCommand> COMMANDS = Map.of(
            "start", new Start(ORDER, SHARDS),
            "page", new Page(List.of(slice(0, false, "par_a", "par_b"), slice(1, true, "par_c"))),
            "last", new Page(List.of(slice(0, true), slice(1, true))),
            "end", new ScreeningRunCommand.End());

    private static Slice slice(int shard, boolean isEnd, String... participants) {
        return new Slice(
                shard,
                List.of(participants).stream()
                        .map(id -> new Look(id, "at " + id, 1, Verdict.UNTOUCHED))
                        .toList(),
                isEnd);
    }

    private static Map<String, Optional<ScreeningRun>> states() {
        Optional<ScreeningRun> none = Optional.empty();
        Optional<ScreeningRun> working = after(none, "start");
        Optional<ScreeningRun> all = after(working, "last");
        return Map.of("none", none, "working", working, "all looked at", all, "done", after(all, "end"));
    }

    private static Optional<ScreeningRun> after(Optional<ScreeningRun> run, String command) {
        return Optional.of(((Decision.Append) ScreeningRunRules.decide(run, COMMANDS.get(command), NOW)).after());
    }

    private static String becomes(Optional<ScreeningRun> run, ScreeningRunCommand command) {
        return switch (ScreeningRunRules.decide(run, command, NOW)) {
            case Decision.Refused(var refusal) -> refusal.reason().code();
            case Decision.Append(var _, var next) ->
                next.state() == ScreeningRun.State.WORKING && next.hasLookedAtAll()
                        ? "all looked at"
                        : next.state().code();
        };
    }

    @Test
    void everyPairOfStateAndCommandIsInTheChart() {
        List<String[]> rows = CHART.lines().skip(1).map(line -> line.split("\\|")).toList();
        var states = states();
        assertEquals(states.size() * COMMANDS.size(), rows.size());
        for (String[] row : rows) {
            Optional<ScreeningRun> run = states.get(row[0].strip());
            ScreeningRunCommand command = COMMANDS.get(row[1].strip());
            assertEquals(row[2].strip(), becomes(run, command), row[0].strip() + " | " + row[1].strip());
        }
    }

    @Test
    void aPageIsCountedAndItsPlacesAreKept() {
        var page = new Page(List.of(
                new Slice(
                        0,
                        List.of(
                                new Look("par_a", "1", 3, Verdict.NAMED),
                                new Look("par_b", "2", 1, Verdict.UNTOUCHED),
                                new Look("par_c", "3", 1, Verdict.NAMELESS),
                                new Look("par_d", "4", 1, Verdict.UNSCREENED)),
                        false),
                new Slice(1, List.of(), true)));
        var run = ((Decision.Append) ScreeningRunRules.decide(states().get("working"), page, NOW)).after();

        assertEquals(new ScreeningRun.Counts(4, 1, 1, 1), run.counts());
        assertEquals(1, run.counts().untouched());
        assertEquals(
                List.of(
                        new ScreeningRun.Place(Optional.of("4"), false),
                        new ScreeningRun.Place(Optional.empty(), true)),
                run.shards());
    }

    @Test
    void anOperatorsRunWaitsForTheOneBefore() {
        var working = states().get("working").orElseThrow();
        assertEquals(
                CommonReason.TRANSITION_NOT_ALLOWED,
                ScreeningRunRules.beside("srn_x", working).orElseThrow().reason());
        assertEquals(
                Optional.empty(), ScreeningRunRules.beside("srn_x", states().get("done").orElseThrow()));
    }
}
