package dev.surety.escrow.domain;

import java.util.Locale;

/** How far a chargeback is. A bank may still give back what it was taken to have kept. */
public enum ChargebackStatus {
    OPEN,
    WON,
    LOST;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
