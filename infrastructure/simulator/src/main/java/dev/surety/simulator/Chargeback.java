package dev.surety.simulator;

import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.util.Locale;

/** A chargeback by the payer's bank; a charge has at most one. */
public record Chargeback(PaymentId payment, Money amount, Status status) {
    /** Stored, and shown by the API, as the lower-case word. */
    public enum Status {
        /** The bank has debited the amount and has not decided. */
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
