package dev.surety.sanctions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.ListedName;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.NameKind;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.list.SanctionsList;
import dev.surety.sanctions.proof.InventedNames;
import dev.surety.sanctions.proof.RealLists;
import dev.surety.sanctions.proof.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The search leaves out rows without scoring them. A scan scores each row, and both must answer the same. */
final class PrunedSearchFindsAllTest {
    private static final int[] THRESHOLDS = {5_000, 7_000, 8_000, 8_600, 9_500, 10_000};

    @Test
    void inAListOfInventedNames() {
        var random = new Random(11);
        List<String> listed = new ArrayList<>(InventedNames.draw(1_500, random));
        var index = ScreeningIndex.of(List.of(list("invented", listed)));
        int found = 0;
        for (int i = 0; i < Size.of(3_000, 20_000); i++) {
            String name = InventedNames.disturbed(listed.get(random.nextInt(listed.size())), random);
            found += same(index, name, THRESHOLDS[i % THRESHOLDS.length]);
        }
        assertTrue(found > 3_000, "the queries meet names: " + found);
    }

    @Test
    void inTheRealLists() {
        List<RealLists.Owned> names = RealLists.names();
        ScreeningIndex whole = RealLists.index();
        var random = new Random(12);
        int queries = Size.of(40, 5_000);
        int found = 0;
        for (int i = 0; i < queries; i++) {
            String name = names.get(random.nextInt(names.size())).name().text();
            found += same(whole, InventedNames.disturbed(name, random), THRESHOLDS[2 + i % 4]);
        }
        System.out.printf("screening, pruned = scanned: %,d queries, %,d hits, of %,d real names%n",
                queries, found, names.size());
        assertTrue(found > queries, "the queries meet names: " + found);
    }

    private static int same(ScreeningIndex index, String name, int threshold) {
        var screener = new Screener();
        var query = Query.of(name, PartyKind.UNKNOWN);
        Result pruned = screener.search(index, query, threshold);
        assertEquals(screener.scan(index, query, threshold), pruned, () -> name + " at " + threshold);
        return pruned.hits().size();
    }

    private static SanctionsList list(String name, List<String> names) {
        List<ListedParty> parties = new ArrayList<>();
        for (String text : names) {
            String id = Integer.toString(parties.size());
            parties.add(new ListedParty(
                    name,
                    id,
                    PartyKind.PERSON,
                    List.of(new ListedName(text, NameKind.PRIMARY)),
                    List.of(),
                    Set.of(),
                    List.of(),
                    id));
        }
        return new SanctionsList(name, "1", parties);
    }
}
