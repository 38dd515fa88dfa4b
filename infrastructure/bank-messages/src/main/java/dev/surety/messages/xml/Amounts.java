package dev.surety.messages.xml;

import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.io.IOException;

/**
 * Amounts as banks write them: leading zeros, no decimals or many of them. No digit is dropped: one beyond the
 * currency's decimals has to be zero.
 */
public final class Amounts {
    /** In minor units; sums of thousands of these fit into 64 bits. */
    private static final long LARGEST = Money.LARGEST_COMMAND_MINOR;

    private Amounts() {}

    /** The amount of the open element, which ends. */
    public static Money of(Elements in, String field) throws IOException, UnreadableField {
        String code = in.attribute("Ccy").orElse("");
        String text = in.text();
        Currency currency = Currency.find(code)
                .orElseThrow(() -> new UnreadableField(field + "/@Ccy", "is a currency of ISO 4217", code));
        return Money.of(minor(field, text, currency), currency);
    }

    private static long minor(String field, String text, Currency currency) throws UnreadableField {
        long minor = 0;
        int digits = 0;
        int decimals = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (c < '0' || c > '9') {
                throw new UnreadableField(field, "has digits and at most one point, no sign, no exponent", text);
            } else if (decimals >= currency.decimals()) {
                digits++;
                if (c != '0') {
                    throw new UnreadableField(
                            field, "has at most " + currency.decimals() + " decimals in " + currency, text);
                }
            } else {
                digits++;
                decimals = decimals < 0 ? decimals : decimals + 1;
                minor = times(minor, c - '0', field, text);
            }
        }
        if (digits == 0) {
            throw new UnreadableField(field, "is an amount", text);
        }
        for (int i = Math.max(0, decimals); i < currency.decimals(); i++) {
            minor = times(minor, 0, field, text);
        }
        return minor;
    }

    private static long times(long minor, int digit, String field, String text) throws UnreadableField {
        long larger = minor * 10 + digit;
        if (larger > LARGEST) {
            throw new UnreadableField(field, "is at most " + LARGEST + " minor units", text);
        }
        return larger;
    }
}
