package dev.surety.ledger.domain.account;

import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredLine;
import java.util.List;
import java.util.Optional;

/**
 * Changes to the lines of one second that lie together.
 *
 * @param partition and {@code second} where they lie
 * @param unreadable attributes that are no lines; they are taken away
 * @param day of a platform account; empty for a participant's
 */
public record Correction(String partition, String second, String day, List<Change> changes, List<String> unreadable) {
    public Correction {
        changes = List.copyOf(changes);
        unreadable = List.copyOf(unreadable);
    }

    /** @param right the line as the journal has it; nothing if no entry has such a line */
    public record Change(StoredLine was, Optional<Line> right) {
        public long amountMinor() {
            return Math.subtractExact(right.map(Line::amountMinor).orElse(0L), was.line().amountMinor());
        }
    }
}
