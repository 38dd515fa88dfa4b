package dev.surety.model.id;

import dev.surety.model.Invariants;

/** Money taken in through a gateway. */
public record PaymentId(String value) {
    public static final String PREFIX = "pay";

    public PaymentId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
