package dev.surety.escrow.world;

import java.time.Duration;

/**
 * Counts rounds of calls: a call waits until no other has come for a while, then all that wait go on together. However
 * many go side by side, that is one round; the time that a reader waits for is the number of rounds.
 */
public final class Rounds {
    private static final long QUIET_NANOS = Duration.ofMillis(60).toNanos();

    private int rounds;
    private int calls;
    private long lastCame;

    synchronized void join() {
        int mine = rounds;
        calls++;
        lastCame = System.nanoTime();
        while (mine == rounds) {
            long left = QUIET_NANOS - (System.nanoTime() - lastCame);
            if (left <= 0) {
                rounds++;
                notifyAll();
            } else {
                pause(left);
            }
        }
    }

    private void pause(long nanos) {
        try {
            wait(Math.max(1, nanos / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public synchronized int rounds() {
        return rounds;
    }

    public synchronized int calls() {
        return calls;
    }
}
