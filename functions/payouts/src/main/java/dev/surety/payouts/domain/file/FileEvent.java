package dev.surety.payouts.domain.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.model.id.PayoutId;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A fact of a file's chain. */
public sealed interface FileEvent {
    record Begun(FileOrder order) implements FileEvent {}

    /**
     * Each payout of a page is on its way in this file, or has ended; these are the former.
     *
     * @param entry its own number in the chain, by which the page is found again
     */
    record PageComposed(int page, int entry, List<Payment> payments) implements FileEvent {
        public PageComposed {
            payments = List.copyOf(payments);
        }
    }

    /** @param ach its place, in a file that has batches */
    record Payment(
            PayoutId payout, Money amount, @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<InBatch> ach) {
        public Payment(PayoutId payout, Money amount) {
            this(payout, amount, Optional.empty());
        }
    }

    /**
     * The place of a payment in a batch.
     *
     * @param batch of the file, from 0
     * @param number in the batch, from 1
     */
    record InBatch(int batch, int number) {}

    /** The money may not go out at present. */
    record Waited(String why) implements FileEvent {}

    /**
     * From here on the bytes are fixed, and can be written again.
     *
     * @param createdAt the time that the file says
     * @param settings the version of the settings that name debtor and text
     * @param ach what an ACH file has beside
     */
    record Composed(
            Instant createdAt,
            LocalDate executionDate,
            int settings,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Ach> ach)
            implements FileEvent {
        public Composed(Instant createdAt, LocalDate executionDate, int settings) {
            this(createdAt, executionDate, settings, Optional.empty());
        }
    }

    /**
     * The names and numbers of an ACH file that no other file of its day has.
     *
     * @param odfi the first eight digits of our bank's routing number
     * @param origin the sender of the file
     * @param day on which it was made, in the rail's zone
     * @param modifier of the file in this day
     * @param sequence of its first trace
     * @param sameDay the day of the entries that settle on the same day
     * @param isBalanced whether each batch ends with a debit of our account, which has a trace, too
     * @param answerDays so many days of the Fed after its date the bank's books must show it
     */
    record Ach(
            String odfi,
            String origin,
            LocalDate day,
            String modifier,
            int sequence,
            Optional<LocalDate> sameDay,
            boolean isBalanced,
            int answerDays) {}

    /** None of its payouts could be sent, so there is no file. */
    record Emptied() implements FileEvent {}

    record Written(String name, String sha256, long bytes, long count, Money sum) implements FileEvent {}

    /** A person was given a link to the bytes. */
    record Linked(String by, String sha256) implements FileEvent {}

    /** @param at when the bank got it */
    record HandedOver(Instant at, String sha256, String by) implements FileEvent {}

    /** The bank has told what its check of names found. */
    record VerificationReported() implements FileEvent {}

    /** The bank has answered about the file, and has not refused it. */
    record Answered(String status, String code) implements FileEvent {}

    /** The bank has refused the file as a whole. */
    record Refused(String status, String code) implements FileEvent {}

    /** The bank has read another count or sum than we wrote. */
    record Differed(PayoutFile.Difference difference) implements FileEvent {}

    record VoidAsked(String by) implements FileEvent {}

    record VoidRejected(String by) implements FileEvent {}

    record Voided(String by) implements FileEvent {}

    /** Each payout of a page has heard what became of the file. */
    record PageTold(int page) implements FileEvent {}

    /**
     * A timer looked at the payouts of a page.
     *
     * @param open whether one of them still waits for the bank
     */
    record Looked(int page, boolean open) implements FileEvent {}
}
