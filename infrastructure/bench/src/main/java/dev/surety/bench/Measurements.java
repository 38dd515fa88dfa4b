package dev.surety.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The figures of the local runtime that the README tells: {@code start} and {@code load}, or both. Each world is a
 * process of its own on a folder of its own, on loopback, and ends with its measurement.
 */
public final class Measurements {
    private static final int WARM_UP = 200;
    private static final int ESCROWS = 300;

    private Measurements() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> wanted = arguments.length == 0 ? List.of("start", "load") : List.of(arguments);
        PrintStream out = System.out;
        if (!List.of("start", "load").containsAll(wanted)) {
            out.println("There are two measurements: start and load.");
            System.exit(2);
        }
        out.printf(
                Locale.ROOT,
                "%d cores, on which %.1f programs wanted to run in the last minute; Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version());
        Path folder = Files.createTempDirectory("surety-measure");
        try {
            if (wanted.contains("start")) {
                new StartTime(out).run(Files.createDirectory(folder.resolve("start")));
            }
            if (wanted.contains("load")) {
                load(folder.resolve("memory"), "DynamoDB Local in memory", out, "--memory");
                load(folder.resolve("disk"), "DynamoDB Local on disk", out);
            }
        } finally {
            delete(folder);
        }
    }

    private static void load(Path folder, String where, PrintStream out, String... arguments)
            throws IOException, InterruptedException {
        try (ChildRuntime runtime = ChildRuntime.start(Files.createDirectory(folder), arguments)) {
            URI base = runtime.base();
            new Load(out).run(base, where, WARM_UP, ESCROWS);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
