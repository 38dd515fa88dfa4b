package dev.surety.disputes.domain.dispute;

import java.util.Locale;

/** Where the procedure of a dispute is. The stages before {@link #ENFORCING} are open: parties or arbiters may act. */
public enum Stage {
    AWAITING_RESPONSE,
    NEGOTIATING,
    EVIDENCE,
    REBUTTAL,
    MEDIATION,
    RULING,
    /** There is a ruling, and either side may appeal. */
    RULED,
    APPEAL,
    /** It is decided, and the escrow has to carry the decision out. */
    ENFORCING,
    /** A bank has some of the money, and only it decides. */
    SUSPENDED,
    CLOSED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a deadline of the procedure runs. */
    public boolean isOpen() {
        return switch (this) {
            case AWAITING_RESPONSE, NEGOTIATING, EVIDENCE, REBUTTAL, MEDIATION, RULING, RULED, APPEAL -> true;
            case ENFORCING, SUSPENDED, CLOSED -> false;
        };
    }
}
