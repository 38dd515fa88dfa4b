package dev.surety.sanctions.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.match.Lists;
import dev.surety.sanctions.match.Query;
import dev.surety.sanctions.match.Result;
import dev.surety.sanctions.match.Screener;
import dev.surety.sanctions.name.Doubt;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names that are no names. Each gets an answer, and soon. */
final class HostileNamesTest {
    private static final long MOST_NANOS = 2_000_000_000;

    private final Screener screener = new Screener();

    @Test
    void noNameBreaksTheSearch() {
        ScreeningIndex index = index();
        List<String> names = new ArrayList<>(List.of(
                "",
                " ",
                "\u200f\u202e\u0000",
                "=HYPERLINK(\"http://x\",\"y\")",
                "=cmd|' /C calc'!A0",
                "+1-1",
                "'; DROP TABLE",
                "\ud800",
                "a\ud800b\udc00c",
                "\ufdfa".repeat(1_000),
                "e" + "\u0301".repeat(9_999),
                "🙂🙃",
                "١٢٣٤٥",
                "Ⅷ ﬁ ＡＢＣ ½"));
        for (String part : List.of(
                "a", "a ", "ab ", "al bin ", "мa ", "ا ", "0", "Muhammad ", "-", "\u202e", "ß", "ﷺ", "😀 ")) {
            names.add(part.repeat(10_000 / part.length()));
        }
        var random = new Random(3);
        for (int i = 0; i < 200; i++) {
            names.add(random.ints(1 + random.nextInt(60), 0, 0x2fff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        var threads = ManagementFactory.getThreadMXBean();
        for (String name : names) {
            for (int threshold : List.of(5_000, Screener.REVIEW)) {
                long start = threads.getCurrentThreadCpuTime();
                screener.search(index, Query.of(name, PartyKind.PERSON), threshold);
                long took = threads.getCurrentThreadCpuTime() - start;
                assertTrue(took < MOST_NANOS, () -> took + " ns for " + name.length() + " characters of " + name);
            }
        }
    }

    @Test
    void aNameThatIsTooLongIsDoubted() {
        ScreeningIndex index = Lists.index(Lists.person("1", "Erland Testovsky"));
        assertEquals(
                Set.of(Doubt.TOO_LONG),
                search(index, "Erland Testovsky ".repeat(600)).doubts());
        assertEquals(
                Set.of(Doubt.TOO_LONG), search(index, "x".repeat(49)).doubts());
        assertEquals(Set.of(), search(index, "x".repeat(48)).doubts());
    }

    @Test
    void aNameOfNothingIsDoubted() {
        ScreeningIndex index = Lists.index(Lists.person("1", "Erland Testovsky"));
        for (String name : List.of("", "--", "\u200f\u202e", "🙂")) {
            assertEquals(Set.of(Doubt.NO_LETTERS), search(index, name).doubts(), name);
        }
    }

    @Test
    void marksOfDirectionHideNothing() {
        ScreeningIndex index = Lists.index(Lists.person("1", "Erland Testovsky"));
        assertEquals(
                10_000,
                search(index, "\u202eEr\u200fla\u200bnd\u2066 Test\u00adov\ufeffsky\u2069")
                        .hits()
                        .get(0)
                        .score());
    }

    @Test
    void aQueryOfManyNamesAndDocumentsIsBounded() {
        var query = new Query(
                Collections.nCopies(Query.MOST_NAMES, "a b c d e f g h i j k l m n o p q r s t u v w x y z"),
                Optional.empty(),
                Optional.of("??"),
                PartyKind.PERSON,
                Collections.nCopies(Query.MOST_DOCUMENTS, "9".repeat(10_000)));
        assertEquals(List.of(), screener.search(index(), query, Screener.REVIEW).hits());
    }

    private Result search(ScreeningIndex index, String name) {
        return screener.search(index, Query.of(name, PartyKind.PERSON), Screener.REVIEW);
    }

    private static ScreeningIndex index() {
        var random = new Random(4);
        var parties = InventedNames.draw(5_000, random).stream()
                .map(name -> Lists.person(Integer.toString(name.hashCode()), name))
                .toArray(ListedParty[]::new);
        return Lists.index(parties);
    }
}
