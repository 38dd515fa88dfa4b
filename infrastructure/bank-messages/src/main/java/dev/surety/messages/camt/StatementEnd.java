package dev.surety.messages.camt;

import dev.surety.messages.xml.Note;
import java.util.List;

/**
 * The end of a statement, which was read whole.
 *
 * @param balances all of them, also those that stand behind entries
 * @param entries how many were read
 * @param refused how many entries could not be read
 */
public record StatementEnd(String id, List<Balance> balances, int entries, int refused, List<Note> notes)
        implements StatementPart {
    public StatementEnd {
        balances = List.copyOf(balances);
        notes = List.copyOf(notes);
    }
}
