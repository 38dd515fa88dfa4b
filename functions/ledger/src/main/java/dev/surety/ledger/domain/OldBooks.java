package dev.surety.ledger.domain;

import dev.surety.model.id.MarketplaceId;

/** Generations of books that nobody reads any more. */
public interface OldBooks {
    /** Takes some of it away; true once nothing is left. */
    boolean sweep(MarketplaceId marketplace, int generation);
}
