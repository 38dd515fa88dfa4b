package dev.surety.ledger.domain.account;

import dev.surety.model.journal.AccountKind;

/** The rules for accounts of each kind. */
public final class Booked {
    private Booked() {}

    /** {@code no-overdraft}. */
    public static boolean neverBelowZero(AccountKind kind) {
        return switch (kind) {
            case PAYABLE, RESERVE, ON_HOLD, ESCROW -> true;
            case GATEWAY,
                    BANK,
                    TRANSIT,
                    SETTLING,
                    INCOMING,
                    OUTGOING,
                    DEBT,
                    FEES,
                    TAX,
                    DISPUTE,
                    COSTS,
                    LOSS,
                    CAPITAL,
                    SUSPENSE -> false;
        };
    }

    /** {@code clearing-clears}. */
    public static boolean clears(AccountKind kind) {
        return switch (kind) {
            case INCOMING, OUTGOING, TRANSIT, SETTLING -> true;
            case GATEWAY,
                    BANK,
                    ESCROW,
                    ON_HOLD,
                    PAYABLE,
                    RESERVE,
                    DEBT,
                    FEES,
                    TAX,
                    DISPUTE,
                    COSTS,
                    LOSS,
                    CAPITAL,
                    SUSPENSE -> false;
        };
    }
}
