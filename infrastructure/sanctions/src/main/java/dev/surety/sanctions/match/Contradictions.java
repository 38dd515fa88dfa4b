package dev.surety.sanctions.match;

import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.match.Explanation.Adjustment;
import dev.surety.sanctions.match.Explanation.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Facts of a query that an entry contradicts. A fact that either does not know contradicts nothing. */
final class Contradictions {
    private static final int NEAR_BIRTH = -400;
    private static final int OTHER_BIRTH = -1_000;
    private static final int FAR_BIRTH = -1_500;
    private static final int OTHER_COUNTRY = -200;
    private static final int OTHER_KIND = -1_000;
    private static final int NEAR_YEARS = 2;
    private static final int FAR_YEARS = 10;

    private Contradictions() {}

    static List<Adjustment> of(Query query, ScreeningIndex index, int entry) {
        List<Adjustment> all = new ArrayList<>(3);
        query.birth().ifPresent(birth -> {
            int amount = birth(birth, index.births(entry));
            if (amount != 0) {
                all.add(new Adjustment(Fact.BIRTH_DATE, amount));
            }
        });
        if (query.country().isPresent() && isElsewhere(query.country().get(), index.countries(entry))) {
            all.add(new Adjustment(Fact.COUNTRY, OTHER_COUNTRY));
        }
        PartyKind kind = index.kind(entry);
        if (kind != PartyKind.UNKNOWN && query.kind() != PartyKind.UNKNOWN && kind != query.kind()) {
            all.add(new Adjustment(Fact.KIND, OTHER_KIND));
        }
        return all;
    }

    /** The entry's birth that speaks least against the query counts. */
    private static int birth(PartialDate asked, List<PartialDate> listed) {
        int least = listed.isEmpty() ? 0 : FAR_BIRTH;
        for (PartialDate birth : listed) {
            least = Math.max(least, birth(asked, birth));
        }
        return least;
    }

    private static int birth(PartialDate asked, PartialDate listed) {
        if (asked.mayBe(listed)) {
            return 0;
        }
        if (asked.from().minusYears(NEAR_YEARS).isBefore(listed.to())
                && listed.from().minusYears(NEAR_YEARS).isBefore(asked.to())) {
            return NEAR_BIRTH;
        }
        boolean isFar = asked.from().minusYears(FAR_YEARS).isAfter(listed.to())
                || listed.from().minusYears(FAR_YEARS).isAfter(asked.to());
        return isFar ? FAR_BIRTH : OTHER_BIRTH;
    }

    /** A country that a list names in its own words contradicts none. */
    private static boolean isElsewhere(String country, Set<String> listed) {
        return !listed.isEmpty()
                && listed.stream().allMatch(word -> word.length() == 2)
                && !listed.contains(country);
    }
}
