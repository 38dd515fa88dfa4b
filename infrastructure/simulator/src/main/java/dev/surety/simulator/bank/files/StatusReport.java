package dev.surety.simulator.bank.files;

import dev.surety.model.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The bank's report about a customer's file.
 *
 * @param messageName the kind of the customer's file
 * @param total of the original message, as the bank read it; empty if it did not
 * @param status of the whole message, of ISO 20022
 */
public record StatusReport(
        String id,
        Instant createdAt,
        String messageId,
        String messageName,
        Optional<Total> total,
        String status,
        Optional<String> code,
        String words,
        List<Group> groups) {
    public StatusReport {
        groups = List.copyOf(groups);
    }

    /** A report about a pain.001. */
    public StatusReport(
            String id,
            Instant createdAt,
            String messageId,
            Optional<Total> total,
            String status,
            Optional<String> code,
            String words,
            List<Group> groups) {
        this(id, createdAt, messageId, "pain.001.001.09", total, status, code, words, groups);
    }

    public record Total(int payments, Money sum) {}

    /** @param payments with a status of their own */
    public record Group(
            String id, Total total, String status, Optional<String> code, List<Payment> payments) {
        public Group {
            payments = List.copyOf(payments);
        }
    }

    public record Payment(String reference, String status, Optional<String> code) {}
}
