package dev.surety.reputation.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.reputation.domain.score.Buckets;
import dev.surety.reputation.domain.score.Reading;
import dev.surety.reputation.domain.score.ScoreBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The theorem: all good weight that attackers give costs at least as many typical fees, whatever the number of their
 * accounts, sales and instants. So a rank from nothing has a least price.
 */
final class PriceTheoremTest {
    private static final long ONE = ScoreBook.RULE.one();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void goodWeightCostsItsFees() {
        for (int seed = 0; seed < 400 * Integer.getInteger("surety.sweep", 1); seed++) {
            var random = new Random(seed);
            long unit = 1 + random.nextInt(1_000);
            var book = new ScoreBook(unit);
            int people = 1 + random.nextInt(30);
            Instant now = START;
            long fees = 0;
            long given = 0;
            for (int sale = 0; sale < 200; sale++) {
                now = now.plus(Duration.ofHours(random.nextInt(400)));
                int payer = random.nextInt(people);
                int payee = random.nextInt(people);
                long fee = (long) Math.pow(10, random.nextDouble() * 6) - 1;
                if (random.nextInt(5) == 0) {
                    book.opinion(payer, payee, false, fee, now);
                } else {
                    given += book.opinion(payer, payee, true, fee, now);
                }
                fees += fee;
            }
            assertTrue(given <= fees * ONE / unit, "seed " + seed + ": " + given + " of " + fees);
        }
    }

    @Test
    void aRankHasALeastPrice() {
        assertEquals(9.7, least(800_000), 0.05);
        assertEquals(22.1, least(900_000), 0.05);
    }

    /** The good weight, in opinions, that lifts a newcomer to a rank if nothing else is known of it. */
    private static double least(long rank) {
        for (long good = 0; ; good += ONE / 100) {
            Buckets only = Buckets.EMPTY.plus(ScoreBook.RULE.bucket(START), true, good);
            if (Reading.of(ScoreBook.RULE, only, START, 1).rank() >= rank) {
                return good / (double) ONE;
            }
        }
    }
}
