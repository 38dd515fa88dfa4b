package dev.surety.model.id;

import dev.surety.model.Invariants;

/** Money held between a payer and a payee. */
public record EscrowId(String value) {
    public static final String PREFIX = "esc";

    public EscrowId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
