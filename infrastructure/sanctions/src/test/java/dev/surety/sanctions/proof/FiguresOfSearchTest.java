package dev.surety.sanctions.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.match.Query;
import dev.surety.sanctions.match.Screener;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time and memory of a search in both real lists. Time is the thread's own: a busy machine changes it little. */
final class FiguresOfSearchTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 3;

    private static ScreeningIndex index;
    private static List<String> ordinary;

    @BeforeAll
    static void read() {
        index = RealLists.index();
        ordinary = new OrdinaryNames().draw(Size.of(1_000, 10_000), 5);
    }

    @Test
    void aSearchTakesATenthOfAFullScanAtMost() {
        List<String> listed = new ArrayList<>();
        for (int name = 0; name < index.nameCount(); name++) {
            listed.add(index.name(name));
        }
        var screener = new Screener();
        var jaroWinkler = new JaroWinklerSimilarity();
        long scan = Long.MAX_VALUE;
        long search = Long.MAX_VALUE;
        double sink = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            int scanned = Size.of(5, 50);
            for (int i = 0; i < scanned; i++) {
                for (String name : listed) {
                    sink += jaroWinkler.apply(ordinary.get(i), name);
                }
            }
            scan = Math.min(scan, (THREADS.getCurrentThreadCpuTime() - start) / scanned);
            start = THREADS.getCurrentThreadCpuTime();
            for (String name : ordinary) {
                sink += screener.search(index, Query.of(name, PartyKind.PERSON), Screener.REVIEW)
                        .hits()
                        .size();
            }
            search = Math.min(search, (THREADS.getCurrentThreadCpuTime() - start) / ordinary.size());
        }
        System.out.printf(
                "screening, a query: %,d us, a full Jaro-Winkler scan of %,d names: %,d us, %.4f of it%n",
                search / 1_000, listed.size(), scan / 1_000, (double) search / scan);
        assertTrue(sink > 0 && 10 * search <= scan, search + " of " + scan + " ns");
    }

    @Test
    void aQueryAllocates4KbAtMost() {
        var screener = new Screener();
        List<Query> queries = new ArrayList<>();
        ordinary.forEach(name -> queries.add(Query.of(name, PartyKind.PERSON)));
        queries.forEach(query -> screener.search(index, query, Screener.REVIEW));
        long most = 0;
        long all = 0;
        int without = 0;
        for (Query query : queries) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            boolean hits = !screener.search(index, query, Screener.REVIEW).hits().isEmpty();
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            all += allocated;
            most = hits ? most : Math.max(most, allocated);
            without += hits ? 0 : 1;
        }
        System.out.printf(
                "screening, a query allocates %,d bytes, and %,d at most in %,d queries without a hit%n",
                all / queries.size(), most, without);
        assertTrue(all <= 4_096L * queries.size(), "on average " + all / queries.size());
        assertTrue(most <= 4_096, "at most " + most);
    }

    @Test
    void bothListsLoadIn300MillisecondsInAFreshProcess(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("index");
        try (OutputStream out = Files.newOutputStream(file)) {
            index.write(out);
        }
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Process loading = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LoadedOnce.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(loading.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertEquals(0, loading.waitFor(), said);
            String expected = index.nameCount() + " " + index.version() + " ";
            assertTrue(said.startsWith(expected), said);
            times.add(Long.valueOf(said.substring(expected.length())));
        }
        System.out.printf(
                "screening, both lists (%,d names, %,d bytes) load in %s ms, each in a fresh process%n",
                index.nameCount(), Files.size(file), times);
        Collections.sort(times);
        assertTrue(times.get(ROUNDS / 2) <= 300, "the median of " + times);
    }
}
