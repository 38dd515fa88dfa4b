package dev.surety.messages.nacha;

import dev.surety.model.Invariants;
import dev.surety.model.bank.BankText;
import java.util.regex.Pattern;

/** The rules of single fields that we write. A plan has excluded all that breaks them, so a broken one is a breach. */
final class Field {
    static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9-]{1,17}");
    static final Pattern COMPANY = Pattern.compile("[A-Za-z0-9]{1,10}");
    static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9]{9,10}");
    static final Pattern ODFI = Pattern.compile("[0-9]{8}");
    static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9-]{1,15}");
    static final Pattern MODIFIER = Pattern.compile("[A-Z0-9]");

    private Field() {}

    /** Its message does not show the value, which may be a name or a number of a payee. */
    static void text(String field, String value, int longest) {
        Invariants.hold(
                BankText.isWritten(value, longest),
                field + ": 1 to " + longest + " characters that banks take, no slash at either end or twice");
    }

    static void textOrNone(String field, String value, int longest) {
        if (!value.isEmpty()) {
            text(field, value, longest);
        }
    }

    static void form(String field, String value, Pattern form) {
        Invariants.hold(form.matcher(value).matches(), field + ": " + form);
    }

    static void routing(String field, String value) {
        Invariants.hold(Nacha.isRoutingNumber(value), field + ": 9 digits, of which the last checks the others");
    }
}
