package dev.surety.messages.nacha;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Writing and reading need memory for one entry, however many there are, and sums stay exact. */
class ManyEntriesTest {
    private static final int MANY = Integer.getInteger("surety.entries", 300_000);

    @Test
    void theTotalsAreExactAndTheMemoryIsFlat() throws IOException, InterruptedException {
        long cents = NachaFigures.file(MANY).batches().stream().mapToLong(batch -> batch.sum().amountMinor()).sum();
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NachaFigures.class.getName(),
                        Integer.toString(MANY))
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), said);
        String expected = "FileEnd[batches=2, entries=" + MANY + ", returns=0, changes=0, debitCents=0, creditCents="
                + cents + ", notes=[]], and the entries say " + cents;
        assertTrue(said.startsWith(expected), said);
        System.out.print(MANY + " entries" + said.substring(said.indexOf(';')));
    }
}
