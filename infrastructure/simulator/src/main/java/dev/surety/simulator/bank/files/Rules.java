package dev.surety.simulator.bank.files;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bank's rules on single values, of the European credit transfer scheme. */
final class Rules {
    static final int LONGEST_ID = 35;
    static final int LONGEST_NAME = 70;
    static final int LONGEST_TEXT = 140;
    static final BigDecimal MOST = new BigDecimal("999999999.99");

    private static final Pattern CHARACTERS = Pattern.compile("[a-zA-Z0-9/\\-?:().,'+ ]+");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,2})?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}");
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Rules() {}

    static boolean isText(String text, int most) {
        return text.length() <= most && CHARACTERS.matcher(text).matches();
    }

    /** Identifiers are texts without slashes at their ends or two together. */
    static boolean isId(String text) {
        return isText(text, LONGEST_ID) && !text.startsWith("/") && !text.endsWith("/") && !text.contains("//");
    }

    /** An amount with at most two decimals, without sign or exponent. */
    static Optional<BigDecimal> decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    static Optional<Long> count(String text) {
        return COUNT.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** ISO 7064: the number, with its first four characters last and letters as 10 to 35, leaves 1 over 97. */
    static boolean isIban(String text) {
        if (!IBAN.matcher(text).matches()) {
            return false;
        }
        var digits = new StringBuilder();
        (text.substring(4) + text.substring(0, 4))
                .chars()
                .forEach(letter -> digits.append(Character.digit(letter, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }
}
