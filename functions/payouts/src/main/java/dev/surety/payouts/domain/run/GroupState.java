package dev.surety.payouts.domain.run;

/**
 * How far a group of a run is; each entry of its chain carries it.
 *
 * @param pages of at most a hundred payees each
 * @param next the page that is planned or executed next
 * @param waits how often in a row execution waited
 */
public record GroupState(Phase phase, int pages, int next, RunCounts counts, int waits) {
    public enum Phase {
        PLANNING,
        PLANNED,
        EXECUTING,
        DONE
    }

    public static GroupState listed(int pages) {
        return new GroupState(Phase.PLANNING, pages, 0, RunCounts.NONE, 0);
    }

    public boolean hasNext() {
        return next < pages;
    }

    public int pagesPlanned() {
        return phase == Phase.PLANNING ? next : pages;
    }

    public GroupState pagePlanned() {
        return new GroupState(phase, pages, next + 1, counts, 0);
    }

    public GroupState planned() {
        return new GroupState(Phase.PLANNED, pages, 0, counts, 0);
    }

    public GroupState started() {
        return new GroupState(Phase.EXECUTING, pages, 0, counts, 0);
    }

    public GroupState pageDone(RunCounts of) {
        return new GroupState(phase, pages, next + 1, counts.plus(of), 0);
    }

    public GroupState waited() {
        return new GroupState(phase, pages, next, counts, waits + 1);
    }

    public GroupState done() {
        return new GroupState(Phase.DONE, pages, next, counts, 0);
    }
}
