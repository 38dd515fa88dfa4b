package dev.surety.messages.camt;

import dev.surety.messages.xml.Note;
import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of a statement, as the bank writes it.
 *
 * @param number in its statement, from 1, refused entries counted
 * @param line in the file, from 1
 * @param amount never below zero
 * @param isReversal whether the bank says that it reverses another; banks differ in what this means for the sign
 * @param bookedOn the bank's local date as written; some banks leave it out
 * @param entryReference the bank's number of the entry; in some banks several entries share one
 * @param servicerReference the bank's own reference
 * @param text the bank's own words
 * @param batches the groups that it books: nearly always none or one
 * @param details the payments within it, up to a limit
 */
public record Entry(
        int number,
        int line,
        Money amount,
        boolean isDebit,
        EntryStatus status,
        boolean isReversal,
        Optional<LocalDate> bookedOn,
        Optional<LocalDate> valueOn,
        Optional<String> entryReference,
        Optional<String> servicerReference,
        BankCode code,
        List<Charge> charges,
        Optional<String> text,
        List<Batch> batches,
        List<Detail> details,
        DetailTotals totals,
        List<Note> notes)
        implements StatementPart {
    public Entry {
        charges = List.copyOf(charges);
        batches = List.copyOf(batches);
        details = List.copyOf(details);
        notes = List.copyOf(notes);
    }

    /** All texts in which a reference of ours may stand. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        text.ifPresent(texts::add);
        entryReference.ifPresent(texts::add);
        servicerReference.ifPresent(texts::add);
        for (Detail detail : details) {
            texts.addAll(detail.remittance());
            detail.text().ifPresent(texts::add);
            detail.returned().ifPresent(returned -> texts.addAll(returned.texts()));
            texts.addAll(detail.references().proprietary());
        }
        return texts;
    }
}
