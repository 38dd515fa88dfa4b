package dev.surety.ledger.http;

import dev.surety.runtime.edge.http.QueryFields;
import dev.surety.runtime.json.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** An instant, or the beginning of a day in the marketplace's time zone. */
public record Moment(String text, Function<ZoneId, Instant> at) {
    private static final int LONGEST = 40;

    static Optional<Moment> read(QueryFields query, String name) {
        Optional<String> text = query.text(name, LONGEST);
        Optional<Moment> moment = text.flatMap(Moment::parse);
        if (text.isPresent() && moment.isEmpty()) {
            query.wrong(name, "format");
        }
        return moment;
    }

    public static Optional<Moment> parse(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return isFarOff(day)
                    ? Optional.empty()
                    : Optional.of(new Moment(text, zone -> day.atStartOfDay(zone).toInstant()));
        } catch (DateTimeParseException noDay) {
            return Times.parse(text).map(instant -> new Moment(text, _ -> instant));
        }
    }

    private static boolean isFarOff(LocalDate day) {
        return day.getYear() < 2000 || day.getYear() >= 2200;
    }

    public Instant in(ZoneId zone) {
        return at.apply(zone);
    }
}
