package dev.surety.model.id;

import dev.surety.model.Invariants;

/** A person or company that takes part in a marketplace. */
public record ParticipantId(String value) {
    public static final String PREFIX = "par";

    public ParticipantId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
