package dev.surety.ledger.domain.posting;

import dev.surety.model.id.MarketplaceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Entries that could not be posted. Parking an entry twice changes nothing. */
public interface ParkedEntries {
    /** @param reason as it was stored; a closed list, but for texts of older code */
    record Parked(EntryRef place, String reason) {}

    void park(EntryRef place, Arrival.Reason reason);

    /** Keeps for ever that an entry was changed or removed. */
    void recordBreach(Arrival.Tampered tampered);

    /** How often an entry of a marketplace was changed or removed. */
    long breaches(MarketplaceId marketplace);

    boolean any(MarketplaceId marketplace);

    /** In order of chain and number, after a place. */
    List<Parked> list(MarketplaceId marketplace, Optional<EntryRef> after, int limit);

    /** Those of the places that are parked. */
    Set<EntryRef> among(Collection<EntryRef> places);

    /** Whether another entry of the same chain is parked. */
    boolean anyOtherOf(EntryRef place);

    /** Takes an entry that was posted off the list. */
    void drop(EntryRef place);
}
