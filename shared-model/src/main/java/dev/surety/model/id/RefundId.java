package dev.surety.model.id;

import dev.surety.model.Invariants;

/** Money on its way back to the payer. */
public record RefundId(String value) {
    public static final String PREFIX = "ref";

    public RefundId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
