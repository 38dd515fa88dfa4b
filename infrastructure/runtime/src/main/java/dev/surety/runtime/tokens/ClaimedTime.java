package dev.surety.runtime.tokens;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A time in a token as the authorizer passes it on: seconds since 1970 (RFC 7519, section 2). It is written as text,
 * and not always in the same notation.
 */
public final class ClaimedTime {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+]?[0-9]{1,2})?");

    private ClaimedTime() {}

    /** Nothing if this is no number, or no possible time. */
    public static Optional<BigDecimal> parse(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
