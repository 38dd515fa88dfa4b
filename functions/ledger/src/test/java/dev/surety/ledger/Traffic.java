package dev.surety.ledger;

import dev.surety.dynamo.StreamRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Sales that are funded and posted, so many a second, on a thread of their own until this is closed. */
final class Traffic implements AutoCloseable {
    private final LedgerWorld town;
    private final Thread thread;
    private volatile boolean isOver;
    private volatile int posted;
    private volatile Optional<Throwable> failure = Optional.empty();

    private Traffic(LedgerWorld town, int perSecond) {
        this.town = town;
        this.thread = Thread.ofPlatform()
                .uncaughtExceptionHandler((_, thrown) -> failure = Optional.of(thrown))
                .start(() -> sell(Duration.ofSeconds(1).dividedBy(perSecond)));
    }

    /** Gives it once the first sale is posted. */
    static Traffic of(LedgerWorld town, int perSecond) {
        var traffic = new Traffic(town, perSecond);
        while (traffic.posted == 0 && traffic.failure.isEmpty()) {
            Thread.onSpinWait();
        }
        return traffic;
    }

    private void sell(Duration every) {
        long next = System.nanoTime();
        while (!isOver) {
            undisturbed(() -> {
                int before = town.records().size();
                town.fund(LedgerWorld.escrow("traffic " + posted), LedgerWorld.ANNA, 10, "EUR");
                // A job may write meanwhile, so the sale is not always the last record.
                List<StreamRecord> records = town.records();
                town.deliver(records.subList(before, records.size()));
            });
            posted++;
            town.clock.advance(every);
            next += every.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** Does something to journal or books between two sales: no sale is half posted, and the last entry is its own. */
    void undisturbed(Runnable change) {
        synchronized (town) {
            change.run();
        }
    }

    int posted() {
        return posted;
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(thrown -> {
            throw new AssertionError("the traffic stopped by itself", thrown);
        });
    }
}
