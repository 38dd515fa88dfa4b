package dev.surety.messages.nacha;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One record of 94 characters, which a line of the file is. Columns are the standard's, from 1, both ends among them.
 *
 * @param line in the file, from 1
 */
record Line(Lines in, int line, String text) {
    private static final int CENTURY = 2000;

    char type() {
        return text.charAt(0);
    }

    boolean isPadding() {
        return text.chars().allMatch(one -> one == '9' || one == ' ') && text.startsWith("99");
    }

    String raw(int from, int to) {
        return text.substring(from - 1, to);
    }

    String text(int from, int to) {
        return raw(from, to).strip();
    }

    Optional<String> find(int from, int to) {
        return Optional.of(text(from, to)).filter(found -> !found.isEmpty());
    }

    /** A number that the file's proof needs: without it nothing of the file counts. */
    long number(String field, int from, int to) throws IOException {
        String digits = raw(from, to);
        if (!isDigits(digits)) {
            throw in.refuse(line, from, "number", field + " of " + digits.length() + " digits");
        }
        return Long.parseLong(digits);
    }

    /** The day of a date that says no century. Empty if it says none, with a note if it says something else. */
    Optional<LocalDate> day(String field, int from) {
        String digits = raw(from, from + 5);
        if (digits.isBlank() || digits.equals("000000")) {
            return Optional.empty();
        }
        if (isDigits(digits)) {
            try {
                return Optional.of(LocalDate.of(two(digits, 0) + CENTURY, two(digits, 2), two(digits, 4)));
            } catch (DateTimeException e) {
                // Said below, as for any other text.
            }
        }
        in.note(line, field, "is no date; left out");
        return Optional.empty();
    }

    static int two(String digits, int at) {
        return Integer.parseInt(digits, at, at + 2, 10);
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(one -> one >= '0' && one <= '9');
    }
}
