package dev.surety.ledger.domain;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a job has come. It is saved after every step, so that a crash repeats one step and no more; every step may
 * be repeated.
 *
 * @param phase which part of the job is next; {@link #DONE} or {@link #FAILED} if none is
 * @param cursor where that part goes on; empty at its beginning
 * @param scanned entries of the marketplace that were looked at
 * @param posted of these, those that moved money and are wholly posted
 * @param notes what else is to be remembered or told
 * @param version grows with every save; who holds an older one has lost the job to another
 */
public record Progress(
        String phase, String cursor, long scanned, long posted, Map<String, String> notes, long version) {
    public static final String DONE = "done";
    public static final String FAILED = "failed";
    public static final Progress NONE = new Progress("", "", 0, 0, Map.of(), 0);

    public Progress {
        notes = Map.copyOf(notes);
    }

    public boolean isOver() {
        return phase.equals(DONE) || phase.equals(FAILED);
    }

    public Progress at(String nextPhase, String nextCursor) {
        return new Progress(nextPhase, nextCursor, scanned, posted, notes, version);
    }

    public Progress counting(long moreScanned, long morePosted) {
        return new Progress(phase, cursor, scanned + moreScanned, posted + morePosted, notes, version);
    }

    public Progress noting(String name, String value) {
        Map<String, String> more = new TreeMap<>(notes);
        more.put(name, value);
        return new Progress(phase, cursor, scanned, posted, more, version);
    }

    public Progress versioned(long newer) {
        return new Progress(phase, cursor, scanned, posted, notes, newer);
    }
}
