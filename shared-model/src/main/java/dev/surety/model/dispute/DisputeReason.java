package dev.surety.model.dispute;

import java.util.Locale;

/** The reasons that a payer may give for a dispute. */
public enum DisputeReason {
    NOT_RECEIVED,
    NOT_AS_DESCRIBED,
    DAMAGED,
    COUNTERFEIT,
    LATE,
    WRONG_ITEM,
    PARTIAL,
    SERVICE_QUALITY,
    DUPLICATE,
    OTHER;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
