package dev.surety.messages.pain;

import dev.surety.model.bank.BankText;
import java.util.Optional;

/**
 * The account of ours that pays.
 *
 * @param bic of its bank; without it the bank is found by the IBAN
 * @param address some banks ask for it where a payee's account is outside the EEA
 */
public record Debtor(String name, String iban, Optional<String> bic, Optional<Address> address) {
    public Debtor {
        Field.text("name", name, BankText.SEPA_NAME);
        Field.form("IBAN", iban, Field.IBAN);
        bic.ifPresent(given -> Field.form("BIC", given, Field.BIC));
    }
}
