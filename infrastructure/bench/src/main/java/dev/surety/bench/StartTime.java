package dev.surety.bench;

import dev.surety.bench.ChildRuntime.Start;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the local runtime takes from its command to its first healthy answer, once everything is built. */
final class StartTime {
    private static final int TIMES = 5;

    private final PrintStream out;

    StartTime(PrintStream out) {
        this.out = out;
    }

    void run(Path folder) throws IOException, InterruptedException {
        List<Start> fresh = new ArrayList<>();
        List<Start> again = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            fresh.add(start(Files.createDirectory(folder.resolve("fresh-" + i))));
        }
        for (int i = 0; i < TIMES; i++) {
            again.add(start(folder.resolve("fresh-0")));
        }
        out.printf("Start, from `java` to /health 200, %d times each:%n", TIMES);
        print("fresh folder", fresh);
        print("existing folder", again);
    }

    private static Start start(Path folder) throws IOException, InterruptedException {
        try (ChildRuntime runtime = ChildRuntime.start(folder)) {
            return runtime.start();
        }
    }

    private void print(String what, List<Start> starts) {
        List<Duration> walls = starts.stream().map(Start::wall).sorted().toList();
        List<Duration> processors = starts.stream().map(Start::processors).sorted().toList();
        out.printf(
                Locale.ROOT,
                "  %-16s median %5.2f s (%.2f s of processors), fastest %5.2f s, slowest %5.2f s%n",
                what,
                seconds(walls.get(TIMES / 2)),
                seconds(processors.get(TIMES / 2)),
                seconds(walls.getFirst()),
                seconds(walls.getLast()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
