package dev.surety.ledger.domain;

import java.time.Instant;
import java.util.function.Consumer;

/** Reads the whole journal. Only an audit may. */
public interface JournalScan {
    /**
     * An entry as it lies there.
     *
     * @param hash what the next entry of the chain has to name
     * @param previous what this one names; empty where it names nothing
     */
    record Scanned(Place place, Arrival arrival, String hash, String previous) {}

    /** Gives every entry, those of a chain one after another by number; false if time ran out before the end. */
    boolean each(Instant deadline, Consumer<Scanned> entry);
}
