package dev.surety.simulator.bank.files;

import dev.surety.model.money.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement of an account, before it is written. Amounts are in minor units; what leaves the account is negative.
 *
 * @param id used again each year, as at some banks
 * @param number counts the account's statements without a gap; empty for a report or a notification
 * @param page of {@code pages}, from 1
 */
public record Statement(
        String id,
        Optional<Long> number,
        Instant createdAt,
        LocalDate from,
        LocalDate to,
        String iban,
        Currency currency,
        long openingMinor,
        long closingMinor,
        List<Entry> entries,
        int page,
        int pages) {
    public Statement {
        entries = List.copyOf(entries);
    }

    /**
     * @param reference the bank's own; no other entry of the account has it
     * @param isBooked whether the entry is booked, and not only expected
     * @param chargeMinor the bank's fee within the entry; not negative
     * @param batch the order that the payments stood in, if it was a file
     * @param payments that the bank names
     * @param code the reason of a return; else empty
     * @param text the bank's words
     */
    public record Entry(
            String reference,
            long minor,
            Reversal reversal,
            boolean isBooked,
            LocalDate date,
            long chargeMinor,
            Optional<Batch> batch,
            List<Payment> payments,
            String code,
            String text) {
        public Entry {
            payments = List.copyOf(payments);
        }

        Entry with(long other, Reversal marked) {
            return new Entry(
                    reference, other, marked, isBooked, date, chargeMinor, batch, payments, code, text);
        }
    }

    /** Banks mark a reversal in two ways: the sign is that of the entry, or that of the entry that it reverses. */
    public enum Reversal {
        NONE,
        OWN_SIGN,
        SIGN_OF_THE_REVERSED
    }

    public record Batch(String messageId, String groupId, int payments) {}

    /**
     * @param reference {@code EndToEndId}; empty if the payment has none
     * @param number the other side's account; empty if it is unknown
     * @param words of the payer
     * @param trace of an entry of a NACHA file; else empty
     */
    public record Payment(String reference, long minor, String number, String words, String trace) {
        public Payment(String reference, long minor, String number, String words) {
            this(reference, minor, number, words, "");
        }
    }

    /** The same statement with what a bank may do to it. Entries of a period without lines stay none. */
    public Statement spoilt(Set<Oddity> with) {
        List<Entry> all = new ArrayList<>(entries);
        long opening = openingMinor;
        if (with.contains(Oddity.GAP) && !all.isEmpty()) {
            opening = Math.addExact(opening, all.removeFirst().minor());
        }
        if (with.contains(Oddity.MISSING_LINE) && !all.isEmpty()) {
            all.removeLast();
        }
        if (with.contains(Oddity.DUPLICATE_LINE) && !all.isEmpty()) {
            all.addFirst(all.getFirst());
        }
        if (with.contains(Oddity.WRONG_SIGN) && !all.isEmpty()) {
            Entry first = all.removeFirst();
            all.addFirst(first.with(-first.minor(), first.reversal()));
        }
        boolean turned = with.contains(Oddity.REVERSAL_TURNED);
        if (turned || with.contains(Oddity.REVERSAL)) {
            Reversal marked = turned ? Reversal.SIGN_OF_THE_REVERSED : Reversal.OWN_SIGN;
            all.replaceAll(entry -> entry.code().isEmpty() ? entry : entry.with(entry.minor(), marked));
        }
        boolean again = with.contains(Oddity.REISSUE);
        return new Statement(
                again ? id + "R" : id,
                number,
                again ? createdAt.plusSeconds(3_600) : createdAt,
                from,
                to,
                iban,
                currency,
                opening,
                closingMinor,
                all,
                page,
                pages);
    }

    /** The statement in so many pages; each begins with the balance at which the one before ended. */
    public List<Statement> split(int into) {
        List<Statement> all = new ArrayList<>();
        long balance = openingMinor;
        for (int at = 1; at <= into; at++) {
            List<Entry> part = entries.subList(entries.size() * (at - 1) / into, entries.size() * at / into);
            long after = at == into
                    ? closingMinor
                    : Math.addExact(balance, part.stream().mapToLong(Entry::minor).reduce(0, Math::addExact));
            all.add(new Statement(
                    id, number, createdAt, from, to, iban, currency, balance, after, part, at, into));
            balance = after;
        }
        return all;
    }
}
