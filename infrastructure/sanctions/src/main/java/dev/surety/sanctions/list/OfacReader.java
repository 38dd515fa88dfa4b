package dev.surety.sanctions.list;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * OFAC's list of specially designated nationals in its published tables: names, aliases, addresses, and comments that
 * continue long remarks. No table has a header, {@code -0-} is an empty field, and each file ends with a mark.
 */
public final class OfacReader {
    public static final String NAME = "ofac_sdn";

    private static final String EMPTY = "-0-";
    private static final int SDN_COLUMNS = 12;
    private static final int ALT_COLUMNS = 5;
    private static final int ADD_COLUMNS = 6;
    private static final int COMMENT_COLUMNS = 2;
    /** Remarks of this length go on in the comments. */
    private static final int REMARKS_CUT = 1000;

    private static final Set<String> ALIAS_TYPES = Set.of("aka", "fka", "nka");

    private final Completeness completeness;
    private final Map<String, Draft> parties = new LinkedHashMap<>();
    private final Map<String, Remarks> remarks = new HashMap<>();

    private record Remarks(StringBuilder text, int line) {}

    private OfacReader(Completeness completeness) {
        this.completeness = completeness;
    }

    public static SanctionsList read(OfacFiles files) throws IOException, BadList {
        return read(files, Completeness.WHOLE);
    }

    /** @throws IOException if a stream fails: this is no fault of the list */
    public static SanctionsList read(OfacFiles files, Completeness completeness) throws IOException, BadList {
        OfacReader reader = new OfacReader(completeness);
        reader.names(new Csv("sdn.csv", files.sdn(), ','));
        reader.aliases(new Csv("alt.csv", files.alt(), ','));
        reader.addresses(new Csv("add.csv", files.add(), ','));
        reader.comments(new Csv("sdn_comments.csv", files.comments(), ','));
        return reader.done();
    }

    private void names(Csv file) throws IOException, BadList {
        for (List<String> row = file.next(SDN_COLUMNS); row != null; row = file.next(SDN_COLUMNS)) {
            String id = id(file, row.get(0));
            Draft party = new Draft(NAME, id, kind(file, value(row, 2)));
            if (parties.put(id, party) != null) {
                throw file.bad("duplicate", "one row of entry " + id);
            }
            party.name(required(file, value(row, 1)), NameKind.PRIMARY);
            party.document("Call Sign", value(row, 5), Optional.empty());
            party.country(value(row, 9));
            remarks.put(id, new Remarks(new StringBuilder(value(row, 11)), file.number()));
        }
        ended(file);
        if (parties.isEmpty()) {
            throw file.bad("entries", "at least one");
        }
    }

    private void aliases(Csv file) throws IOException, BadList {
        Set<String> seen = new HashSet<>();
        for (List<String> row = file.next(ALT_COLUMNS); row != null; row = file.next(ALT_COLUMNS)) {
            Draft party = primary(file, row.get(0));
            if (!seen.add(id(file, row.get(1)))) {
                throw file.bad("duplicate", "one row of alias " + row.get(1));
            }
            if (!ALIAS_TYPES.contains(row.get(2))) {
                throw file.bad("alias_type", "one of " + String.join(", ", ALIAS_TYPES.stream().sorted().toList()));
            }
            String name = required(file, value(row, 3));
            party.name(name, NameKind.STRONG_ALIAS);
        }
        ended(file);
    }

    private void addresses(Csv file) throws IOException, BadList {
        for (List<String> row = file.next(ADD_COLUMNS); row != null; row = file.next(ADD_COLUMNS)) {
            Draft party = primary(file, row.get(0));
            id(file, row.get(1));
            party.country(value(row, 4));
        }
        ended(file);
    }

    private void comments(Csv file) throws IOException, BadList {
        for (List<String> row = file.next(COMMENT_COLUMNS); row != null; row = file.next(COMMENT_COLUMNS)) {
            primary(file, row.get(0));
            Remarks begun = remarks.get(row.get(0));
            if (begun != null) {
                begun.text().append(row.get(1));
            }
        }
        ended(file);
    }

    private SanctionsList done() throws BadList {
        for (var each : remarks.entrySet()) {
            Remarks of = each.getValue();
            if (of.text().length() == REMARKS_CUT && of.text().charAt(REMARKS_CUT - 1) != '.') {
                throw new BadList("sdn.csv", of.line(), "remarks", "a row of sdn_comments.csv that continues them");
            }
            try {
                OfacRemarks.read(of.text().toString(), Objects.requireNonNull(parties.get(each.getKey())));
            } catch (DateTimeException e) {
                throw new BadList("sdn.csv", of.line(), "date", "a date of birth that a calendar has");
            }
        }
        return SanctionsList.of(NAME, parties.values().stream()
                .filter(Draft::isNamed)
                .map(Draft::done)
                .toList());
    }

    /** The party that a row belongs to. */
    private Draft primary(Csv file, String of) throws BadList {
        String id = id(file, of);
        Draft party = parties.get(id);
        if (party != null) {
            return party;
        }
        if (completeness == Completeness.WHOLE) {
            throw file.bad("primary", "a row of sdn.csv for entry " + id);
        }
        return parties.computeIfAbsent(id, alone -> new Draft(NAME, alone, PartyKind.UNKNOWN));
    }

    private void ended(Csv file) throws BadList {
        if (completeness == Completeness.WHOLE && !file.hasEndMark()) {
            throw file.bad("end", "the mark at the end of the file: it was cut");
        }
    }

    private static PartyKind kind(Csv file, String word) throws BadList {
        return switch (word) {
            case "" -> PartyKind.ENTITY;
            case "individual" -> PartyKind.PERSON;
            case "vessel" -> PartyKind.VESSEL;
            case "aircraft" -> PartyKind.AIRCRAFT;
            default -> throw file.bad("type", "individual, vessel, aircraft or " + EMPTY);
        };
    }

    private static String id(Csv file, String of) throws BadList {
        if (of.isEmpty() || of.length() > 10 || !of.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw file.bad("id", "1 to 10 digits");
        }
        return of;
    }

    private static String required(Csv file, String name) throws BadList {
        if (name.isBlank()) {
            throw file.bad("name", "a name");
        }
        return name;
    }

    private static String value(List<String> row, int column) {
        String of = row.get(column).strip();
        return of.equals(EMPTY) ? "" : of;
    }
}
