package dev.surety.payouts.domain.bank;

import dev.surety.model.journal.Postings;
import java.util.List;
import java.util.Optional;

/**
 * The decision about a line.
 *
 * @param attention the kind of work that it makes for a person
 */
public record LineBooking(StatementLine line, List<Part> parts, Postings postings, Optional<String> attention) {
    public LineBooking {
        parts = List.copyOf(parts);
    }
}
