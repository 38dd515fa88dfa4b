package dev.surety.ledger.domain.period;

import dev.surety.ledger.domain.books.BookFile;

/** The events of a period's chain. */
public sealed interface PeriodEvent {
    /** A person has asked for the close. */
    record Closing(String by) implements PeriodEvent {}

    record FileWritten(BookFile file) implements PeriodEvent {}

    /** Another person has agreed to the file with this hash. */
    record Closed(String by, String hash) implements PeriodEvent {}

    record Rejected(String by) implements PeriodEvent {}

    /** A person was given a link to the file. */
    record Linked(String by, String sha256) implements PeriodEvent {}
}
