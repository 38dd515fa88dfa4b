package dev.surety.payouts.domain.bank;

import java.util.Locale;

/** The kinds of line in a statement. The API and the journal have the lower-case word. */
public enum LineClass {
    /** Debits of payouts that the line names one by one. */
    DEBIT,
    /** The debit of a group of a file. */
    BATCH,
    RETURN,
    /** The credit of payouts that the bank refused and had debited with the others. */
    RECREDIT,
    GATEWAY_SETTLEMENT,
    FEE,
    OWN_TRANSFER,
    OWN_MONEY,
    /** It names another account than the one that people approved. */
    DESTINATION,
    /** A return that needs people: its reason gives nothing back, or it is large, or a covered day brings it late. */
    RETURN_WAITS,
    /** A return from a statement that does not chain. Nothing is booked until the gap closes. */
    GAP,
    /** A reversal of which nothing shows the direction. Nothing is booked. */
    REVERSAL,
    /** Nothing explains it. */
    UNMATCHED;

    public static LineClass of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether people have to look at it. */
    public boolean isException() {
        return switch (this) {
            case DEBIT, BATCH, RETURN, RECREDIT, GATEWAY_SETTLEMENT, FEE, OWN_TRANSFER, OWN_MONEY -> false;
            case DESTINATION, RETURN_WAITS, GAP, REVERSAL, UNMATCHED -> true;
        };
    }

    /** Whether nothing is posted yet. */
    public boolean isParked() {
        return this == GAP || this == REVERSAL;
    }
}
