package dev.surety.ledger.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Reads the whole journal. Only who audits or rebuilds may. */
public interface JournalScan {
    /**
     * An entry as it lies there.
     *
     * @param hash what the next entry of the chain has to name
     * @param previous what this one names; empty where it names nothing
     */
    record Scanned(Place place, Arrival arrival, String hash, String previous, Envelope envelope) {
        public boolean hasMoved() {
            return arrival instanceof Arrival.Moved;
        }
    }

    /** What is told of an entry outside, as text; empty where the entry does not have it. */
    record Envelope(String event, String at, String attention) {}

    /** Entries, and where to go on; empty at the end of the journal. */
    record Page(List<Scanned> entries, String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** Gives every entry, those of a chain one after another by number; false if time ran out before the end. */
    boolean each(Instant deadline, Consumer<Scanned> entry);

    /** The entries after a place that an earlier page gave; from the beginning where that is empty. */
    Page page(String cursor);

    /** Those of the entries at these places that there are, in no order. */
    List<Scanned> find(Collection<Place> places);

    /** The entries of one chain from a number on, by number. */
    List<Scanned> chain(String chain, int from);
}
