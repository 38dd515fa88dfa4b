package dev.surety.messages.camt;

import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * One payment within an entry.
 *
 * @param amount the payment's own, never the entry's; empty if the bank writes none, or zero
 * @param isDebit as the payment says, else as its entry does
 * @param remittance the payer's texts and references, in the file's order
 * @param text the bank's own words
 */
public record Detail(
        References references,
        Optional<Money> amount,
        boolean isDebit,
        Party debtor,
        Party creditor,
        Optional<Return> returned,
        List<String> remittance,
        Optional<String> text,
        List<Charge> charges) {
    public Detail {
        remittance = List.copyOf(remittance);
        charges = List.copyOf(charges);
    }

    /** The other side, if the payment is what its sign says: of a returned debit both sides may be ours. */
    public Party counterparty() {
        return isDebit ? creditor : debtor;
    }
}
