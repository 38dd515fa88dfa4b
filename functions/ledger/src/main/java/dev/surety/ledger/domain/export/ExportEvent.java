package dev.surety.ledger.domain.export;

import dev.surety.ledger.domain.books.BookFile;

/** The events of an export's chain. */
public sealed interface ExportEvent {
    record Requested(String by) implements ExportEvent {}

    record Ready(BookFile file) implements ExportEvent {}

    /** A person or client was given a link to the file. */
    record Linked(String by, String sha256) implements ExportEvent {}
}
