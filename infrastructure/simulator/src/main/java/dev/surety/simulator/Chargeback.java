package dev.surety.simulator;

import dev.surety.model.id.PaymentId;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A chargeback by the payer's bank; a charge has at most one.
 *
 * @param reason the bank's code; empty in books of former releases
 * @param evidenceDueBy the bank takes evidence before this instant
 * @param answer the first answer that the bank took; it takes no other
 */
public record Chargeback(
        PaymentId payment,
        Money amount,
        Status status,
        Optional<String> reason,
        Optional<Instant> evidenceDueBy,
        Optional<Answer> answer) {
    /** The bank gives so much time where its player names none. */
    public static final Duration TIME_FOR_EVIDENCE = Duration.ofDays(14);

    static final String DEFAULT_REASON = "general";

    /** Stored, and shown by the API, as the lower-case word. */
    public enum Status {
        /** The bank asks, and has debited nothing. */
        WARNED,
        /** The bank has asked, and will debit nothing. */
        CLOSED,
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

        /** Whether the bank takes evidence in this status. */
        boolean isOpen() {
            return this == WARNED || this == DRAWN;
        }

        /** Whether the bank has the money. */
        boolean hasMoney() {
            return this == DRAWN || this == LOST;
        }
    }

    /**
     * @param reference the sender's own name of it: the same reference is the same answer
     * @param sha256 of the file of evidence; empty for an acceptance
     */
    public record Answer(String reference, Kind kind, String sha256) {}

    public enum Kind {
        EVIDENCE,
        ACCEPTANCE
    }

    public String id() {
        return id(payment);
    }

    static String id(PaymentId payment) {
        return GatewayBooks.CHARGEBACK + payment;
    }

    Chargeback becomes(Status next) {
        return new Chargeback(payment, amount, next, reason, evidenceDueBy, answer);
    }

    Chargeback answered(Answer by) {
        Status next = by.kind() == Kind.EVIDENCE ? status : status == Status.WARNED ? Status.CLOSED : Status.LOST;
        return new Chargeback(payment, amount, next, reason, evidenceDueBy, Optional.of(by));
    }
}
