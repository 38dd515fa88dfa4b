package dev.surety.ledger.domain.job;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a job has come. It is saved after every step, so that a crash repeats one step and no more; every step may be
 * repeated.
 *
 * @param phase which part of the job is next; {@link #DONE} if none is
 * @param cursor where that part goes on; empty at its beginning
 * @param scanned entries of the marketplace that were looked at
 * @param posted of these, those that moved money and are wholly posted
 * @param state the job's own state, as JSON; empty where there is none
 * @param notes its public part
 * @param version grows with every save; a worker with an older one has lost the job to another
 */
public record Progress(
        String phase,
        String cursor,
        long scanned,
        long posted,
        String state,
        Map<String, String> notes,
        long version) {
    /** It waits for the scan of the journal, or takes part in it. */
    public static final String SCAN = "scan";

    public static final String ACCOUNTS = "accounts";
    public static final String DONE = "done";
    public static final Progress NONE = new Progress("", "", 0, 0, "", Map.of(), 0);

    public Progress {
        notes = Map.copyOf(notes);
    }

    public boolean isOver() {
        return phase.equals(DONE);
    }

    public Progress at(String nextPhase, String nextCursor) {
        return new Progress(nextPhase, nextCursor, scanned, posted, state, notes, version);
    }

    public Progress counting(long moreScanned, long morePosted) {
        return new Progress(phase, cursor, scanned + moreScanned, posted + morePosted, state, notes, version);
    }

    public Progress holding(String newState) {
        return new Progress(phase, cursor, scanned, posted, newState, notes, version);
    }

    public Progress noting(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(notes);
        all.putAll(more);
        return new Progress(phase, cursor, scanned, posted, state, all, version);
    }

    public Progress versioned(long newer) {
        return new Progress(phase, cursor, scanned, posted, state, notes, newer);
    }
}
