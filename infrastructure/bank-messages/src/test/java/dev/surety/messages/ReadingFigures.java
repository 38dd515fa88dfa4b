package dev.surety.messages;

import dev.surety.messages.camt.Entry;
import dev.surety.messages.camt.StatementEnd;
import dev.surety.messages.camt.StatementHead;
import dev.surety.messages.camt.StatementPart;
import dev.surety.messages.xml.Limits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;

/** Reads a long statement in a process of its own and prints what it took. */
public final class ReadingFigures {
    private ReadingFigures() {}

    public static void main(String[] arguments) throws IOException {
        long entries = Long.parseLong(arguments[0]);
        long began = System.nanoTime();
        long sum = 0;
        long read = 0;
        var message = (BankMessage.Statements) BankMessage.open(new LongStatement(entries), Limits.STANDARD);
        for (var part = message.reader().next(); part.isPresent(); part = message.reader().next()) {
            switch (part.get()) {
                case Entry entry -> {
                    read++;
                    sum += entry.amount().amountMinor();
                }
                case StatementHead _, StatementEnd _ -> {}
                case StatementPart.RefusedEntry _, StatementPart.RefusedStatement _, StatementPart.Broken _ ->
                    throw new IllegalStateException(part.get().toString());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed() >> 20)
                .sum();
        boolean isExact = read == entries && sum == LongStatement.sumMinor(entries);
        System.out.printf(
                Locale.ROOT,
                "%s: %d entries in %.1f s, peak heap %d MB of %d MB%n",
                isExact ? "exact" : "WRONG",
                read,
                seconds,
                peak,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
