package dev.surety.reputation.domain.score;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.surety.reputation.domain.score.Ratings.Rating;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule with its readings is at least five times as fast as the program that computed the digests. */
final class ScoringSpeedTest {
    private static final int TIMES_AS_FAST = 5;

    /** Reads each rated person, then applies the rating; tells the milliseconds that the processor took. */
    private static final String ORACLE =
            """
            import csv, sys, time
            sys.path.insert(0, sys.argv[1])
            sys.dont_write_bytecode = True
            from score_reference import M, P, Score
            rows = [(float(t), r, u, int(v) > 0) for r, u, v, t in list(csv.reader(open(sys.argv[2])))[1:]]
            rows.sort(key=lambda row: row[0])
            score = Score(P())
            begun = time.process_time()
            for t, r, u, good in rows:
                now = int(t)
                recent = score.recent(u, now)
                rank = score.standing(u, now)[1] * recent // M
                score.review(r, u, good, 100, now)
            print(int((time.process_time() - begun) * 1000))
            """;

    @Test
    void fiveTimesTheOracle() {
        List<Rating> ratings = Ratings.alpha();
        long ours = Long.MAX_VALUE;
        for (int round = 0; round < 12; round++) {
            ours = Math.min(ours, ours(ratings));
        }
        long best = ours;
        long oracles = oracle();
        System.out.printf("%d ratings with readings: %d ms, the oracle %d ms%n", ratings.size(), best, oracles);
        assertTrue(best * TIMES_AS_FAST <= oracles, () -> best + " ms, the oracle " + oracles + " ms");
    }

    private static long ours(List<Rating> ratings) {
        long from = cpu();
        var book = new ScoreBook(100);
        long read = 0;
        for (Rating rating : ratings) {
            read += book.at(rating.rated(), rating.second()).rank();
            book.opinion(rating.rater(), rating.rated(), rating.isGood(), 100, rating.second());
        }
        assertTrue(read > 0);
        return Duration.ofNanos(cpu() - from).toMillis();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long oracle() {
        String folder = Ratings.DATA.toString();
        String ratings = Ratings.DATA.resolve("soc-sign-bitcoinalpha.csv").toString();
        try {
            Process python = new ProcessBuilder("python3", "-B", "-c", ORACLE, folder, ratings)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertTrue(said.matches("\\d+"), said);
            return Long.parseLong(said);
        } catch (IOException e) {
            return abort("there is no Python to run the oracle: " + e.getMessage());
        }
    }
}
