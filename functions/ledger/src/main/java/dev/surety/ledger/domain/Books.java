package dev.surety.ledger.domain;

import java.util.Collection;
import java.util.List;

/** Where lines are written. Every method may end in an outage; then part of the work may have been done. */
public interface Books {
    /**
     * Makes accounts known, and the days on which platform accounts have lines, before the first line is there: what
     * is listed may be empty, but what has lines is listed.
     */
    void open(Collection<Line> lines);

    /**
     * Adds lines of one account and their sum to its balance; lines that are there already are passed by. Gives those
     * that would carry the balance out of 64 bits and were not written.
     */
    List<Line> post(LedgerAccount account, List<Line> lines);
}
