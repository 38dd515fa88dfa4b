package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.DEMO;
import static dev.surety.reputation.score.ScoreWorld.RULE;
import static dev.surety.reputation.score.ScoreWorld.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.app.score.Scores.Source;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Kind;
import dev.surety.reputation.domain.score.Reading;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreLine;
import dev.surety.reputation.store.DynamoScores;
import dev.surety.testkit.SmallRunner;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The order of lines, their number of times and their lateness change no score. */
final class LinesInAnyOrderTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<ParticipantId> PEOPLE = List.of(person("anna"), person("bert"), person("carl"));

    record Told(Source source, ScoreLine line) {}

    static List<Told> lines(SplittableRandom random, int count) {
        List<Told> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = START.plus(Duration.ofMinutes(random.nextInt(400_000)));
            boolean isGood = random.nextInt(4) > 0;
            ParticipantId payer = PEOPLE.get(random.nextInt(PEOPLE.size()));
            var line = new ScoreLine(
                    "opinion:payer",
                    PEOPLE.get(random.nextInt(PEOPLE.size())),
                    Role.PAYEE,
                    isGood ? Kind.OPINION : Kind.RULED_AGAINST,
                    isGood,
                    RULE.bucket(at),
                    random.nextLong(1, 5_000_000),
                    Map.of("weighed", 1L, isGood ? "good" : "disputesLost", 1L),
                    Optional.empty(),
                    isGood ? Optional.of(new ScoreLine.Paid(payer, random.nextLong(1, 5_000_000))) : Optional.empty());
            String entry = Id.derive("evt", Long.toString(random.nextLong()));
            lines.add(new Told(
                    new Source(DEMO, Id.derive("sal", entry), entry, at, 0, Optional.empty()), line));
        }
        return lines;
    }

    @Test
    void shuffledDoubledAndLate() {
        SmallRunner.times(8, (random, _) -> {
            List<Told> lines = lines(random, 60);
            DynamoScores expected = told(memory(), lines);
            List<Told> disturbed = new ArrayList<>(lines);
            disturbed.addAll(lines.subList(0, 20));
            Collections.shuffle(disturbed, new Random(random.nextLong()));
            same(expected, told(memory(), disturbed));
        });
    }

    @Test
    void theSumsBeforeAnInstantAreThoseOfTheLinesBeforeIt() {
        SmallRunner.times(8, (random, _) -> {
            List<Told> lines = lines(random, 60);
            DynamoScores all = told(memory(), lines);
            Instant hour = START.plus(Duration.ofHours(random.nextInt(6_000)));
            DynamoScores before = told(
                    memory(),
                    lines.stream().filter(told -> told.source().at().isBefore(hour)).toList());
            for (ParticipantId id : PEOPLE) {
                History expected = before.read(DEMO, Role.PAYEE, List.of(id)).getOrDefault(id, History.EMPTY);
                History read = all.before(DEMO, Role.PAYEE, id, hour);
                assertEquals(reading(expected), reading(read));
                assertEquals(
                        before.unitsBefore(DEMO, id, hour.plus(Duration.ofDays(9_000))),
                        all.unitsBefore(DEMO, id, hour));
            }
        });
    }

    @Test
    void anEventIsOneTransactionOfAtMostThreeItems() {
        MemoryDynamo memory = memory();
        told(memory, lines(new SplittableRandom(3), 50));
        assertEquals(50, memory.transactions().size());
        assertTrue(memory.transactions().stream().allMatch(items -> items.size() <= 3));
    }

    @Test
    void aThousandEventsASecond() {
        int events = 2_000;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 3 && best > events; round++) {
            List<Told> lines = lines(new SplittableRandom(round), events);
            MemoryDynamo memory = memory();
            long from = cpu();
            told(memory, lines);
            best = Math.min(best, Duration.ofNanos(cpu() - from).toMillis());
        }
        long millis = best;
        assertTrue(millis <= events, () -> events + " events in " + millis + " ms");
    }

    /** The time that this thread has computed: others may have the processor, too. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static MemoryDynamo memory() {
        return MemoryDynamo.surety(new FixedClock(START));
    }

    static DynamoScores told(DynamoDbClient store, List<Told> lines) {
        var scores = new DynamoScores(store, SuretyTables.LEDGER);
        lines.forEach(told -> scores.add(told.source(), told.line()));
        return scores;
    }

    static void same(DynamoScores expected, DynamoScores scores) {
        assertEquals(
                expected.read(DEMO, Role.PAYEE, PEOPLE), scores.read(DEMO, Role.PAYEE, PEOPLE));
        Instant end = START.plus(Duration.ofDays(9_000));
        for (ParticipantId id : PEOPLE) {
            assertEquals(
                    expected.lines(DEMO, Role.PAYEE, id, Optional.empty(), 100),
                    scores.lines(DEMO, Role.PAYEE, id, Optional.empty(), 100));
            assertEquals(expected.unitsBefore(DEMO, id, end), scores.unitsBefore(DEMO, id, end));
        }
    }

    private static Reading reading(History history) {
        return Reading.of(RULE, history.buckets(), START.plus(Duration.ofDays(300)), 1);
    }
}
