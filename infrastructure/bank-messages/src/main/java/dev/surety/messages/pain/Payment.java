package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import dev.surety.model.bank.BankText;
import dev.surety.model.money.Money;

/**
 * One credit transfer.
 *
 * @param endToEndId the reference that reaches the payee's statement
 * @param text what the payee reads on it
 */
public record Payment(String endToEndId, Money amount, Creditor creditor, String text) {
    /** 999,999,999.99, by the rules of the scheme. */
    public static final long MOST_MINOR = 99_999_999_999L;

    public Payment {
        Field.id("endToEndId", endToEndId);
        Field.euros("amount", amount);
        Invariants.hold(
                amount.amountMinor() >= 1 && amount.amountMinor() <= MOST_MINOR,
                "amount: from 0.01 to 999999999.99 EUR, and this is " + amount);
        Field.text("text", text, BankText.SEPA_TEXT);
    }
}
