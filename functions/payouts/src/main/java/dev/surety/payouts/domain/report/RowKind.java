package dev.surety.payouts.domain.report;

import dev.surety.model.marketplace.GatewayReportFormat.Types;
import java.util.Locale;

/** The meaning of a row in a gateway's report. The API and the journal have the lower-case word. */
public enum RowKind {
    CHARGE,
    REFUND,
    CHARGEBACK,
    CHARGEBACK_REVERSAL,
    /** The gateway's charge that belongs to no payment. */
    FEE,
    /** The pay-out of a settlement to our bank. */
    PAYOUT,
    /** The settings do not say what its word means. */
    OTHER;

    public static RowKind of(String word, Types types) {
        if (types.charge().contains(word)) {
            return CHARGE;
        }
        if (types.refund().contains(word)) {
            return REFUND;
        }
        if (types.chargeback().contains(word)) {
            return CHARGEBACK;
        }
        if (types.chargebackReversal().contains(word)) {
            return CHARGEBACK_REVERSAL;
        }
        if (types.fee().contains(word)) {
            return FEE;
        }
        return types.payout().contains(word) ? PAYOUT : OTHER;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the row is about a payment of ours. */
    public boolean isOfPayment() {
        return this == CHARGE || this == REFUND || this == CHARGEBACK || this == CHARGEBACK_REVERSAL;
    }

    /** Whether the row is compared with our journal. Fees and pay-outs are posted with their settlement. */
    public boolean isCompared() {
        return isOfPayment() || this == OTHER;
    }
}
