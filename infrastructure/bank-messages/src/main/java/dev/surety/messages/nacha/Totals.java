package dev.surety.messages.nacha;

import java.io.IOException;

/** Sums of the entries of a batch or a file. Its control record says the same, or the file is not whole. */
final class Totals {
    private final int most;

    int entries;
    long hash;
    long debit;
    long credit;

    /** @param most entries and addenda, by the digits that a control record has for them */
    Totals(int most) {
        this.most = most;
    }

    void count(Line record) throws IOException {
        entries++;
        if (entries > most) {
            throw record.in().refuse(record.line(), 1, "count", "at most " + most + " entries and addenda");
        }
    }

    void add(NachaEntry entry) {
        hash = (hash + Long.parseLong(entry.rdfi())) % Nacha.HASH;
        if (entry.isCredit()) {
            credit += entry.amountCents();
        } else {
            debit += entry.amountCents();
        }
    }

    void add(Totals batch) {
        entries += batch.entries;
        hash = (hash + batch.hash) % Nacha.HASH;
        debit += batch.debit;
        credit += batch.credit;
    }

    /** @param count, hash, debits, credits: the columns at which the record has them */
    void check(Line control, int count, int countTo, int hashFrom) throws IOException {
        long told = control.number("count of entries", count, countTo);
        same(control, "count", "entries and addenda", told, entries, count);
        same(control, "hash", "hash", control.number("hash", hashFrom, hashFrom + 9), hash, hashFrom);
        int debits = hashFrom + 10;
        same(control, "total", "debits", control.number("total of debits", debits, debits + 11), debit, debits);
        int credits = debits + 12;
        same(control, "total", "credits", control.number("total of credits", credits, credits + 11), credit, credits);
    }

    static void same(Line control, String rule, String of, long told, long found, int column) throws IOException {
        if (told != found) {
            throw control.in()
                    .refuse(control.line(), column, rule, of + " of " + found + ", and the control says " + told);
        }
    }
}
