package dev.surety.model.id;

import dev.surety.model.Invariants;

/** Money on its way to a payee, or to the marketplace itself. */
public record PayoutId(String value) {
    public static final String PREFIX = "po";

    public PayoutId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
