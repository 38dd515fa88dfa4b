package dev.surety.ledger.http.books;

import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads months such as {@code 2026-11}. */
final class Months {
    private static final Pattern MONTH = Pattern.compile("2[01][0-9]{2}-(0[1-9]|1[0-2])");

    private Months() {}

    static Optional<YearMonth> parse(String text) {
        return Optional.of(text).filter(month -> MONTH.matcher(month).matches()).map(YearMonth::parse);
    }
}
