package dev.surety.escrow.domain.funds;

import dev.surety.model.id.PaymentId;
import java.util.Locale;

/** The payment as the escrow knows it. */
public record PaymentFact(PaymentId id, Status status, String method, String code) {
    public enum Status {
        REQUESTED,
        ACTION_NEEDED,
        CAPTURED,
        DECLINED,
        UNKNOWN;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
