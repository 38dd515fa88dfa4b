package dev.surety.model.bank;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of the American Bankers Association for routing numbers. */
public final class RoutingNumber {
    /** The first two digits name a Federal Reserve district, or a use: 00, 01–12, 21–32, 61–72 and 80. */
    private static final Pattern FORM =
            Pattern.compile("(0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)[0-9]{7}");

    private static final int[] WEIGHTS = {3, 7, 1, 3, 7, 1, 3, 7, 1};

    private RoutingNumber() {}

    /** The rule that a number of nine digits breaks. */
    public static Optional<String> broken(String number) {
        if (!FORM.matcher(number).matches()) {
            return Optional.of("format");
        }
        return checks(number) ? Optional.empty() : Optional.of("check_digits");
    }

    /** Whether the last of nine digits checks the others, whatever they name. */
    public static boolean checks(String nine) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (nine.charAt(i) - '0');
        }
        return sum % 10 == 0 && sum > 0;
    }
}
