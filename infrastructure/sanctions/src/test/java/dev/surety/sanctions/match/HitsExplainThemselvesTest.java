package dev.surety.sanctions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.match.Explanation.Adjustment;
import dev.surety.sanctions.match.Explanation.Agreement;
import dev.surety.sanctions.match.Explanation.Fact;
import dev.surety.sanctions.match.Explanation.Pair;
import dev.surety.sanctions.name.Doubt;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HitsExplainThemselvesTest {
    private final Screener screener = new Screener();

    @Test
    void eachWordSaysWhyItWasTaken() {
        var index = Lists.index(Lists.person("1", "TESTOVSKY, Muhammad Jonathan Karl Erland"));
        Hit hit = only(screener.search(
                index, Query.of("Mohamed J. Karrl Testowski the third", PartyKind.PERSON), 6_000));
        assertEquals("TESTOVSKY, Muhammad Jonathan Karl Erland", hit.alias());
        assertEquals(
                Set.of(
                        new Pair(0, "muhammad", Agreement.SPELLING, 9_600),
                        new Pair(1, "jonathan", Agreement.INITIAL, 8_500),
                        new Pair(2, "karl", Agreement.SPELLING, 9_600),
                        new Pair(3, "testovsky", Agreement.SPELLING, 9_600)),
                Set.copyOf(hit.explanation().pairs()));
        assertEquals(List.of("erland"), hit.explanation().missing());
        assertEquals(Set.of(4, 5), Set.copyOf(hit.explanation().extra()));
    }

    @Test
    void contradictionsAreSubtracted() {
        var index = Lists.index(
                Lists.known("1", "Erland Testovsky", PartialDate.ofYear(1960), "RU", "AB 12-34 567"));
        var query = new Query(
                List.of("Erland Testovsky"),
                Optional.of(PartialDate.of(LocalDate.of(1966, 5, 4))),
                Optional.of("DE"),
                PartyKind.ENTITY,
                List.of());
        Hit hit = only(screener.search(index, query, 7_000));
        assertEquals(
                List.of(
                        new Adjustment(Fact.BIRTH_DATE, -1_000),
                        new Adjustment(Fact.COUNTRY, -200),
                        new Adjustment(Fact.KIND, -1_000)),
                hit.explanation().adjustments());
        assertEquals(10_000, hit.explanation().nameScore());
        assertEquals(7_800, hit.score());
    }

    @Test
    void theNumberOfADocumentIsEnough() {
        var index = Lists.index(
                Lists.known("1", "Erland Testovsky", PartialDate.ofYear(1960), "RU", "AB 12-34 567"));
        var query = new Query(
                List.of("Quite Another"),
                Optional.of(PartialDate.ofYear(1999)),
                Optional.of("DE"),
                PartyKind.PERSON,
                List.of("ab1234567", "other 99999"));
        Hit hit = only(screener.search(index, query, Screener.REVIEW));
        assertEquals(10_000, hit.score());
        assertEquals(Optional.of("Passport AB 12-34 567"), hit.explanation().document());
    }

    @Test
    void anotherScriptIsComparedExactly() {
        var index = Lists.index(Lists.person("1", "Erland Testovsky", "محمد تجربة"));
        Result same = screener.search(index, Query.of("تجربة  محمّد", PartyKind.PERSON), Screener.REVIEW);
        assertEquals(10_000, only(same).score());
        assertEquals(Set.of(), same.doubts());
        Result other = screener.search(index, Query.of("تجربة محمود", PartyKind.PERSON), Screener.REVIEW);
        assertTrue(other.hits().isEmpty());
        assertEquals(Set.of(Doubt.OTHER_SCRIPT), other.doubts());
    }

    @Test
    void aWordOfTwoScriptsIsFoundAndDoubted() {
        var index = Lists.index(Lists.person("1", "Erland Testovsky"));
        Result result = screener.search(index, Query.of("Еrlаnd Testovsky", PartyKind.PERSON), Screener.REVIEW);
        assertEquals(10_000, only(result).score());
        assertEquals(Set.of(Doubt.MIXED_SCRIPT), result.doubts());
    }

    @Test
    void theBestNameOfAnEntryStands() {
        var index = Lists.index(Lists.person("1", "Erland Testovsky", "Erland Testovski"));
        Hit hit = only(screener.search(index, Query.of("Testovski Erland", PartyKind.PERSON), Screener.REVIEW));
        assertEquals("Erland Testovski", hit.alias());
        assertEquals(10_000, hit.score());
    }

    private static Hit only(Result result) {
        assertEquals(1, result.hits().size(), () -> "hits: " + result);
        return result.hits().get(0);
    }
}
