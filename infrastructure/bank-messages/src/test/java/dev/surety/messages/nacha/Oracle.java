package dev.surety.messages.nacha;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second reader of our files, of another make: expressions over the whole text, sums without a bound. It holds a file
 * to the standard's rules and answers the traces.
 */
final class Oracle {
    private static final Pattern HEADER =
            Pattern.compile("101 \\d{9}[ \\w]{10}\\d{6}\\d{4}[A-Z0-9]094101.{23}.{23}.{8}");
    private static final Pattern BATCH = Pattern.compile(
            "5(?<service>200|220).{16}.{20}(?<company>.{10})(?<class>PPD|CCD).{10}.{6}\\d{6}   1(?<odfi>\\d{8})"
                    + "(?<number>\\d{7})");
    private static final Pattern ENTRY = Pattern.compile(
            "6(?<code>[23][2378])(?<bank>\\d{8})\\d(?<account>[\\w-]+ *)(?<=^.{29})(?<amount>\\d{10})(?<id>.{15})"
                    + "(?<name>.{22})  0(?<trace>\\d{15})");
    private static final Pattern BATCH_END = Pattern.compile(
            "8(?<service>200|220)(?<count>\\d{6})(?<hash>\\d{10})(?<debit>\\d{12})(?<credit>\\d{12})(?<company>.{10})"
                    + " {25}(?<odfi>\\d{8})(?<number>\\d{7})");
    private static final Pattern END = Pattern.compile(
            "9(?<batches>\\d{6})(?<blocks>\\d{6})(?<count>\\d{8})(?<hash>\\d{10})(?<debit>\\d{12})(?<credit>\\d{12})"
                    + " {39}");

    private Oracle() {}

    private static final class Sum {
        private int count;
        private BigInteger hash = BigInteger.ZERO;
        private BigInteger debit = BigInteger.ZERO;
        private BigInteger credit = BigInteger.ZERO;

        void add(Matcher entry) {
            count++;
            hash = hash.add(new BigInteger(entry.group("bank")));
            var amount = new BigInteger(entry.group("amount"));
            boolean isDebit = entry.group("code").charAt(1) >= '5';
            debit = isDebit ? debit.add(amount) : debit;
            credit = isDebit ? credit : credit.add(amount);
        }

        void check(Matcher control) {
            String digits = hash.toString();
            String last = digits.substring(Math.max(0, digits.length() - 10));
            assertEquals(count, Integer.parseInt(control.group("count")), "count");
            assertEquals(new BigInteger(last), new BigInteger(control.group("hash")), "hash");
            assertEquals(debit, new BigInteger(control.group("debit")), "debits");
            assertEquals(credit, new BigInteger(control.group("credit")), "credits");
        }
    }

    /** The traces of the file in its order. */
    static List<String> check(String file, String lineEnd) {
        List<String> lines = List.of(file.split(lineEnd, -1));
        assertEquals("", lines.getLast(), "the last line has an end");
        lines = lines.subList(0, lines.size() - 1);
        assertEquals(0, lines.size() % 10, "blocks of ten");
        lines.forEach(line -> assertEquals(94, line.length(), line));
        read(HEADER, lines.getFirst());
        List<String> traces = new ArrayList<>();
        var ofFile = new Sum();
        int batches = 0;
        int at = 1;
        while (lines.get(at).startsWith("5")) {
            Matcher head = read(BATCH, lines.get(at++));
            var ofBatch = new Sum();
            while (lines.get(at).startsWith("6")) {
                Matcher entry = read(ENTRY, lines.get(at++));
                ofBatch.add(entry);
                ofFile.add(entry);
                assertEquals(head.group("odfi"), entry.group("trace").substring(0, 8));
                traces.add(entry.group("trace"));
            }
            Matcher end = read(BATCH_END, lines.get(at++));
            ofBatch.check(end);
            for (String same : List.of("service", "company", "odfi", "number")) {
                assertEquals(head.group(same), end.group(same), same);
            }
            boolean isBalanced = ofBatch.debit.signum() > 0;
            assertEquals(isBalanced ? "200" : "220", head.group("service"));
            assertEquals(isBalanced ? ofBatch.credit : BigInteger.ZERO, ofBatch.debit, "balanced");
            batches++;
        }
        Matcher end = read(END, lines.get(at++));
        ofFile.check(end);
        assertEquals(batches, Integer.parseInt(end.group("batches")));
        assertEquals(lines.size() / 10, Integer.parseInt(end.group("blocks")));
        lines.subList(at, lines.size()).forEach(line -> assertEquals("9".repeat(94), line));
        assertEquals(traces.size(), new HashSet<>(traces).size(), "no trace twice");
        assertEquals(traces.stream().sorted().toList(), traces, "traces ascend");
        return traces;
    }

    private static Matcher read(Pattern form, String line) {
        Matcher found = form.matcher(line);
        assertEquals(true, found.matches(), () -> line + " is " + form);
        return found;
    }
}
