package dev.surety.reputation.domain.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.reputation.domain.score.Explanation.Part;
import dev.surety.reputation.domain.score.History.Sort;
import dev.surety.reputation.store.ShippedRules;
import dev.surety.testkit.SmallRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The sentences of an explanation sum to the score, to the last unit, whatever the history. */
final class ExplanationTest {
    private static final ScoreRule RULE = ShippedRules.current();
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void thePartsSumToTheScore() {
        SmallRunner.times(500, (random, _) -> {
            History history = history(random);
            long stake = random.nextLong(1, 40);
            Reading reading = Reading.of(RULE, history.buckets(), NOW, stake);
            Explanation explanation = Explanation.of(RULE, history, NOW, stake);
            assertEquals(reading.recent(), sum(explanation.recent()));
            assertEquals(reading.low(), sum(explanation.standing()));
        });
    }

    @Test
    void aNewcomerIsExplainedByTheStartAlone() {
        Explanation explanation = Explanation.of(RULE, History.EMPTY, NOW, 1);
        assertEquals(
                List.of(new Part("start", 900_000, "A participant without history begins at 0.900000.")),
                explanation.recent());
    }

    @Test
    void goodRaisesAndBadLowers() {
        History history = History.EMPTY
                .plus(new Sort(Kind.OPINION, true), RULE.bucket(NOW), 3 * RULE.one(), Map.of())
                .plus(new Sort(Kind.RULED_AGAINST, false), RULE.bucket(NOW), RULE.one(), Map.of());
        List<Part> parts = Explanation.of(RULE, history, NOW, 1).recent();
        assertEquals(
                List.of("start", "good_opinions", "ruled_against"),
                parts.stream().map(Part::of).toList());
        assertEquals(50_000, parts.get(1).points());
        assertEquals("Good opinions add 0.050000.", parts.get(1).says());
        assertEquals(-150_000, parts.get(2).points());
        assertEquals("Rulings against this side take 0.150000.", parts.get(2).says());
    }

    @Test
    void anOldWeightFadesFromTheRecentPartsOnly() {
        Instant old = NOW.minus(Duration.ofDays(900));
        History history =
                History.EMPTY.plus(new Sort(Kind.OPINION, true), RULE.bucket(old), 5 * RULE.one(), Map.of());
        Explanation explanation = Explanation.of(RULE, history, NOW, 1);
        assertTrue(explanation.recent().get(1).points() < 1_000);
        assertTrue(explanation.standing().get(1).points() > 300_000);
    }

    private static History history(SplittableRandom random) {
        History history = History.EMPTY;
        int events = random.nextInt(60);
        for (int i = 0; i < events; i++) {
            Kind kind = Kind.values()[1 + random.nextInt(Kind.values().length - 1)];
            boolean isGood = kind == Kind.SILENCE || (kind == Kind.OPINION && random.nextInt(4) > 0);
            int bucket = RULE.bucket(NOW.minus(Duration.ofDays(random.nextInt(2_000))));
            history = history.plus(new Sort(kind, isGood), bucket, random.nextLong(20_000_000), Map.of());
        }
        return history;
    }

    private static long sum(List<Part> parts) {
        return parts.stream().mapToLong(Part::points).sum();
    }
}
