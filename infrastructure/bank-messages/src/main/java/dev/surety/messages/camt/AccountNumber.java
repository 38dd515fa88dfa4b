package dev.surety.messages.camt;

import java.util.Locale;

/**
 * An account as a bank names it.
 *
 * @param number without spaces, in capitals
 * @param isIban whether the bank says that it is an IBAN; some banks write an IBAN as another number
 */
public record AccountNumber(String number, boolean isIban) {
    public AccountNumber {
        number = number.replace(" ", "").toUpperCase(Locale.ROOT);
    }
}
