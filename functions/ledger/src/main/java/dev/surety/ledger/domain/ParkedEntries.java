package dev.surety.ledger.domain;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.util.Collection;
import java.util.Map;

/** Entries that could not be posted, and those behind them. Parking what is parked changes nothing. */
public interface ParkedEntries {
    /** The number of the first parked entry of each of these chains that has one. */
    Map<ChainId, Integer> heads(Collection<ChainId> chains);

    void park(Place place, Arrival.Reason reason);

    /** Keeps for ever that somebody changed or removed an entry. */
    void recordBreach(Arrival.Tampered tampered);

    boolean any(MarketplaceId marketplace);
}
