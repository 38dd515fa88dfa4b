package dev.surety.disputes.domain.dispute;

import java.util.Locale;

/** A party of the escrow, and so of its dispute. */
public enum Side {
    PAYER,
    PAYEE;

    public Side other() {
        return this == PAYER ? PAYEE : PAYER;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
