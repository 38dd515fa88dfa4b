package dev.surety.simulator;

import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.util.Locale;

/** The payer's bank's case about a charge; there is at most one a charge. */
public record Chargeback(PaymentId payment, Money amount, Status status) {
    /** Stored, and said at the API, as the lower-case word. */
    public enum Status {
        /** The bank has taken the amount and has not decided. */
        DRAWN,
        /** The bank has given it back. */
        WON,
        /** The bank keeps it. */
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public String id() {
        return id(payment);
    }

    static String id(PaymentId payment) {
        return GatewayBooks.CHARGEBACK + payment;
    }
}
