package dev.surety.messages.pain;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;

/**
 * Says how the writer does: {@code 1000000} writes so many payments, {@code 1000000 sum} adds up what is written, and
 * {@code 50000 dom} compares us with a tree of the JDK.
 */
final class Figures {
    private static final int ROUNDS = 9;
    private static final long MEGABYTE = 1 << 20;

    private Figures() {}

    public static void main(String[] args) throws IOException, ParserConfigurationException, TransformerException {
        int payments = Integer.parseInt(args[0]);
        switch (args.length > 1 ? args[1] : "time") {
            case "dom" -> tell("%d payments: %.1f times as fast as a DOM writer%n", payments, timesDom(payments));
            case "sum" -> {
                var tally = new Tally();
                write(payments, tally);
                tell("%d payments: %s%n", payments, tally);
            }
            default -> {
                long began = cpuNanos();
                write(payments, OutputStream.nullOutputStream());
                tell(
                        "%d payments: %.1f s of CPU and a heap of at most %d MB%n",
                        payments,
                        (cpuNanos() - began) / 1e9,
                        Runtime.getRuntime().maxMemory() / MEGABYTE);
            }
        }
    }

    private static void tell(String form, Object... figures) {
        System.out.printf(Locale.ROOT, form, figures);
    }

    /** By the least CPU time of some rounds of each, in turn, so that both are compiled and meet the same machine. */
    static double timesDom(int payments) throws IOException, ParserConfigurationException, TransformerException {
        List<Payment> made =
                LongStream.range(0, payments).mapToObj(Payments::payment).toList();
        PaymentGroup group = Payments.group("pf-1-1", made);
        CreditTransferMessage message = Payments.message(List.of(group));
        long ours = Long.MAX_VALUE;
        long dom = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long began = cpuNanos();
            CreditTransferWriter.write(OutputStream.nullOutputStream(), message, List.of(group));
            long between = cpuNanos();
            DomWriter.write(OutputStream.nullOutputStream(), message, group);
            ours = Math.min(ours, between - began);
            dom = Math.min(dom, cpuNanos() - between);
        }
        return (double) dom / ours;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The payments are made while they are written. */
    private static void write(int payments, OutputStream out) throws IOException {
        List<PaymentGroup> groups = List.of(Payments.group("pf-1-1", 0, payments));
        CreditTransferWriter.write(out, Payments.message(groups), groups);
    }
}
