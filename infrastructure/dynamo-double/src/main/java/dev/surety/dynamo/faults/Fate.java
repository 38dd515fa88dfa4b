package dev.surety.dynamo.faults;

/** The fate of a call that is made to fail. */
public enum Fate {
    /** Not applied, error returned. */
    LOST,
    /** Applied, error returned. */
    KEPT,
    /** Not applied, and the process dies: every later call fails until the faults cease. */
    DEAD_BEFORE,
    /** Applied, and the process dies. */
    DEAD_AFTER;

    boolean applies() {
        return this == KEPT || this == DEAD_AFTER;
    }

    boolean kills() {
        return this == DEAD_BEFORE || this == DEAD_AFTER;
    }
}
