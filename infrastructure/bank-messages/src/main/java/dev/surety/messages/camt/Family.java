package dev.surety.messages.camt;

import java.util.Optional;

/** Which message an account's entries came in. Only a statement's entries may move money in the books. */
public enum Family {
    /** An account report during the day. */
    CAMT_052("BkToCstmrAcctRpt", "Rpt"),
    /** A statement. */
    CAMT_053("BkToCstmrStmt", "Stmt"),
    /** A notification of debits and credits. */
    CAMT_054("BkToCstmrDbtCdtNtfctn", "Ntfctn");

    private final String message;
    private final String statement;

    Family(String message, String statement) {
        this.message = message;
        this.statement = statement;
    }

    /** The family of the message's element. */
    public static Optional<Family> find(String element) {
        for (Family family : values()) {
            if (family.message.equals(element)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** The element of one statement, report or notification. */
    String statement() {
        return statement;
    }

    /** The standard's name of the family, such as {@code camt.053}. */
    public String standardName() {
        return "camt." + name().substring(5);
    }
}
