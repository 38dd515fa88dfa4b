package dev.surety.simulator.bank;

import dev.surety.model.money.Money;
import dev.surety.simulator.bank.AchTransfer.Notice;
import dev.surety.simulator.bank.BankLine.FileRef;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A transfer in the simulated bank's books.
 *
 * @param payout our id of it, under which the bank executes it at most once; of a file's payment, {@code MsgId} and
 *     {@code EndToEndId} with an {@code @} between
 * @param reference our reference, as the payee and the statement show it; empty if the payout was cancelled
 * @param lastDigits the end of the payee's account number
 * @param played the behaviour's name
 * @param code the reason of a refusal; else empty
 * @param at when the bank got it
 * @param readyAt when the bank books it
 * @param isReturned whether a return is booked or on its way
 * @param file the order that it stood in, if it was a file
 * @param ach its entry, if that was a NACHA file
 */
public record Transfer(
        String payout,
        String reference,
        Money amount,
        String lastDigits,
        String played,
        Status status,
        String code,
        Instant at,
        Instant readyAt,
        boolean isReturned,
        Optional<FileRef> file,
        Optional<AchTransfer> ach) {
    /** Stored, and shown by the API, as the lower-case word. */
    public enum Status {
        EXECUTED,
        DECLINED,
        /** We told the bank never to execute it. */
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public boolean is(Status other) {
        return status == other;
    }

    Transfer returned(Instant when, String why) {
        return new Transfer(
                payout,
                reference,
                amount,
                lastDigits,
                played,
                status,
                code,
                at,
                readyAt,
                true,
                file,
                ach.map(of -> of.with(new Notice(when, why, ""))));
    }

    /** A prenote moves no money. */
    boolean isPrenote() {
        return ach.isPresent() && amount.isZero();
    }

    /** The trace of its entry; empty if no NACHA file has it. */
    String trace() {
        return ach.map(of -> of.entry().trace()).orElse("");
    }
}
