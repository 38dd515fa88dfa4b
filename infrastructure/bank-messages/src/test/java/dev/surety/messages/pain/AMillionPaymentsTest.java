package dev.surety.messages.pain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import org.junit.jupiter.api.Test;

/** Trial T22, and the figures of the writer. {@code -Dsurety.payments=50000} compares us at what is promised. */
class AMillionPaymentsTest {
    private static final int MANY = 1_000_000;
    private static final int PROMISED = 50_000;
    private static final int MEASURED = Integer.getInteger("surety.payments", PROMISED / 10);
    /** Five times is the promise; a small number of payments is half warm. */
    private static final double LEAST_TIMES_DOM = MEASURED < PROMISED ? 2.5 : 5;

    @Test
    void theSumsAreExactAndTheMemoryIsFlat() throws IOException, InterruptedException {
        BigDecimal sum = BigDecimal.valueOf(LongStream.range(0, MANY).map(Payments::cents).sum(), 2);
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Figures.class.getName(),
                        Integer.toString(MANY),
                        "sum")
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), said);
        assertTrue(said.contains("CtrlSum [" + sum + ", " + sum + "], amounts " + MANY + " of " + sum), said);
    }

    @Test
    void weAreSeveralTimesAsFastAsATree() throws IOException, ParserConfigurationException, TransformerException {
        double times = Figures.timesDom(MEASURED);
        System.out.printf(Locale.ROOT, "%d payments: %.1f times as fast as a DOM writer%n", MEASURED, times);
        assertTrue(times >= LEAST_TIMES_DOM, times + " times as fast");
    }

    @Test
    void aSumIsExactWhateverItIs() {
        var groups = new ArrayList<PaymentGroup>();
        for (long cents : List.of(1L, 10L, 99L, 1_998L, Payment.MOST_MINOR)) {
            groups.add(Payments.group(
                    "G" + cents,
                    List.of(new Payment("R", Payments.euros(cents), Payments.inEea("Ada"), "x"))));
        }
        assertEquals(
                List.of("1000000021.07", "0.01", "0.10", "0.99", "19.98", "999999999.99"),
                Read.texts(Read.tree(Read.written(groups)), "CtrlSum"));
    }
}
