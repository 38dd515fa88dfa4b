package dev.surety.reputation.domain.signal;

import java.util.Locale;

/** The patterns of sales and opinions that a person is to look at. */
public enum Pattern {
    /** A payer who never bought from this payee paid many times its median price. */
    DEAR_FIRST,
    /** The payee bought from the payer a short time before. */
    ROUND_TRIP,
    /** Money came back to the payer over two or three others. */
    RING,
    /** Most of the last opinions came from payers who know no other payee. */
    CLAQUE,
    /** Many opinions came within an hour. */
    BURST,
    /** Payer and payee are paid to one verified account. */
    SHARED_ACCOUNT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
