package dev.surety.ledger.domain.posting;

import dev.surety.model.ledger.Line;
import java.util.Collection;
import java.util.List;

/** Reads the whole journal. Only audits and republishes may use it. */
public interface JournalScan {
    /**
     * An entry as it is stored.
     *
     * @param hash the hash that the next entry of the chain must name
     * @param previous the hash that this one names; empty where it names none
     * @param dueAt the deadline it leaves, as text; empty where it leaves none
     */
    record Scanned(EntryRef place, Arrival arrival, String hash, String previous, Envelope envelope, String dueAt) {
        public boolean hasMoved() {
            return arrival instanceof Arrival.Moved;
        }

        /** The lines that the ledger must have of it. */
        public List<Line> lines() {
            return arrival instanceof Arrival.Moved(var movement) ? movement.lines() : List.of();
        }
    }

    /** The public part of an entry, as text; empty where the entry lacks it. */
    record Envelope(String event, String at, String attention) {}

    /** Entries, those of a chain one after another by number, and where to go on; empty at the end of the journal. */
    record Page(List<Scanned> entries, String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** The entries after a place that an earlier page gave; from the beginning where that is empty. */
    Page page(String cursor);

    /** Those of the entries at these places that there are, in no order. */
    List<Scanned> find(Collection<EntryRef> places);
}
