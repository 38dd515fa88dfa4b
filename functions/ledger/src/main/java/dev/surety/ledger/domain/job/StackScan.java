package dev.surety.ledger.domain.job;

import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one scan of the journal that a stack has at a time, and the jobs that wait for it or take part in it. A job that
 * waits takes part in the scan that begins next. One worker at a time drives it, as with a job's progress.
 */
public interface StackScan {
    enum Phase {
        /** No scan is under way. */
        IDLE,
        /** Takes in the waiting jobs. */
        BOARDING,
        READING,
        /** At its end: sends the jobs that took part on their way. */
        LANDING
    }

    /**
     * @param cursor where the journal is read on
     * @param daily whether every marketplace takes part that has an entry
     * @param number grows with every scan
     */
    record State(Phase phase, String cursor, boolean daily, long number, long version) {
        public static final State NONE = new State(Phase.IDLE, "", false, 0, 0);

        public State at(Phase next, String place) {
            return new State(next, place, daily, number, version);
        }

        public State boarding(boolean isDaily) {
            return new State(Phase.BOARDING, "", isDaily, number + 1, version);
        }

        public State versioned(long newer) {
            return new State(phase, cursor, daily, number, newer);
        }
    }

    /** Takes the scan until an instant; nothing if another has it. */
    Optional<State> take(Instant now, Instant until);

    /** Saves a step; nothing if another worker has taken the scan, which then goes on with it. */
    Optional<State> save(State state, Instant until);

    /** Saves and lets go of the scan before its time is over; false if another has it. */
    boolean leave(State state, Instant until);

    void await(ChainId job);

    /** Asks for a scan in which every marketplace is audited. */
    void awaitDaily();

    /** At most so many of the jobs that wait. */
    List<ChainId> waiting(int most);

    boolean isDailyAwaited();

    /** Lets a job that waits take part. */
    void board(ChainId job);

    void dailyBoarded();

    /** The jobs that take part, at most so many after another; in order. */
    List<ChainId> aboard(Optional<ChainId> after, int most);

    /** Adds one that did not wait. */
    void join(ChainId job);

    void land(ChainId job);

    /** Until when the last to take the scan had it, if the job waits for it or takes part. */
    Optional<Instant> takenUntil(ChainId job);
}
