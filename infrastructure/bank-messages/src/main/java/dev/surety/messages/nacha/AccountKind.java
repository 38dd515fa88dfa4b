package dev.surety.messages.nacha;

/** The kind of an account, which the transaction code of an entry names together with what the entry does. */
public enum AccountKind {
    CHECKING('2'),
    SAVINGS('3');

    private final char tens;

    AccountKind(char tens) {
        this.tens = tens;
    }

    String credit() {
        return tens + "2";
    }

    String prenote() {
        return tens + "3";
    }

    String debit() {
        return tens + "7";
    }
}
