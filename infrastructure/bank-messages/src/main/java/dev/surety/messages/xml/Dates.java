package dev.surety.messages.xml;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates and times as the bank writes them, in its own zone: none is ever moved to another. */
public final class Dates {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[T+-].*|Z)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)\\d*(?:Z|[+-]\\d{2}:?\\d{2})?");

    private Dates() {}

    /** The date of an element that holds {@code Dt} or {@code DtTm}, or the date itself. */
    public static Optional<LocalDate> choice(Elements in, Notes notes, String field) throws IOException {
        return date(in.text(), notes, field);
    }

    /** The date with which the text begins; noted if there is none. */
    public static Optional<LocalDate> date(String text, Notes notes, String field) {
        if (DATE.matcher(text).matches()) {
            try {
                return Optional.of(LocalDate.parse(text.substring(0, 10)));
            } catch (DateTimeException _) {
                // Noted below.
            }
        }
        notes.schema(field, "is no date; left out");
        return Optional.empty();
    }

    /** The local time that the text names; noted if there is none. */
    public static Optional<LocalDateTime> time(String text, Notes notes, String field) {
        var found = TIME.matcher(text);
        if (found.matches()) {
            try {
                return Optional.of(LocalDateTime.parse(found.group(1)));
            } catch (DateTimeException _) {
                // Noted below.
            }
        }
        notes.schema(field, "is no time; left out");
        return Optional.empty();
    }
}
