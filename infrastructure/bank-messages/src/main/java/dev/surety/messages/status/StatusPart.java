package dev.surety.messages.status;

import dev.surety.messages.xml.Note;
import dev.surety.messages.xml.Unreadable;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A part of a status report: first the status of our file, then each group's with its payments behind it. All of it is
 * the bank's word, a note until a statement shows the money.
 */
public sealed interface StatusPart
        permits StatusPart.GroupStatus, StatusPart.PaymentStatus, StatusPart.TransactionStatus, StatusPart.Broken {

    /**
     * The status of our whole file; the standard calls the file a group.
     *
     * @param messageId of the report; empty text if it has none
     * @param originalMessageName of our message, with or without a version, or the bank's word for its kind
     * @param count of the payments in our file, as the bank read it
     * @param sum of our file without a currency, as the bank read it
     * @param status the standard's code; many banks give it for groups or payments only
     */
    record GroupStatus(
            String messageId,
            Optional<LocalDateTime> createdAt,
            Optional<String> originalMessageId,
            Optional<String> originalMessageName,
            Optional<Long> count,
            Optional<BigDecimal> sum,
            Optional<String> status,
            List<StatusReason> reasons,
            List<Note> notes)
            implements StatusPart {
        public GroupStatus {
            reasons = List.copyOf(reasons);
            notes = List.copyOf(notes);
        }
    }

    /** The status of one group of payments; the standard calls the group a payment. It is told before its payments. */
    record PaymentStatus(
            Optional<String> paymentInformationId,
            Optional<Long> count,
            Optional<BigDecimal> sum,
            Optional<String> status,
            List<StatusReason> reasons,
            List<Note> notes)
            implements StatusPart {
        public PaymentStatus {
            reasons = List.copyOf(reasons);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The status of one payment.
     *
     * @param paymentInformationId of its group, if the bank tells it
     */
    record TransactionStatus(
            Optional<String> paymentInformationId,
            Optional<String> endToEndId,
            Optional<String> instructionId,
            Optional<String> uetr,
            Optional<String> status,
            List<StatusReason> reasons,
            List<Note> notes)
            implements StatusPart {
        public TransactionStatus {
            reasons = List.copyOf(reasons);
            notes = List.copyOf(notes);
        }
    }

    /** From here on the report cannot be read. This is its last part. */
    record Broken(Unreadable why) implements StatusPart {}
}
