package dev.surety.onboarding.app.screening;

import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.match.Query;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** The names of a participant as questions to an index, which takes a bounded number of names at a time. */
public final class IndexQueries {
    private IndexQueries() {}

    /** Each but the last has {@link Query#MOST_NAMES} names. */
    public static List<Query> of(NameScreening.Query names) {
        int all = names.names().size();
        return IntStream.iterate(0, from -> from == 0 || from < all, from -> from + Query.MOST_NAMES)
                .mapToObj(from -> of(names, names.names().subList(from, Math.min(all, from + Query.MOST_NAMES))))
                .toList();
    }

    private static Query of(NameScreening.Query names, List<String> some) {
        return new Query(
                some,
                names.birthDate().map(LocalDate::parse).map(PartialDate::of),
                names.country(),
                names.business() ? PartyKind.ENTITY : PartyKind.PERSON,
                names.documents().stream().limit(Query.MOST_DOCUMENTS).toList());
    }
}
