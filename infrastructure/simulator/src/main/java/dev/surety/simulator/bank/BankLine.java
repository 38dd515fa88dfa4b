package dev.surety.simulator.bank;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A booked line of an account at the simulated bank. Numbers have no gap.
 *
 * @param amount of the whole line, with the charge of a debit; always positive
 * @param charge the bank's own fee within a debit; all of it if the line is about nothing else
 * @param details the payments that the line is about; a line about none of ours has none, or one that we do not know. A
 *     line about more payments of a file than fit has none either
 * @param payments how many the line is about
 * @param file the order that the payments stood in, if it was a file
 * @param code the reason of a return; else empty
 * @param balances of the account after the line by currency, in minor units, from zero when it was opened
 */
public record BankLine(
        long number,
        Instant at,
        Direction direction,
        Money amount,
        Money charge,
        List<Detail> details,
        int payments,
        Optional<FileRef> file,
        String code,
        Map<String, Long> balances) {
    public BankLine {
        details = List.copyOf(details);
        balances = Map.copyOf(balances);
    }

    /** Stored as the lower-case word. */
    public enum Direction {
        DEBIT,
        CREDIT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Direction of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param payout our id, as we gave it with the transfer; of a file's payment, the bank's own id
     * @param number the payee's account, as the bank paid it; empty unless a pain.001 told it
     * @param trace of an entry of a NACHA file; else empty
     */
    public record Detail(String payout, String reference, Money amount, String number, String trace) {
        Detail(String payout, String reference, Money amount) {
            this(payout, reference, amount, "", "");
        }
    }

    /**
     * The place of a payment in a customer's files: {@code MsgId} and {@code PmtInfId}. A debit of a whole file has no
     * group.
     */
    public record FileRef(String messageId, String groupId) {}

    /** The bank's reference, which no other line of the account has. */
    public String reference() {
        return "SB" + BankBooks.padded(number);
    }

    /** The cursor after this line. */
    public String cursor() {
        return Long.toString(number);
    }

    /** The bank's local date: it keeps UTC. */
    public LocalDate date() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    long balanceMinor(Currency currency) {
        return balances.getOrDefault(currency.code(), 0L);
    }
}
