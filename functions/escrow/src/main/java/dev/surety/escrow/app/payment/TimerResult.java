package dev.surety.escrow.app.payment;

/** What became of a wake. */
public enum TimerResult {
    DONE,
    /** There is nothing left to do for this one. */
    MOVED_ON,
    /** It is to come again: a wake acknowledged is a deadline forgotten. */
    TOO_EARLY
}
