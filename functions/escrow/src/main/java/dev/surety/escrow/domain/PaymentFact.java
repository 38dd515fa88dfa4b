package dev.surety.escrow.domain;

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

        static Status of(Escrow.Funding funding) {
            if (funding.actBy().isPresent()) {
                return ACTION_NEEDED;
            }
            return funding.answered() ? UNKNOWN : REQUESTED;
        }
    }
}
