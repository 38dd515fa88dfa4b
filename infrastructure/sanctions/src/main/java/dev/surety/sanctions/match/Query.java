package dev.surety.sanctions.match;

import dev.surety.model.Invariants;
import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import java.util.List;
import java.util.Optional;

/**
 * A person or business to be searched for.
 *
 * @param names all that it goes by, at most {@value #MOST_NAMES}
 * @param country ISO code of two letters
 * @param documents numbers of its documents, at most {@value #MOST_DOCUMENTS}
 */
public record Query(
        List<String> names,
        Optional<PartialDate> birth,
        Optional<String> country,
        PartyKind kind,
        List<String> documents) {
    public static final int MOST_NAMES = 20;
    public static final int MOST_DOCUMENTS = 20;

    public Query {
        names = List.copyOf(names);
        documents = List.copyOf(documents);
        Invariants.hold(names.size() <= MOST_NAMES, "a query has at most 20 names");
        Invariants.hold(documents.size() <= MOST_DOCUMENTS, "a query has at most 20 documents");
    }

    /** A query by name alone. */
    public static Query of(String name, PartyKind kind) {
        return new Query(List.of(name), Optional.empty(), Optional.empty(), kind, List.of());
    }
}
