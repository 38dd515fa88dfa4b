package dev.surety.messages.pain;

import dev.surety.model.Invariants;
import dev.surety.model.bank.BankText;
import dev.surety.model.money.Money;
import java.util.regex.Pattern;

/** The rules of single fields. A plan has excluded all that breaks them, so a broken one is a breach. */
final class Field {
    static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    static final Pattern BIC = Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");
    static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int ID = 35;
    private static final String EUR = "EUR";

    private Field() {}

    static void id(String field, String value) {
        Invariants.hold(
                BankText.isWritten(value, ID) && value.indexOf(' ') < 0,
                field + ": 1 to " + ID + " characters that banks take, no space, no slash at either end or twice");
    }

    /** Its message does not show the value, which may be a name. */
    static void text(String field, String value, int longest) {
        Invariants.hold(
                BankText.isWritten(value, longest),
                field + ": 1 to " + longest + " characters that banks take, no slash at either end or twice");
    }

    static void form(String field, String value, Pattern form) {
        Invariants.hold(form.matcher(value).matches(), field + ": " + form);
    }

    static void euros(String field, Money amount) {
        Invariants.hold(amount.currency().code().equals(EUR), field + ": in EUR, and this is " + amount);
    }
}
