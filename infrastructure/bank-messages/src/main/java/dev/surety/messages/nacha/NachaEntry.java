package dev.surety.messages.nacha;

import dev.surety.messages.xml.Note;
import java.util.List;
import java.util.Optional;

/**
 * One entry, with the addenda behind it.
 *
 * @param rdfi the first 8 digits of the routing number that it goes to
 * @param reference the sender's for the payee, in a return that of the entry returned
 * @param trace 15 digits, or as the file has it
 * @param rejected an operator's mark that it refused the entry, which then stands in the place of the trace
 * @param addenda texts of addenda that are neither a return nor a change; the first 20
 */
public record NachaEntry(
        int line,
        String transactionCode,
        String rdfi,
        String checkDigit,
        String account,
        long amountCents,
        String reference,
        String name,
        String trace,
        Optional<String> rejected,
        Optional<NachaReturn> returned,
        Optional<NachaChange> change,
        List<String> addenda,
        List<Note> notes)
        implements NachaPart {
    public NachaEntry {
        addenda = List.copyOf(addenda);
        notes = List.copyOf(notes);
    }

    /** Whether it moves money to the account; the other codes take from it. */
    public boolean isCredit() {
        return transactionCode.charAt(1) < '5';
    }

    /** Whether it is a prenote: of zero, to ask whether the account is there. */
    public boolean isPrenote() {
        char kind = transactionCode.charAt(1);
        return kind == '3' || kind == '8';
    }

    /** Account and name are never printed. */
    @Override
    public String toString() {
        return "line " + line + ": " + transactionCode + " of " + amountCents + ", trace " + trace;
    }
}
