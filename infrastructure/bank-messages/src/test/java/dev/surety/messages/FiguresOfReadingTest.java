package dev.surety.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A statement takes the memory of one entry, however long it is. {@code -Dsurety.entries=n} gives the figures. */
class FiguresOfReadingTest {
    private static final int ENTRIES = Integer.getInteger("surety.entries", 50_000);

    @Test
    void aLongStatementIsReadExactlyIn64Megabytes() throws IOException, InterruptedException {
        Process reading = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadingFigures.class.getName(),
                        Integer.toString(ENTRIES))
                .redirectErrorStream(true)
                .start();
        String said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        System.out.println(said);
        assertEquals(0, reading.waitFor(), said);
        assertTrue(said.startsWith("exact: " + ENTRIES + " entries"), said);
    }
}
