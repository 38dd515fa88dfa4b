package dev.surety.model;

/** Where an invariant is held in code. A broken one is a breach: nothing may go on as if it had not happened. */
public final class Invariants {
    private Invariants() {}

    /** Stops with a {@link Breach} unless the condition holds. The message names the invariant or the fact. */
    public static void hold(boolean condition, String message) {
        if (!condition) {
            throw new Breach(message);
        }
    }

    /** Something that must never be was seen: stop, alarm, do not retry. */
    public static final class Breach extends RuntimeException {
        public Breach(String message) {
            super(message);
        }
    }
}
