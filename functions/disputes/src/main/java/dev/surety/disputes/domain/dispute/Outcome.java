package dev.surety.disputes.domain.dispute;

import java.util.Locale;

/** How a dispute was decided, or what ended it. */
public enum Outcome {
    WITHDRAWN,
    CONCEDED,
    AGREED,
    /** The respondent was silent, or the claim is too small for a ruling: the terms decide. */
    DEFAULTED,
    MEDIATED,
    RULED,
    APPEALED,
    /** The payer's bank kept the money. */
    BANK,
    /** The escrow ended it by another command than ours. */
    OUTSIDE,
    /** The escrow's long stop came first, which must never happen. */
    TIMED_OUT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
