package dev.surety.runtime.json;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as the API and the tables write them: RFC 3339 in UTC with milliseconds, which sorts as text. */
public final class Times {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_TEXT = 35;

    /** RFC 3339 §5.6. Other forms that {@code OffsetDateTime} takes, such as a time without seconds, are refused. */
    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    /** Days, hours, minutes and whole seconds, each at most once: the pattern that the API's description shows. */
    public static final Pattern DURATION =
            Pattern.compile("^P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$");

    private Times() {}

    public static String text(Instant instant) {
        return MILLIS.format(instant);
    }

    /** Whole days as {@code P14D}, all else as ISO 8601 has it, such as {@code PT15M}. */
    public static String text(Duration duration) {
        boolean wholeDays = !duration.isZero() && duration.toSeconds() % 86_400 == 0 && duration.toNanosPart() == 0;
        return wholeDays ? "P" + duration.toDays() + "D" : duration.toString();
    }

    /** A time in RFC 3339 with an offset of at most 18 hours, between the years 2000 and 2200; else nothing. */
    public static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST_TEXT || !RFC_3339.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            boolean inRange = !instant.isBefore(EARLIEST) && instant.isBefore(LATEST);
            return inRange ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A positive duration of at most ten years in ISO 8601 days, hours, minutes and seconds; else nothing. */
    public static Optional<Duration> parseDuration(String text) {
        if (text.length() > LONGEST_TEXT || !DURATION.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(text);
            boolean inRange = duration.isPositive() && duration.toDays() <= 3_660;
            return inRange ? Optional.of(duration) : Optional.empty();
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
