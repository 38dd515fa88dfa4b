package dev.surety.ledger.domain.account;

import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.ledger.Line;
import dev.surety.model.ledger.StoredBalance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where lines are written. Every method may end in an outage; then part of the work may have been done. */
public interface Books {
    /**
     * Lists accounts before their first line exists: a listed account may be empty, an account with lines is listed.
     */
    void open(Collection<Line> lines);

    /**
     * Adds lines of one account and their sum to its balance; it passes by lines that exist. Returns the lines that
     * were not written because they would carry the balance out of 64 bits.
     */
    List<Line> post(LedgerAccount account, List<Line> lines);

    /**
     * Gives the account's balance as of this very instant. Whatever is added later carries the mark that is given
     * here, so lines of other marks are the ones that this balance counts.
     *
     * @param closing the days up to this one are to have totals; empty if none is to be closed
     */
    StoredBalance mark(LedgerAccount account, Instant now, String closing);

    /**
     * Corrects the lines that lie in one second of an account, and the balance by as much, in one write. False if,
     * since they were read, the account was marked again or those lines changed.
     */
    boolean correct(LedgerAccount account, StoredBalance marked, Correction correction);

    /** Adds this to the balance as it is by now; false if the account was marked again since. */
    boolean correct(LedgerAccount account, StoredBalance marked, long amountMinor, long lines);

    /** Adds the lines from before a day's closing to its total; once, however often it is called. */
    void total(LedgerAccount account, DayTotal total);

    /** Sets the total of a closed day; false if the total has changed since it was read. */
    boolean correct(LedgerAccount account, DayTotal was, DayTotal right);
}
