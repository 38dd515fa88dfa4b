package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.DEMO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreEvent.Opinion;
import dev.surety.reputation.score.ScoreWorld.Selling;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From news of sales to scores, through the journal and the tables of the store in memory. */
final class CountingSpeedTest {
    private static final int SALES = 250;
    private static final int PEOPLE = 25;

    /** Ends and opinions of sales. */
    @Test
    void aThousandEventsASecondFromTheNewsToTheScore() {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 4 && best > 2 * SALES; round++) {
            best = Math.min(best, counted());
        }
        long millis = best;
        assertTrue(millis <= 2 * SALES, () -> 2 * SALES + " events in " + millis + " ms");
    }

    private static long counted() {
        var world = new ScoreWorld();
        List<Selling> sales = new ArrayList<>();
        for (int i = 0; i < SALES; i++) {
            sales.add(world.sale("buyer-" + i % PEOPLE, "seller-" + i / PEOPLE, 2_000).settled());
        }
        Instant published = world.clock.instant();
        world.clock.advance(ScoreWorld.WEIGHED_AFTER);
        long from = cpu();
        for (Selling sale : sales) {
            var opinion = new Opinion(Role.PAYER, true, false, published, Optional.empty());
            assertTrue(world.counting.weigh(DEMO, sale.id, opinion, world.clock.instant()));
        }
        long millis = Duration.ofNanos(cpu() - from).toMillis();
        // A line each for the end in both scores, and one for the opinion.
        assertEquals(3 * SALES, world.memory.transactions().size());
        assertTrue(world.memory.transactions().stream().allMatch(items -> items.size() <= 3));
        return millis;
    }

    /** The time that this thread has computed: others may have the processor, too. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
