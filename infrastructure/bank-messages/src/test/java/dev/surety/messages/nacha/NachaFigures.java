package dev.surety.messages.nacha;

import dev.surety.messages.xml.Limits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** {@code 1000000} writes so many entries to a file and reads it; it says how long each took. */
final class NachaFigures {
    private NachaFigures() {}

    public static void main(String[] args) throws IOException {
        int entries = Integer.parseInt(args[0]);
        Path file = Files.createTempFile("entries", ".ach");
        try {
            long began = cpuNanos();
            try (var out = Files.newOutputStream(file)) {
                NachaWriter.write(out, file(entries));
            }
            double writing = (cpuNanos() - began) / 1e9;
            began = cpuNanos();
            String read = read(file);
            double reading = (cpuNanos() - began) / 1e9;
            System.out.printf(Locale.ROOT, "%s; %.1f s to write and %.1f s to read%n", read, writing, reading);
        } finally {
            Files.delete(file);
        }
    }

    private static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var reader = new NachaReader(in, Limits.STANDARD);
            Optional<NachaPart> last = Optional.empty();
            long cents = 0;
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                cents += part.get() instanceof NachaEntry entry ? entry.amountCents() : 0;
                last = part;
            }
            return last.orElseThrow() + ", and the entries say " + cents;
        }
    }

    /** A batch has at most 999,998 entries. */
    static NachaFile file(int entries) {
        return Credits.file(
                1,
                Credits.batch(1, EntryClass.PPD, Optional.empty(), 0, entries / 2),
                Credits.batch(2, EntryClass.CCD, Optional.empty(), entries / 2, entries));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
