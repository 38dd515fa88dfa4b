package dev.surety.runtime.resilience;

/** The pause after a lost race: random, and longer each time, so that many who met once do not meet again. */
public final class ContentionPause {
    private static final long FIRST_MILLIS = 10;

    private ContentionPause() {}

    /** Waits before the next round; not at all before the first, which is round 0. */
    public static void pause(int round) {
        if (round == 0) {
            return;
        }
        try {
            Thread.sleep(Jitter.millis(0, FIRST_MILLIS << round));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outage("interrupted between two tries", e);
        }
    }
}
