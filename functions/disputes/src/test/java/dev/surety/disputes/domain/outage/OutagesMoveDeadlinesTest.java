package dev.surety.disputes.domain.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.marketplace.DisputeTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OutagesMoveDeadlinesTest {
    private static final Instant DEADLINE = Instant.parse("2026-12-10T12:00:00Z");

    /** Times are minutes from the deadline; a window is written from..to. */
    private static final String ROWS =
            """
            outages             | share | now  | counted | so far | moves by | because
                                | 10    | 0    |         | PT0S   | –        | there is none
            -144..0             | 10    | 0    |         | PT0S   | –        | exactly the share
            -145..0             | 10    | 0    |         | PT0S   | PT24H    | a minute more than the share
            -1440..-1295        | 10    | 0    |         | PT0S   | PT24H    | at the begin of the last day
            -2000..-1440        | 10    | 0    |         | PT0S   | –        | it ended before the last day
            -2000..-1000        | 10    | 0    |         | PT0S   | PT24H    | it reaches into the last day
            -4000..-10          | 10    | 0    |         | PT0S   | PT66H30M | all of it counts, not only the last day
            -300..-200 -100..-1 | 10    | 0    |         | PT0S   | PT24H    | two together
            -200..-130 -190..-60 | 10   | 0    |         | PT0S   | –        | an overlap counts once
            -200..-100 -100..-50 | 10   | 0    |         | PT0S   | PT24H    | two that touch
            -100..600           | 10    | 600  |         | PT0S   | –        | before the deadline it was short
            -200..600           | 10    | 600  |         | PT0S   | PT34H    | a day is left after it
            -200..5000          | 10    | 600  |         | PT0S   | PT34H    | its end is not known yet
            10..5000            | 10    | 5000 |         | PT0S   | –        | it began after the deadline
            -1..0               | 0     | 0    |         | PT0S   | PT24H    | any outage moves
            -1440..0            | 100   | 0    |         | PT0S   | –        | none moves
            -400..0             | 10    | 0    | -200    | PT0S   | PT24H    | half of it is counted already
            -400..0             | 10    | 0    | -100    | PT0S   | –        | most of it is counted already
            -400..0             | 10    | 0    | 0       | PT0S   | –        | all of it is counted already
            -400..0             | 10    | 0    |         | PT220H | PT20H    | ten days in all
            -400..0             | 10    | 0    |         | PT240H | –        | the ten days are used up
            -30000..0           | 10    | 0    |         | PT0S   | PT240H   | never more than ten days
            """;

    private static Instant minute(String text) {
        return DEADLINE.plus(Duration.ofMinutes(Long.parseLong(text.strip())));
    }

    private static List<Window> windows(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.strip().split(" "))
                        .map(one -> one.split("\\.\\."))
                        .map(ends -> new Window(minute(ends[0]), minute(ends[1])))
                        .toList();
    }

    @TestFactory
    Stream<DynamicTest> eachRowMovesAsItSays() {
        return ROWS.lines().skip(1).map(line -> line.split("\\|", -1)).map(cells -> DynamicTest.dynamicTest(
                cells[6].strip(), () -> {
                    Optional<Instant> counted = Optional.of(cells[3]).filter(of -> !of.isBlank()).map(
                            OutagesMoveDeadlinesTest::minute);
                    Optional<Duration> moved = OutageRules.move(
                            windows(cells[0]),
                            Integer.parseInt(cells[1].strip()),
                            DEADLINE,
                            minute(cells[2]),
                            counted,
                            Duration.parse(cells[4].strip()));
                    assertEquals(cells[5].strip(), moved.map(Duration::toString).orElse("–"));
                }));
    }

    @Test
    void noOrderAndNoOverlapOfOutagesChangesAnything() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            List<Window> outages = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Instant from = DEADLINE.minus(Duration.ofMinutes(random.nextInt(2_000)));
                outages.add(new Window(from, from.plus(Duration.ofMinutes(1 + random.nextInt(300)))));
            }
            Duration soFar = Duration.ofHours(random.nextInt(241));
            Instant now = DEADLINE.plus(Duration.ofMinutes(random.nextInt(60)));
            Optional<Duration> moved = OutageRules.move(outages, 10, DEADLINE, now, Optional.empty(), soFar);

            List<Window> doubled = new ArrayList<>(outages.reversed());
            doubled.addAll(outages);
            String told = "seed " + seed;
            assertEquals(moved, OutageRules.move(doubled, 10, DEADLINE, now, Optional.empty(), soFar), told);
            moved.ifPresent(by -> {
                assertTrue(by.isPositive(), told);
                assertFalse(by.plus(soFar).compareTo(DisputeTerms.MOST_OUTAGES) > 0, told);
                boolean isCapped = by.plus(soFar).equals(DisputeTerms.MOST_OUTAGES);
                assertTrue(isCapped || !DEADLINE.plus(by).isBefore(now.plus(Duration.ofHours(24))), told);
            });
            Optional<Duration> again =
                    OutageRules.move(outages, 10, DEADLINE, now, Optional.of(now), soFar);
            assertEquals(Optional.empty(), again, told + ": no outage moves two deadlines");
        }
    }
}
