package dev.surety.ledger.domain.audit;

import java.util.Locale;

/** The kinds of difference between the books and the journal, or the rules. */
public enum Difference {
    /** Younger than ten minutes: the poster may not have got there. Not a fault yet. */
    NOT_YET_POSTED,
    PARKED,
    MISSING_LINE,
    EXTRA_LINE,
    LINE_DIFFERS,
    BALANCE_DIFFERS,
    /** Books and journal agree: money is on its way through a clearing account. No fault. */
    IN_FLIGHT,
    /** They agree, but a clearing account has not been at zero for a week. No alarm; a person is to look. */
    NOT_CLEARED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether books and journal do not agree, and time alone does not explain it. */
    public boolean isFault() {
        return switch (this) {
            case NOT_YET_POSTED, IN_FLIGHT, NOT_CLEARED -> false;
            case PARKED, MISSING_LINE, EXTRA_LINE, LINE_DIFFERS, BALANCE_DIFFERS -> true;
        };
    }
}
