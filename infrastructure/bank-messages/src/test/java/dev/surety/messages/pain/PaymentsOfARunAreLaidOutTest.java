package dev.surety.messages.pain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.pain.FileLayout.FilePart;
import dev.surety.messages.pain.FileLayout.Part;
import dev.surety.model.Invariants;
import dev.surety.model.bank.BankText;
import dev.surety.model.id.Id;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaymentsOfARunAreLaidOutTest {
    private static final int LARGEST_RUN_GROUPS = 32;
    private static final int LARGEST_PAGE = 100;

    @Test
    void aRunWithinTheLimitsIsOneFileWithItsOwnGroups() {
        assertEquals(
                List.of(new FilePart(List.of(new Part(0, 0, 2, 160), new Part(1, 0, 1, 7)))),
                FileLayout.of(List.of(List.of(100, 60), List.of(7)), 1_000, 1_000));
    }

    @Test
    void aGroupThatIsTooLargeIsCutBetweenPages() {
        assertEquals(
                List.of(new FilePart(List.of(new Part(0, 0, 2, 200), new Part(0, 2, 3, 100)))),
                FileLayout.of(List.of(List.of(100, 100, 100)), 1_000, 250));
    }

    @Test
    void aFileThatIsFullIsFollowedByAnother() {
        assertEquals(
                List.of(
                        new FilePart(List.of(new Part(0, 0, 1, 100), new Part(1, 0, 1, 100))),
                        new FilePart(List.of(new Part(1, 1, 3, 110)))),
                FileLayout.of(List.of(List.of(100), List.of(100, 100, 10)), 200, 1_000));
    }

    @Test
    void noFileAndNoGroupIsEmpty() {
        assertEquals(List.of(), FileLayout.of(List.of(), 100, 100));
        assertEquals(List.of(), FileLayout.of(List.of(List.of(0, 0), List.of()), 100, 100));
        assertEquals(
                List.of(new FilePart(List.of(new Part(1, 0, 2, 3)))),
                FileLayout.of(List.of(List.of(0), List.of(0, 3)), 100, 100));
    }

    @Test
    void aPageThatFitsNowhereIsABreach() {
        assertThrows(Invariants.Breach.class, () -> FileLayout.of(List.of(List.of(101)), 100, 1_000));
        assertThrows(Invariants.Breach.class, () -> FileLayout.of(List.of(List.of(101)), 1_000, 100));
    }

    @Test
    void eachPageStandsOnceAndNoLimitIsBroken() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            List<List<Integer>> pages = IntStream.range(0, random.nextInt(1, 8))
                    .mapToObj(group -> random.ints(random.nextInt(1, 9), 0, LARGEST_PAGE + 1)
                            .boxed()
                            .toList())
                    .toList();
            int perFile = random.nextInt(LARGEST_PAGE, 700);
            int perGroup = random.nextInt(LARGEST_PAGE, 700);
            var met = new ArrayList<Integer>();
            for (FilePart file : FileLayout.of(pages, perFile, perGroup)) {
                assertTrue(file.count() > 0 && file.count() <= perFile, "seed " + seed);
                for (Part part : file.groups()) {
                    List<Integer> counts = pages.get(part.group()).subList(part.fromPage(), part.toPage());
                    assertEquals(counts.stream().mapToInt(count -> count).sum(), part.count(), "seed " + seed);
                    assertTrue(part.count() > 0 && part.count() <= perGroup, "seed " + seed);
                    counts.stream().filter(count -> count > 0).forEach(met::add);
                }
            }
            List<Integer> all = pages.stream()
                    .flatMap(List::stream)
                    .filter(count -> count > 0)
                    .toList();
            assertEquals(all, met, "seed " + seed);
        }
    }

    @Test
    void theIdsOfTheLargestRunAreIdsForBanks() {
        String file = Id.derive("pf", "run");
        var ids = new ArrayList<>(Collections.nCopies(1, FileLayout.messageId(file)));
        IntStream.rangeClosed(1, LARGEST_RUN_GROUPS * LARGEST_RUN_GROUPS)
                .mapToObj(number -> FileLayout.groupId(file, number))
                .forEach(ids::add);
        ids.forEach(id -> assertTrue(BankText.isWritten(id, 35), id));
        assertEquals(ids.size(), ids.stream().distinct().count());
    }
}
