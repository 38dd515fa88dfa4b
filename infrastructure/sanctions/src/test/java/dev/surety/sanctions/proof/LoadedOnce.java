package dev.surety.sanctions.proof;

import dev.surety.sanctions.index.BadIndex;
import dev.surety.sanctions.index.ScreeningIndex;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that loads an index once, as an instance of a function does, and says how long that took. */
final class LoadedOnce {
    private LoadedOnce() {}

    public static void main(String[] arguments) throws IOException, BadIndex {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(arguments[0])))) {
            ScreeningIndex index = ScreeningIndex.read(in);
            long millis = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
            System.out.println(index.nameCount() + " " + index.version() + " " + millis);
        }
    }
}
