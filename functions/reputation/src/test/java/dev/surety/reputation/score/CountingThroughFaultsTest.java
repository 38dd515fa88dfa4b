package dev.surety.reputation.score;

import static dev.surety.reputation.score.ScoreWorld.DEMO;
import static dev.surety.reputation.score.ScoreWorld.RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.FaultyDynamo;
import dev.surety.dynamo.faults.Faults;
import dev.surety.reputation.domain.score.Count;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreEvent.Opinion;
import dev.surety.reputation.score.ScoreWorld.Selling;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every write of counting a sale is lost or kept, and the sale counts once. */
final class CountingThroughFaultsTest {
    private static final Instant NOW = Instant.parse("2026-01-10T14:20:00.000Z");

    /** A sale in a sound world, counted through calls that fail. */
    private record Counted(ScoreWorld world, ScoreWorld calls, Selling sale) {
        static Counted in(Faults faults) {
            var world = new ScoreWorld();
            Selling sale = world.sale("anna", "bert", 2_000).settled().reversed(-120).chargedBack("cb_1", false);
            world.clock.set(NOW);
            return new Counted(world, world.behind(new FaultyDynamo(world.memory, faults)), sale);
        }

        void count() {
            Instant published = NOW.minus(Duration.ofHours(2));
            var opinion = new Opinion(Role.PAYER, true, false, published, Optional.empty());
            calls.counting.weigh(DEMO, sale.id, opinion, NOW);
            calls.counting.remove(DEMO, sale.id, Role.PAYER, NOW);
            calls.counting.restore(DEMO, sale.id, Role.PAYER, NOW);
        }

        void check() {
            var history = world.payee("bert");
            long good = history.buckets().good().values().stream().mapToLong(Long::longValue).sum();
            long bad = history.buckets().bad().values().stream().mapToLong(Long::longValue).sum();
            assertEquals(RULE.one() / 8, good);
            assertEquals(RULE.one(), bad);
            assertEquals(1, history.count(Count.GOOD));
            assertEquals(1, history.count(Count.SETTLED));
            assertEquals(2, history.count(Count.WEIGHED));
        }
    }

    @Test
    void theSaleCountsOnce() {
        EveryFault.of("counting a sale", Counted::in, Counted::count)
                .checking(Counted::check)
                .orEndingWith(Outage.class)
                .run();
    }
}
