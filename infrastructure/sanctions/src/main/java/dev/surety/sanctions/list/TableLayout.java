package dev.surety.sanctions.list;

import dev.surety.model.Invariants;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of another publisher's table. Rows of one party share an id, and each row may add a name, a date of
 * birth, a country or a number. A list such as the EU's or the United Kingdom's is one value of this.
 *
 * @param list the list's name
 * @param file the published file's name, for messages
 * @param preamble lines before the header
 * @param header every column in order; a file with any other header is refused
 * @param id the column of the party's id
 * @param names columns whose texts together, in this order, are one name
 * @param nameKind the column that says how much the list stands behind a name
 * @param nameKinds its words; a word that is not here is a strong alias
 * @param kind the column of the party's kind
 * @param kinds its words; any other word is refused
 * @param births columns of dates of birth
 * @param countries columns of countries, as words or ISO codes
 * @param documents columns of numbers; the column's name is the document's kind
 */
public record TableLayout(
        String list,
        String file,
        char delimiter,
        int preamble,
        List<String> header,
        String id,
        List<String> names,
        Optional<String> nameKind,
        Map<String, NameKind> nameKinds,
        String kind,
        Map<String, PartyKind> kinds,
        List<String> births,
        List<String> countries,
        List<String> documents) {
    public TableLayout {
        header = List.copyOf(header);
        names = List.copyOf(names);
        nameKinds = Map.copyOf(nameKinds);
        kinds = Map.copyOf(kinds);
        births = List.copyOf(births);
        countries = List.copyOf(countries);
        documents = List.copyOf(documents);
        Invariants.hold(header.contains(id) && header.contains(kind), "a layout names columns of its header");
        Invariants.hold(!names.isEmpty() && header.containsAll(names), "a layout names columns of its header");
        Invariants.hold(nameKind.map(header::contains).orElse(true), "a layout names columns of its header");
        Invariants.hold(
                header.containsAll(births) && header.containsAll(countries) && header.containsAll(documents),
                "a layout names columns of its header");
    }
}
