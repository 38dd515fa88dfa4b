package dev.surety.model.id;

import dev.surety.model.Invariants;

/** The reviews of a sale by its two sides. The same sale always has the same id. */
public record ReviewId(String value) {
    public static final String PREFIX = "rev";

    public ReviewId {
        Invariants.hold(Id.isWellFormed(PREFIX, value), "an id of this kind starts with " + PREFIX + "_");
    }

    public static ReviewId of(MarketplaceId marketplace, EscrowId escrow) {
        return new ReviewId(Id.derive(PREFIX, marketplace.value(), escrow.value()));
    }

    @Override
    public String toString() {
        return value;
    }
}
