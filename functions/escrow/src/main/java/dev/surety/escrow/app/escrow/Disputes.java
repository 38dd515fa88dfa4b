package dev.surety.escrow.app.escrow;

import dev.surety.model.id.DisputeId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Entry;

/** The disputes' own chains, which another function writes. */
public interface Disputes {
    /** The type of their chains. */
    String TYPE = "dispute";

    boolean exists(MarketplaceId marketplace, DisputeId id);

    /** Asks the other function to make the dispute that this entry of an escrow tells of. */
    void open(Entry cause);
}
