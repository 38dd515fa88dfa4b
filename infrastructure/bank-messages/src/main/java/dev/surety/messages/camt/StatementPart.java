package dev.surety.messages.camt;

import dev.surety.messages.xml.Unreadable;

/**
 * A part of a file of statements. A statement is a head, its entries and its end. It is whole only with its
 * end, so a reader books nothing of it before.
 */
public sealed interface StatementPart
        permits StatementHead,
                StatementPart.RefusedStatement,
                Entry,
                StatementPart.RefusedEntry,
                StatementEnd,
                StatementPart.Broken {

    /**
     * A statement that names no account. Its entries are passed over; other statements of the file are read.
     *
     * @param id of the statement; empty text if it has none
     */
    record RefusedStatement(int line, String id, String field, String rule) implements StatementPart {}

    /**
     * An entry whose amount, currency, sign or booking status cannot be read. Its statement cannot add up.
     *
     * @param number of the entry in its statement, from 1
     * @param shown the text that stands there, cut
     */
    record RefusedEntry(int number, int line, String field, String rule, String shown) implements StatementPart {}

    /** From here on the file cannot be read. This is its last part. */
    record Broken(Unreadable why) implements StatementPart {}
}
