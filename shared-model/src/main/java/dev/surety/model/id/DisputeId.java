package dev.surety.model.id;

import dev.surety.model.Invariants;

/** A dispute of an escrow's payer. The same dispute of the same escrow always has the same id. */
public record DisputeId(String value) {
    public static final String PREFIX = "dsp";

    public DisputeId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    /** @param ordinal 1 for the escrow's first dispute, 2 for its second */
    public static DisputeId of(MarketplaceId marketplace, EscrowId escrow, int ordinal) {
        return new DisputeId(Id.derive(PREFIX, marketplace.value(), escrow.value(), Integer.toString(ordinal)));
    }

    @Override
    public String toString() {
        return value;
    }
}
