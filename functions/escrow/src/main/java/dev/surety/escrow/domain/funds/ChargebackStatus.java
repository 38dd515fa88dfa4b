package dev.surety.escrow.domain.funds;

import java.util.Locale;

/** How far a chargeback is. A bank may still give a lost one back. */
public enum ChargebackStatus {
    OPEN,
    WON,
    LOST;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
