package dev.surety.model.bank;

import java.util.Optional;

/**
 * An account of a payee, as the vault keeps it under the payee's own key. Entries name it by commitment. This is the
 * only shape that holds the number, so its text never shows it.
 *
 * @param kind iban or us_account
 * @param country the account's, as an ISO code
 * @param number the IBAN without spaces, or the account number
 * @param bank the bank's code within the IBAN, or the routing number
 * @param bic as the payee gave it
 * @param accountType checking or savings, of a us_account
 * @param holder the holder's name as the payee gave it
 * @param holderKind individual or business
 * @param masked the number as it is shown
 * @param bankName the holder's name in the characters of the rail; empty if it cannot be written in them
 */
public record PayeeAccount(
        String kind,
        String country,
        String number,
        String bank,
        Optional<String> bic,
        Optional<String> accountType,
        String holder,
        String holderKind,
        String masked,
        Optional<String> bankName) {
    public static final String IBAN = "iban";
    public static final String US_ACCOUNT = "us_account";

    @Override
    public String toString() {
        return kind + " " + masked;
    }
}
