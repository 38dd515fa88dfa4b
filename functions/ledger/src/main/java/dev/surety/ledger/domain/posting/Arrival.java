package dev.surety.ledger.domain.posting;

/** The meaning of one record of the journal's stream. */
public sealed interface Arrival {
    /** An entry that moved money. */
    record Moved(Movement movement) implements Arrival {}

    /** An entry that moved no money. */
    record WithoutPostings() implements Arrival {}

    /** An entry that can never be posted as it is. */
    record Poison(EntryRef place, Reason reason) implements Arrival {}

    /** A change of an entry, or its removal: a breach of {@code append-only}. */
    record Tampered(EntryRef place, String kind, String sequence) implements Arrival {}

    /** Why an entry was parked. A closed list: the values are dimensions of a metric. */
    enum Reason {
        UNREADABLE,
        UNKNOWN_ACCOUNT,
        UNBALANCED,
        OVERFLOW
    }
}
