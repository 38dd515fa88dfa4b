package dev.surety.simulator.bank.files;

/** The habits and mistakes of banks that a script asks for in a statement. */
public enum Oddity {
    /** The bank issues the statement again, later, under another id. */
    REISSUE,
    /** It begins a day early. */
    OVERLAP,
    /** It begins after its first line, with the balance there. */
    GAP,
    /** It leaves its last line out; the balances are right. */
    MISSING_LINE,
    /** Its first line stands twice; the balances are right. */
    DUPLICATE_LINE,
    /** Its first line has the wrong sign; the balances are right. */
    WRONG_SIGN,
    /** Returns are marked as reversals, with their own sign. */
    REVERSAL,
    /** Returns are marked as reversals, with the sign of what they reverse. */
    REVERSAL_TURNED,
    /** It has no reference, of the bank or of ours. */
    NO_REFERENCES,
    /** Our references stand in free text only. */
    TEXT_ONLY,
    /** Batches name neither message nor group, and no payment. */
    NO_BATCH_IDS,
    /** Batches name no payment. */
    NO_DETAILS,
    /** All lines have one {@code NtryRef}, and no other reference of the bank. */
    SAME_ENTRY_REFERENCE,
    /** Days are written as times half an hour after midnight, an hour east of UTC. */
    DATE_TIMES,
    /** The document has no namespace. */
    NO_NAMESPACE,
    /** UTF-8 begins with a byte-order mark. */
    BOM
}
