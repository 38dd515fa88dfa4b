package dev.surety.messages.camt;

import dev.surety.messages.xml.Amounts;
import dev.surety.messages.xml.Dates;
import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Notes;
import dev.surety.messages.xml.UnreadableField;
import dev.surety.model.money.Money;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one {@code Ntry}. An object reads one entry, because it holds what it has read so far. */
final class EntryReader {
    private final Family family;
    private final Elements in;
    private final Notes notes;
    private final Structures structures;
    private final DetailReader detailReader;
    private final DetailTally tally;

    private Optional<Money> amount = Optional.empty();
    private Optional<Boolean> isDebit = Optional.empty();
    private Optional<EntryStatus> status = Optional.empty();
    private boolean isReversal;
    private Optional<LocalDate> bookedOn = Optional.empty();
    private Optional<LocalDate> valueOn = Optional.empty();
    private Optional<String> entryReference = Optional.empty();
    private Optional<String> servicerReference = Optional.empty();
    private Optional<BankCode> code = Optional.empty();
    private final List<Charge> charges = new ArrayList<>();
    private Optional<String> text = Optional.empty();
    private final List<Batch> batches = new ArrayList<>();

    EntryReader(Family family, Elements in, Limits limits) {
        this.family = family;
        this.in = in;
        this.notes = new Notes(in);
        this.structures = new Structures(in, notes);
        this.detailReader = new DetailReader(in, notes, structures);
        this.tally = new DetailTally(limits);
    }

    /** @return the entry, or the same entry refused; the element has ended in both cases */
    StatementPart read(int number) throws IOException {
        int line = in.line();
        int open = in.depth();
        try {
            for (String name = in.child(); name != null; name = in.child()) {
                field(name);
            }
            return entry(number, line);
        } catch (UnreadableField e) {
            in.closeTo(open - 1);
            return new StatementPart.RefusedEntry(number, line, e.field(), e.rule(), e.shown());
        }
    }

    private void field(String name) throws IOException, UnreadableField {
        switch (name) {
            case "NtryRef" -> entryReference = in.find();
            case "Amt" -> amount = once("Amt", amount, Amounts.of(in, "Amt"));
            case "CdtDbtInd" -> isDebit = once("CdtDbtInd", isDebit, sign());
            case "RvslInd" -> isReversal = structures.isTrue();
            case "Sts" -> status = once("Sts", status, status());
            case "BookgDt" -> bookedOn = Dates.choice(in, notes, "BookgDt");
            case "ValDt" -> valueOn = Dates.choice(in, notes, "ValDt");
            case "AcctSvcrRef" -> servicerReference = in.find();
            case "BkTxCd" -> code = Optional.of(structures.bankCode());
            case "Chrgs" -> structures.charges(charges);
            case "NtryDtls" -> details();
            case "AddtlNtryInf" -> text = in.find();
            default -> in.skip();
        }
    }

    /** Of two amounts, signs or states a reader would have to choose one; another reader chooses the other. */
    private static <T> Optional<T> once(String field, Optional<T> before, T now) throws UnreadableField {
        if (before.isPresent()) {
            throw new UnreadableField(field, "stands once", "");
        }
        return Optional.of(now);
    }

    private boolean sign() throws IOException, UnreadableField {
        String sign = in.text();
        return switch (sign) {
            case "DBIT" -> true;
            case "CRDT" -> false;
            default -> throw new UnreadableField("CdtDbtInd", "is CRDT or DBIT", sign);
        };
    }

    /** From version .08 on the code stands one element deeper. */
    private EntryStatus status() throws IOException, UnreadableField {
        String status = in.text();
        return EntryStatus.find(status)
                .orElseThrow(() -> new UnreadableField("Sts", "is BOOK, PDNG, INFO or FUTR", status));
    }

    /** A detail's sign is its entry's where it has none, so both have to stand in the standard's order. */
    private void details() throws IOException, UnreadableField {
        boolean debit = isDebit.orElseThrow(
                () -> new UnreadableField("CdtDbtInd", "stands before NtryDtls", ""));
        Money whole = amount.orElseThrow(() -> new UnreadableField("Amt", "stands before NtryDtls", ""));
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "Btch" -> batch();
                case "TxDtls" -> {
                    long before = in.characters();
                    Detail detail = detailReader.read(debit, whole.currency());
                    tally.add(detail, whole.currency(), in.characters() - before);
                }
                default -> in.skip();
            }
        }
    }

    private void batch() throws IOException {
        Batch batch = structures.batch();
        if (batches.size() < Structures.MOST) {
            batches.add(batch);
        } else {
            notes.remark("NtryDtls/Btch", "stands more than " + Structures.MOST + " times; others left out");
        }
    }

    private Entry entry(int number, int line) throws UnreadableField {
        Money whole = amount.orElseThrow(() -> new UnreadableField("Amt", "is an amount", ""));
        boolean debit = isDebit.orElseThrow(() -> new UnreadableField("CdtDbtInd", "is CRDT or DBIT", ""));
        EntryStatus known = status.orElseGet(this::statusOfFamily);
        if (bookedOn.isEmpty() && known == EntryStatus.BOOK) {
            notes.remark("BookgDt", "is missing");
        }
        if (code.isEmpty()) {
            notes.schema("BkTxCd", "is missing");
        }
        DetailTotals totals = tally.totals();
        compare(whole, totals);
        return new Entry(
                number, line, whole, debit, known, isReversal, bookedOn, valueOn, entryReference,
                servicerReference, code.orElse(BankCode.NONE), charges, text, batches, tally.kept(), totals,
                notes.take());
    }

    /** Some banks leave the status out; a statement is of booked entries. */
    private EntryStatus statusOfFamily() {
        EntryStatus status =
                switch (family) {
                    case CAMT_053 -> EntryStatus.BOOK;
                    case CAMT_052, CAMT_054 -> EntryStatus.INFO;
                };
        notes.schema("Sts", "is missing; read as " + status);
        return status;
    }

    private void compare(Money whole, DetailTotals totals) {
        if (totals.count() > 1 && !totals.sum().equals(Optional.of(whole))) {
            String sum = totals.sum().map(Money::toString).orElse("no one amount of " + whole.currency());
            notes.remark("NtryDtls/TxDtls", "add up to " + sum + ", the entry is of " + whole);
        } else if (totals.sum().isPresent() && !totals.sum().get().equals(whole)) {
            notes.remark("NtryDtls/TxDtls/Amt", "is " + totals.sum().get() + ", the entry is of " + whole);
        }
        for (Batch batch : batches) {
            if (batch.count().isPresent() && totals.count() > 0 && batch.count().get() != totals.count()) {
                notes.remark("NtryDtls/Btch/NbOfTxs", "is " + batch.count().get() + "; listed: " + totals.count());
            }
            if (batch.sum().isPresent() && !batch.sum().get().equals(whole)) {
                notes.remark("NtryDtls/Btch/TtlAmt", "is " + batch.sum().get() + ", the entry is of " + whole);
            }
        }
    }
}
