package dev.surety.ledger.domain;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries that could not be posted, and those behind them. Parking what is parked changes nothing. */
public interface ParkedEntries {
    record Parked(Place place, Arrival.Reason reason) {}

    /**
     * That a chain is parked from a number on.
     *
     * @param version grows with everything that is parked, so that whoever frees the chain sees that more was
     */
    record Mark(int from, long version) {}

    /** Those of another generation of the books; without it, those of the first. */
    ParkedEntries in(int generation);

    /** The number of the first parked entry of each of these chains that has one. */
    Map<ChainId, Integer> heads(Collection<ChainId> chains);

    /** An entry that is to be behind others, of a chain that was freed meanwhile, ends in an outage: it comes again. */
    void park(Place place, Arrival.Reason reason);

    /** Keeps for ever that somebody changed or removed an entry. */
    void recordBreach(Arrival.Tampered tampered);

    /** How often somebody changed or removed an entry of a marketplace, whatever the generation. */
    long breaches(MarketplaceId marketplace);

    boolean any(MarketplaceId marketplace);

    /** In order of chain and number, after a place. */
    List<Parked> list(MarketplaceId marketplace, Optional<Place> after, int limit);

    /** Those of one chain, by number. */
    List<Parked> of(String chain);

    Optional<Mark> mark(String chain);

    /** Takes an entry that was posted off the list. */
    void drop(Place place);

    /** Lets a chain be posted again; false if something was parked since the mark was read. */
    boolean free(String chain, Mark mark);

    /** Holds a chain back from this entry on, for this reason; false if something was parked since. */
    boolean hold(Place first, Arrival.Reason reason, Mark mark);
}
