package dev.surety.payouts.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.model.id.FileId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.file.AchDays.Taken;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.testkit.GoldenLine;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However many workers compose files of one day at the same moment, no two files share a modifier or a trace. */
class AchDaysTest {
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final LocalDate DAY = LocalDate.parse("2026-12-04");
    private static final String ODFI = "09100001";

    private final FixedClock clock = FixedClock.at("2026-12-04T15:00:00Z");
    private final AchDays days = new AchDays(new Journal(MemoryDynamo.surety(clock), SuretyTables.JOURNAL));

    private static FileId file(int number) {
        return new FileId(Id.derive(FileId.PREFIX, Integer.toString(number)));
    }

    private Optional<Taken> take(LocalDate day, int file, long count) {
        return days.take(DEMO, ODFI, day, file(file), "1234567890", count, clock.instant());
    }

    @Test
    void workersThatTakeAtTheSameMomentGetModifiersAndTracesOfTheirOwn() {
        List<Integer> twice = IntStream.range(0, 16).map(i -> i / 2).boxed().toList();
        List<Taken> taken = SideBySide.map(16, twice, i -> take(DAY, i, 10 + i).orElseThrow());
        List<Taken> each = taken.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Taken::sequence))
                .toList();
        assertEquals(8, each.size(), "a file that takes twice gets the same");
        assertEquals(8, each.stream().map(Taken::modifier).distinct().count());
        int next = AchDays.first(DAY);
        for (Taken of : each) {
            assertEquals(next, of.sequence());
            next += of.count();
        }
        assertEquals(each, days.of(DEMO, ODFI, DAY));
    }

    @Test
    void aDayHas36FilesAndTheNextDayBeginsAgain() {
        IntStream.range(0, 36).forEach(i -> take(DAY, i, 1).orElseThrow());
        assertEquals("Z", take(DAY, 25, 1).orElseThrow().modifier());
        assertEquals("9", take(DAY, 35, 1).orElseThrow().modifier());
        assertEquals(Optional.empty(), take(DAY, 36, 1));
        assertEquals(36, days.of(DEMO, ODFI, DAY).size());
        assertEquals("A", take(DAY.plusDays(1), 36, 1).orElseThrow().modifier());
    }

    /** So a bank that names an entry by its trace alone names one payout, for ninety days. */
    @Test
    void aTraceTellsItsDayAndFile() {
        Taken first = take(DAY, 0, 200_000).orElseThrow();
        assertEquals(Optional.empty(), take(DAY, 1, 20_001), "the numbers of a third day are not its");
        Taken next = take(DAY.plusDays(2), 2, 10).orElseThrow();
        LocalDate today = DAY.plusDays(30);
        int last = first.sequence() + 199_999;
        assertEquals(Optional.of(first), days.traced(DEMO, ODFI, first.sequence(), today));
        assertEquals(Optional.of(first), days.traced(DEMO, ODFI, last, today));
        assertEquals(Optional.empty(), days.traced(DEMO, ODFI, last + 1, today));
        assertEquals(Optional.of(next), days.traced(DEMO, ODFI, next.sequence() + 9, today));
        assertEquals(Optional.empty(), days.traced(DEMO, ODFI, next.sequence(), DAY.plusDays(1)), "of a later day");
        assertEquals(Optional.empty(), days.traced(DEMO, "11000001", next.sequence(), today), "of another bank");
        Taken again = take(DAY.plusDays(90), 3, 10).orElseThrow();
        assertEquals(first.sequence(), again.sequence());
        assertEquals(Optional.of(again), days.traced(DEMO, ODFI, again.sequence(), DAY.plusDays(91)));
    }

    @Test
    void everyTraceHasSevenDigits() {
        IntStream.range(0, 90).forEach(i -> {
            int first = AchDays.first(DAY.plusDays(i));
            assertTrue(first > 0 && first + 110_000 <= 9_999_999, "day " + i);
        });
    }

    /** Lines are added to the golden file, and none is changed. */
    @Test
    void storedDaysStayReadable() throws IOException {
        GoldenLine line = GoldenLine.all("payouts", "ach").getFirst();
        assertEquals(AchDays.TAKEN, line.name());
        var file = new FileId("pf_jldwbe4e423s5msa4mlobcz2xq");
        assertEquals(
                List.of(new Taken(file, "1234567890", "A", 1, 1)),
                AchDays.taken(line.entry()));
        assertEquals(AchDays.taken(line.entry()), AchDays.taken(line.newer().entry()));
    }
}
