package dev.surety.payouts.domain.bank;

import dev.surety.model.Invariants;
import dev.surety.model.id.Id;
import dev.surety.model.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A booked line of an account of ours, as the bank tells it.
 *
 * @param account the settings' name of the account
 * @param reference the bank's own, which is unique within the account and day
 * @param bookedOn the bank's local date
 * @param isDebit whether money left the account
 * @param amount of the whole line, with the charge; always positive
 * @param charge the bank's fee within a debit
 * @param payments what the line is about, as far as the bank says it
 * @param code the reason of a return; empty if there is none
 */
public record StatementLine(
        String account,
        String reference,
        LocalDate bookedOn,
        Instant at,
        boolean isDebit,
        Money amount,
        Money charge,
        List<Payment> payments,
        String code) {
    public static final String PREFIX = "bl";

    public StatementLine {
        payments = List.copyOf(payments);
        Invariants.hold(amount.isPositive(), "a bank line moves something");
        Invariants.hold(!charge.isNegative() && charge.compareTo(amount) <= 0, "a charge is a part of its line");
    }

    /** @param payout our id, as the bank repeats it; it may be any text */
    public record Payment(String payout, Money amount) {}

    /** The same line with a reason that the bank told elsewhere. */
    StatementLine because(String reason) {
        return new StatementLine(account, reference, bookedOn, at, isDebit, amount, charge, payments, reason);
    }

    /** The same line has the same id, however often and in whatever company the bank tells it. */
    public String id() {
        return Id.derive(PREFIX, account, bookedOn.toString(), reference);
    }
}
