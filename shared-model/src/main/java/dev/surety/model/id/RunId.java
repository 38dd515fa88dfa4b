package dev.surety.model.id;

import dev.surety.model.Invariants;

/** A payout run: many payouts that were planned and approved together. */
public record RunId(String value) {
    public static final String PREFIX = "run";

    public RunId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
