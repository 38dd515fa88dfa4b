package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import dev.surety.model.bank.BankText;
import dev.surety.model.bank.Sepa;
import java.util.Optional;

/**
 * The account that is paid. BIC and address are written for an account outside the EEA only: within it the IBAN alone
 * decides, and some banks refuse more.
 *
 * @param address needed for an account outside the EEA
 */
public record Creditor(String name, String iban, Optional<String> bic, Optional<Address> address) {
    public Creditor {
        Field.text("name", name, BankText.SEPA_NAME);
        Field.form("IBAN", iban, Field.IBAN);
        bic.ifPresent(given -> Field.form("BIC", given, Field.BIC));
        String country = country(iban);
        Invariants.hold(Sepa.reaches(country), "IBAN: its country is within SEPA, and " + country + " is not");
        Invariants.hold(
                Sepa.isInEea(country) || address.isPresent(), "address: an account in " + country + " has one");
    }

    boolean isInEea() {
        return Sepa.isInEea(country(iban));
    }

    private static String country(String iban) {
        return iban.substring(0, 2);
    }
}
