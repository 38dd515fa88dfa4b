package dev.surety.onboarding.app.imports;

import dev.surety.onboarding.domain.imports.LineError;
import dev.surety.onboarding.domain.imports.ParticipantImport.Broken;
import dev.surety.sanctions.list.CsvLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a file, as its first line names them, and the values of each line by their names. */
final class Columns {
    /** All that a file may have. */
    static final List<String> ALL = List.of(
            "reference", "kind", "country", "name", "email", "phone", "birth_date", "address_line1", "address_line2",
            "address_city", "address_postal_code", "address_country", "registration", "terms_version",
            "terms_accepted_at");

    private static final List<String> NEEDED = List.of("reference", "kind", "country", "name", "email");
    private static final char DELIMITER = ',';

    private final List<String> names;

    private Columns(List<String> names) {
        this.names = names;
    }

    sealed interface Read {
        record Good(Columns columns) implements Read {}

        record Bad(Broken why) implements Read {}
    }

    /** The first line. A wrong column is told by its number: the line may be no header, but a person. */
    static Read header(FileLines.Line line) {
        if (line.fault().isPresent()) {
            return new Read.Bad(Broken.of(line.fault().get()));
        }
        List<String> names;
        try {
            names = CsvLine.fields(line.text(), DELIMITER);
        } catch (CsvLine.Misquoted e) {
            return new Read.Bad(Broken.of("quote"));
        }
        if (names.stream().noneMatch(ALL::contains)) {
            return new Read.Bad(Broken.of("no_header"));
        }
        for (int i = 0; i < names.size(); i++) {
            if (!ALL.contains(names.get(i))) {
                return new Read.Bad(Broken.column("unknown_column", i + 1));
            }
            if (names.indexOf(names.get(i)) < i) {
                return new Read.Bad(Broken.column("doubled_column", i + 1));
            }
        }
        return NEEDED.stream()
                .filter(needed -> !names.contains(needed))
                .findFirst()
                .<Read>map(missing -> new Read.Bad(Broken.missing(missing)))
                .orElseGet(() -> new Read.Good(new Columns(List.copyOf(names))));
    }

    sealed interface Row {
        /** @param values those that are there, by column */
        record Values(int line, Map<String, String> values) implements Row {}

        record Unreadable(LineError error) implements Row {}
    }

    Row row(FileLines.Line line) {
        int number = line.number();
        if (line.fault().isPresent()) {
            return new Row.Unreadable(LineError.whole(number, line.fault().get()));
        }
        List<String> fields;
        try {
            fields = new ArrayList<>(CsvLine.fields(line.text(), DELIMITER));
        } catch (CsvLine.Misquoted e) {
            return new Row.Unreadable(LineError.whole(number, "quote"));
        }
        if (fields.size() != names.size()) {
            var bound = new LineError.Bound(names.size(), fields.size());
            return new Row.Unreadable(new LineError(number, Optional.empty(), "columns", Optional.of(bound)));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                values.put(names.get(i), fields.get(i));
            }
        }
        return new Row.Values(number, values);
    }

}
