package dev.surety.escrow.app.payment;

/** The result of a wake. */
public enum TimerResult {
    DONE,
    /** The chain has moved on: this wake has nothing to do. */
    MOVED_ON,
    /** The wake must come again. An acknowledged wake would be a forgotten deadline. */
    TOO_EARLY
}
