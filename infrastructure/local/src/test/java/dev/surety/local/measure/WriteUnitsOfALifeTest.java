package dev.surety.local.measure;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.measure.ReferenceStore.Kind;
import dev.surety.local.measure.SalesOverTime.Cost;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A happy life: created, funded, delivered, and settled by the inspection timer; with lists, timers, vault, ledger and
 * feed, counted by AWS's byte rules. Payouts are not built yet and are not in it. The sandbox's clock and gateway are
 * not counted: no live stack has them. What a marketplace's daily question to its gateway costs, however much is sold,
 * stands by itself.
 *
 * <p>The reference posts the same lines, tells the same feed and keeps the same words by the same code, so that part
 * is taken from our own run: what differs is how a command is stored and how a timer is found.
 */
class WriteUnitsOfALifeTest {
    private static final double MOST_OF_REFERENCE = 0.6;
    private static final String[] SHARED = {"vault", "ledger accounts", "ledger lists", "feed"};

    /** What was measured; whoever makes it dearer or cheaper says so here. */
    private static final Map<String, Long> ALONE = Map.of(
            "journal entries", 7L,
            "journal indexes", 8L,
            "timer cursors", 12L,
            "vault", 2L,
            "ledger accounts", 28L,
            "ledger lists", 0L,
            "feed", 7L);

    /** An entry with its hint, three places of the timers' readers, an event of the feed; in two or three ticks. */
    private static final long MOST_OF_A_DAY = 6;

    private static final long FIRST_OF_ITS_PARTIES = 72;
    private static final long TWENTY_TOGETHER = 421;

    private static final long MOST_ALONE = 64;
    private static final double MOST_OF_TWENTY = 30;

    private record Row(String name, int sales, Cost cost) {
        long reference(Kind kind) {
            long own = new ReferenceStore(kind).live(cost.entries()).values().stream().mapToLong(Long::longValue).sum();
            return own + cost.of(SHARED);
        }

        double ratio(Kind kind) {
            return (double) cost.total() / reference(kind);
        }
    }

    @Test
    void aLifeCostsWhatIsWrittenHereAndAtMostSixTenthsOfTheReference(@TempDir Path folder) throws Exception {
        try (SalesOverTime world = new SalesOverTime(folder)) {
            var first = new Row("first sale of its parties", 1, world.live(1, 1));
            var alone = new Row("a sale alone on its day", 1, world.live(1, 1));
            var together = new Row("twenty sales together", 20, world.live(20, 100));
            print(List.of(first, alone, together));

            assertAll(
                    () -> assertEquals(ALONE, alone.cost().units()),
                    () -> assertEquals(FIRST_OF_ITS_PARTIES, first.cost().total()),
                    () -> assertEquals(TWENTY_TOGETHER, together.cost().total()),
                    () -> assertTrue(alone.cost().total() <= MOST_ALONE),
                    () -> assertTrue(together.cost().total() / 20.0 <= MOST_OF_TWENTY),
                    () -> assertTrue(world.question() <= MOST_OF_A_DAY, "a day's question: " + world.question()),
                    () -> assertEquals(0, alone.cost().spent().conditionFailures()),
                    () -> assertTrue(first.ratio(Kind.PLAIN) <= MOST_OF_REFERENCE),
                    () -> assertTrue(alone.ratio(Kind.PLAIN) <= MOST_OF_REFERENCE),
                    () -> assertTrue(together.ratio(Kind.LEAN) <= MOST_OF_REFERENCE));
        }
    }

    private static void print(List<Row> rows) {
        System.out.println("Write units per life of an escrow, create to settled by timer, by AWS's byte rules:");
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        for (Row row : rows) {
            row.cost().units().forEach((kind, units) -> add(lines, kind, "%.2f", (double) units / row.sales()));
            add(lines, "total", "%.2f", (double) row.cost().total() / row.sales());
            for (Kind kind : Kind.values()) {
                String name = kind.name().toLowerCase(Locale.ROOT) + " reference";
                add(lines, name, "%.2f", (double) row.reference(kind) / row.sales());
                add(lines, "of the " + name, "%.3f", row.ratio(kind));
            }
        }
        List<String> names = rows.stream().map(row -> "%28s".formatted(row.name())).toList();
        System.out.printf("  %-24s%s%n", "", String.join("", names));
        lines.forEach((name, numbers) -> System.out.printf("  %-24s%s%n", name, numbers));
    }

    private static void add(Map<String, StringBuilder> lines, String name, String format, double number) {
        String text = String.format(Locale.ROOT, format, number);
        lines.computeIfAbsent(name, _ -> new StringBuilder()).append("%28s".formatted(text));
    }
}
