package dev.surety.model.id;

import dev.surety.model.Invariants;

/** A file of payments that a bank is handed. */
public record FileId(String value) {
    public static final String PREFIX = "pf";

    public FileId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
