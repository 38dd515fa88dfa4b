package dev.surety.model;

/** Checks invariants in code. A broken invariant is a breach: the caller must stop. */
public final class Invariants {
    private Invariants() {}

    /** Stops with a {@link Breach} unless the condition holds. The message names the invariant or the fact. */
    public static void hold(boolean condition, String message) {
        if (!condition) {
            throw new Breach(message);
        }
    }

    /** An invariant is broken. The edge stops, alarms and does not retry. */
    public static final class Breach extends RuntimeException {
        public Breach(String message) {
            super(message);
        }
    }
}
