package dev.surety.messages.nacha;

import dev.surety.model.Invariants;
import dev.surety.model.bank.BankText;
import dev.surety.model.money.Money;

/**
 * One credit, or a prenote: an entry of zero that asks the payee's bank whether the account is there.
 *
 * @param routing of the payee's bank, with its check digit
 * @param reference ours, as the payee's bank and a return name it
 * @param amount in USD
 */
public record Credit(
        AccountKind kind,
        boolean prenote,
        String routing,
        String account,
        Money amount,
        String reference,
        String name) {
    public Credit {
        Field.routing("routing", routing);
        Field.form("account", account, Field.ACCOUNT);
        dollars("amount", amount);
        Invariants.hold(
                prenote
                        ? amount.amountMinor() == 0
                        : amount.amountMinor() >= 1 && amount.amountMinor() <= Nacha.MOST_MINOR,
                "amount: from 0.01 to 99999999.99 USD, of a prenote 0, and this is " + amount);
        Field.form("reference", reference, Field.REFERENCE);
        Field.text("name", name, BankText.ACH_NAME);
    }

    static void dollars(String field, Money amount) {
        Invariants.hold(amount.currency().code().equals("USD"), field + ": in USD, and this is " + amount);
    }

    String transactionCode() {
        return prenote ? kind.prenote() : kind.credit();
    }

    /** Account and name are never printed. */
    @Override
    public String toString() {
        return reference + " of " + amount;
    }
}
