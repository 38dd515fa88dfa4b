package dev.surety.sanctions.list;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lists of other publishers, by a mapping of their columns. */
public final class TableReader {
    private final TableLayout layout;
    private final Csv file;
    private final Map<String, Draft> parties = new LinkedHashMap<>();
    private final Map<String, PartyKind> kinds = new LinkedHashMap<>();

    private TableReader(TableLayout layout, Csv file) {
        this.layout = layout;
        this.file = file;
    }

    /** @throws IOException if the stream fails: this is no fault of the list */
    public static SanctionsList read(TableLayout layout, InputStream bytes) throws IOException, BadList {
        return new TableReader(layout, new Csv(layout.file(), bytes, layout.delimiter())).list();
    }

    private SanctionsList list() throws IOException, BadList {
        for (int i = 0; i < layout.preamble(); i++) {
            if (file.next() == null) {
                throw file.bad("header", layout.preamble() + " lines and a header");
            }
        }
        List<String> header = file.next();
        if (header == null || !layout.header().equals(header)) {
            throw file.bad("header", "the columns " + String.join(", ", layout.header()));
        }
        int columns = header.size();
        for (List<String> row = file.next(columns); row != null; row = file.next(columns)) {
            row(row);
        }
        for (var each : parties.entrySet()) {
            if (!each.getValue().isNamed()) {
                throw file.bad("name", "a name of entry " + each.getKey());
            }
        }
        if (parties.isEmpty()) {
            throw file.bad("entries", "at least one");
        }
        return SanctionsList.of(
                layout.list(), parties.values().stream().map(Draft::done).toList());
    }

    private void row(List<String> row) throws BadList {
        String id = value(row, layout.id());
        if (id.isBlank()) {
            throw file.bad("id", "a value of " + layout.id());
        }
        PartyKind kind = layout.kinds().get(value(row, layout.kind()));
        if (kind == null) {
            throw file.bad("type", "one of "
                    + layout.kinds().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (kinds.merge(id, kind, (first, _) -> first) != kind) {
            throw file.bad("type", "one " + layout.kind() + " of entry " + id);
        }
        Draft party = parties.computeIfAbsent(id, of -> new Draft(layout.list(), of, kind));
        NameKind of = layout.nameKind()
                .map(column -> layout.nameKinds().getOrDefault(value(row, column), NameKind.STRONG_ALIAS))
                .orElse(party.isNamed() ? NameKind.STRONG_ALIAS : NameKind.PRIMARY);
        party.name(
                layout.names().stream()
                        .map(column -> value(row, column))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")),
                of);
        layout.births().forEach(column -> birth(value(row, column), party));
        layout.countries().forEach(column -> party.country(value(row, column)));
        layout.documents().forEach(column -> party.document(column, value(row, column), Optional.empty()));
    }

    private void birth(String date, Draft party) {
        if (!date.isEmpty()) {
            try {
                Births.find(date).ifPresentOrElse(party::birth, party::unreadableBirth);
            } catch (DateTimeException e) {
                party.unreadableBirth();
            }
        }
    }

    private String value(List<String> row, String column) {
        return row.get(layout.header().indexOf(column)).strip();
    }
}
