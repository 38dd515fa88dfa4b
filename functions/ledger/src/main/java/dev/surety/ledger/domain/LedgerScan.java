package dev.surety.ledger.domain;

import java.time.Instant;
import java.util.function.Consumer;

/** Reads the whole ledger. Only an audit may. */
public interface LedgerScan {
    /** What an item of the ledger says. */
    sealed interface Seen {
        record OfBalance(Balance balance) implements Seen {}

        record OfLine(Line line) implements Seen {}

        record OfParked(Place place, int generation) implements Seen {}

        record OfBreach(String marketplace) implements Seen {}

        /** Says nothing about money. */
        record OfList() implements Seen {}

        /** What no code of ours writes. */
        record Unreadable(String key) implements Seen {}
    }

    /** Gives every item; false if time ran out before the end. */
    boolean each(Instant deadline, Consumer<Seen> item);
}
