package dev.surety.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.dynamo.StreamRecord;
import dev.surety.dynamo.faults.Fate;
import dev.surety.testkit.SmallRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Shards, repetitions and instances that wake up late: many post at once what only once may count. */
class ManyPostersTest {
    @Test
    void sixteenPostersOfTheSameStreamCountEveryLineOnce() throws ExecutionException, InterruptedException {
        LedgerWorld town = new LedgerWorld();
        for (int i = 0; i < 60; i++) {
            town.fund(
                    LedgerWorld.escrow("sale " + i), i % 3 == 0 ? LedgerWorld.ANNA : LedgerWorld.BERT, 100 + i, "EUR");
        }
        List<StreamRecord> records = town.records();
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> running = new ArrayList<>();
            for (int poster = 0; poster < 16; poster++) {
                int from = poster * 3;
                running.add(threads.submit(() -> town.deliver(records.subList(from, Math.min(from + 20, 60)))));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        town.drain();
        town.world().check();
        assertEquals(-60 * 100 - 59 * 60 / 2, town.balance("gateway#demo#sandbox#EUR"));
    }

    @Test
    void whateverIsDeliveredWhenAndWithWhatFaultsTheBooksEndUpRight() {
        SmallRunner.times(40, (random, _) -> {
            LedgerWorld town = new LedgerWorld();
            for (int step = 0; step < 25; step++) {
                move(town, random, step);
                if (random.nextInt(4) == 0) {
                    town.faults.fail(town.faults.seen() + 1 + random.nextInt(6), Fate.values()[random.nextInt(4)]);
                }
                List<StreamRecord> some = new ArrayList<>(town.records());
                Collections.shuffle(some, new Random(random.nextLong()));
                town.deliver(some.subList(0, random.nextInt(some.size() + 1)));
                town.faults.cease();
            }
            town.drain();
            town.world().check();
            town.clock.advance(Duration.ofHours(1));
            assertEquals(Map.of(), new LedgerJobsWorld(town.settled()).audit());
        });
    }

    private static void move(LedgerWorld town, SplittableRandom random, int step) {
        String payee = random.nextBoolean() ? LedgerWorld.ANNA : LedgerWorld.BERT;
        String currency = random.nextBoolean() ? "EUR" : "JPY";
        long price = 1 + random.nextInt(1_000_000);
        town.fund(LedgerWorld.escrow("random " + step), payee, price, currency);
        town.clock.advance(Duration.ofMinutes(random.nextInt(3_000)));
        if (random.nextBoolean() && price > 10) {
            town.release(LedgerWorld.escrow("random " + step), payee, price, 1 + random.nextInt(9), currency);
        }
    }
}
