package dev.surety.sanctions.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.match.Hit;
import dev.surety.sanctions.match.Query;
import dev.surety.sanctions.match.Result;
import dev.surety.sanctions.match.Screener;
import dev.surety.sanctions.proof.RealLists.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recall and false positives at the threshold that ships, over the names of the real lists. */
final class NamesOfRealListsTest {
    private static final long SEED = 20_261_201;

    /** The recall that is promised, in hundredths of a percent. */
    private static final Map<Variants, Integer> PROMISED = Map.of(
            Variants.TYPO, 9_700,
            Variants.SWAPPED, 9_900,
            Variants.LETTERS, 9_900,
            Variants.INVISIBLE, 9_900,
            Variants.TRANSLITERATED, 9_500,
            Variants.WITHOUT_MIDDLE_NAME, 9_500);

    private static ScreeningIndex index;
    private static List<Owned> names;
    private static Screener screener;

    @BeforeAll
    static void read() {
        index = RealLists.index();
        names = RealLists.names();
        screener = new Screener();
    }

    @Test
    void everyNameAndAliasFindsItself() {
        int step = Size.of(8, 1);
        int tried = 0;
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < names.size(); i += step) {
            Owned owned = names.get(i);
            tried++;
            if (score(owned, owned.name().text()) < 10_000) {
                lost.add(owned.name().toString());
            }
        }
        say("itself", tried - lost.size(), tried);
        assertEquals(List.of(), lost);
    }

    @Test
    void variantsAreFound() {
        int step = Size.of(32, 1);
        List<String> broken = new ArrayList<>();
        for (Variants variant : Variants.values()) {
            var random = new Random(SEED);
            int tried = 0;
            int found = 0;
            for (int i = 0; i < names.size(); i += variant == Variants.WITHOUT_MIDDLE_NAME ? (step + 3) / 4 : step) {
                Owned owned = names.get(i);
                Optional<String> written = written(variant, owned, random);
                if (written.isPresent()) {
                    tried++;
                    found += score(owned, written.get()) >= Screener.REVIEW ? 1 : 0;
                }
            }
            say(variant.name().toLowerCase(Locale.ROOT), found, tried);
            if (tried < 300 || 10_000L * found < (long) PROMISED.get(variant) * tried) {
                broken.add(variant + ": " + found + " of " + tried);
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void ordinaryNamesAreNotTakenForListedOnes() {
        int count = Size.of(2_000, 10_000);
        int taken = 0;
        for (String name : new OrdinaryNames().draw(count, SEED)) {
            Result result = screener.search(index, Query.of(name, PartyKind.PERSON), Screener.REVIEW);
            taken += result.hits().isEmpty() ? 0 : 1;
            assertTrue(result.doubts().isEmpty(), name);
        }
        say("ordinary names with a hit", taken, count);
        assertTrue(100 * taken <= 2 * count, taken + " of " + count);
    }

    private static Optional<String> written(Variants variant, Owned owned, Random random) {
        boolean fits = variant != Variants.WITHOUT_MIDDLE_NAME || owned.party().kind() == PartyKind.PERSON;
        return fits ? variant.of(owned.name().text(), random) : Optional.empty();
    }

    /** The score of the name's own party, or 0 if it is not among the hits. */
    private static int score(Owned owned, String written) {
        Result result = screener.search(index, Query.of(written, owned.party().kind()), Screener.REVIEW);
        return result.hits().stream()
                .filter(hit -> hit.entryId().equals(owned.party().id())
                        && hit.list().equals(owned.party().list()))
                .mapToInt(Hit::score)
                .max()
                .orElse(0);
    }

    private static void say(String what, int found, int tried) {
        System.out.printf(
                Locale.ROOT,
                "screening, %s: %,d of %,d = %.2f %%, of %,d real names%n",
                what,
                found,
                tried,
                100.0 * found / tried,
                names.size());
    }
}
