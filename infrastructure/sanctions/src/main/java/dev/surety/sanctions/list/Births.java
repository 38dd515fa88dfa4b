package dev.surety.sanctions.list;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates of birth as lists write them. */
final class Births {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern SPAN =
            Pattern.compile("(circa |approximately )?(.{4,14}?)(?: to (circa )?|-(?=\\d{4}$))(.{4,14})");
    private static final Pattern WORDS = Pattern.compile("(?:(?:(\\d{1,2}) )?([a-z]{3,9}) )?(\\d{4})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");
    private static final Pattern SLASHED = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");

    private Births() {}

    /**
     * A day, month or year, uncertain or not, or two of them and all between; empty if it is none of these.
     *
     * @throws DateTimeException if it is one that no calendar has, such as 31 February
     */
    static Optional<PartialDate> find(String words) {
        String text = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        boolean isCirca = text.startsWith("circa ") || text.startsWith("approximately ");
        Optional<PartialDate> one = single(isCirca ? text.substring(text.indexOf(' ') + 1) : text);
        if (one.isPresent()) {
            return one.map(date -> isCirca ? date.uncertain() : date);
        }
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return Optional.empty();
        }
        Optional<PartialDate> first = single(span.group(2));
        Optional<PartialDate> last = single(span.group(4));
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(between(first.get(), last.get(), isCirca || span.group(3) != null));
    }

    static PartialDate between(PartialDate first, PartialDate last, boolean isCirca) {
        if (last.to().isBefore(first.from())) {
            throw new DateTimeException("a span that ends before it begins");
        }
        return new PartialDate(first.from(), last.to(), isCirca);
    }

    private static Optional<PartialDate> single(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return Optional.of(date(year(iso.group(1)), number(iso.group(2)), number(iso.group(3))));
        }
        Matcher slashed = SLASHED.matcher(text);
        if (slashed.matches()) {
            return Optional.of(date(year(slashed.group(3)), number(slashed.group(2)), number(slashed.group(1))));
        }
        Matcher words = WORDS.matcher(text);
        if (!words.matches()) {
            return Optional.empty();
        }
        String month = words.group(2);
        int at = month == null ? 0 : MONTHS.indexOf(month.substring(0, 3)) + 1;
        return month != null && at == 0
                ? Optional.empty()
                : Optional.of(date(year(words.group(3)), at, number(words.group(1))));
    }

    /** Lists write 00 for a day or month that they do not know. */
    private static PartialDate date(int year, int month, int day) {
        if (month == 0) {
            return PartialDate.ofYear(year);
        }
        return day == 0
                ? PartialDate.of(YearMonth.of(year, month))
                : PartialDate.of(LocalDate.of(year, month, day));
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (year < 1000) {
            throw new DateTimeException("the year " + digits);
        }
        return year;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
