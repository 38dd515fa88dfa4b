package dev.surety.disputes.domain.chargeback;

import java.util.Arrays;
import java.util.Locale;

/** Why a payer's bank takes a payment back. */
public enum ChargebackReason {
    FRAUDULENT,
    PRODUCT_NOT_RECEIVED,
    PRODUCT_UNACCEPTABLE,
    CREDIT_NOT_PROCESSED,
    CANCELLED,
    DUPLICATE,
    GENERAL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A gateway's code that we do not know is a general one. */
    public static ChargebackReason of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElse(GENERAL);
    }
}
