package dev.surety.onboarding.app.screening;

import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.match.Query;
import java.time.LocalDate;

/** The names of a participant as a question to an index. */
public final class IndexQueries {
    private IndexQueries() {}

    /** Of very many names it has the first. */
    public static Query of(NameScreening.Query names) {
        return new Query(
                names.names().stream().limit(Query.MOST_NAMES).toList(),
                names.birthDate().map(LocalDate::parse).map(PartialDate::of),
                names.country(),
                names.business() ? PartyKind.ENTITY : PartyKind.PERSON,
                names.documents().stream().limit(Query.MOST_DOCUMENTS).toList());
    }
}
