package dev.surety.ledger.domain.books;

import dev.surety.model.journal.Postings;
import dev.surety.model.ledger.Line;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The journal's word on lines, as the files of the books show it. */
public interface EntryNotes {
    /**
     * @param postings everything that the line's entry moved
     * @param bookedOn the bank's local date, of a line of the bank
     * @param reference the marketplace's own name of an escrow; else the one that the entry tells
     */
    record Note(Postings postings, Optional<String> bookedOn, Optional<String> reference) {}

    /** By the entry's id; nothing for an entry that is not there. */
    Map<String, Note> of(Collection<Line> lines);
}
