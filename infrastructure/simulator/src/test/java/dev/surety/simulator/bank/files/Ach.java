package dev.surety.simulator.bank.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A customer's NACHA file, written as plain text, with places to spoil. */
public final class Ach {
    public static final String ROUTING = "120000003";
    public static final String ODFI = "12104288";
    public static final String PAYEE = "777000111";
    public static final String ORIGIN = "1234567890";
    private static final long BANK = Long.parseLong(ROUTING.substring(0, 8));

    private final String day;
    private final String modifier;
    private final List<String> lines = new ArrayList<>();
    private int trace;
    private int batches;
    private int entries;
    private long minor;
    private long debits;

    /** @param day as YYMMDD */
    public Ach(String day, String modifier, int firstTrace) {
        this.day = day;
        this.modifier = modifier;
        this.trace = firstTrace;
    }

    /** An amount of zero makes a prenote. */
    public record Pay(String reference, long minor, String account) {}

    public static Pay pay(String reference, long minor) {
        return new Pay(reference, minor, PAYEE);
    }

    public Ach batch(String batchClass, String date, Pay... payments) {
        return batch(batchClass, date, false, List.of(payments));
    }

    public Ach batch(String batchClass, String date, boolean balanced, List<Pay> payments) {
        batches++;
        String service = balanced ? "200" : "220";
        String end = ODFI + String.format("%07d", batches);
        lines.add("5" + service + pad("Surety Demo", 36) + ORIGIN + batchClass + pad("PAYOUT", 16) + date + "   1"
                + end);
        long sum = 0;
        for (Pay pay : payments) {
            String code = pay.minor() == 0 ? "23" : "22";
            entry(code, pay.account(), pay.minor(), pay.reference());
            sum += pay.minor();
        }
        int count = payments.size();
        if (balanced) {
            entry("27", "555", sum, "OFFSET");
            count++;
            debits += sum;
        }
        lines.add("8" + service + String.format("%06d%010d%012d%012d", count, count * BANK, balanced ? sum : 0, sum)
                + ORIGIN + pad("", 25) + end);
        entries += count;
        minor += sum;
        return this;
    }

    private void entry(String code, String account, long amount, String reference) {
        lines.add("6" + code + ROUTING + pad(account, 17) + String.format("%010d", amount) + pad(reference, 15)
                + pad("Ada Example", 22) + "  0" + ODFI + String.format("%07d", trace++));
    }

    public String id() {
        return ORIGIN + "-" + day + modifier;
    }

    public static String group(int number) {
        return ORIGIN + "-" + String.format("%07d", number);
    }

    public String text() {
        List<String> all = new ArrayList<>();
        all.add("101 121042882" + ORIGIN + day + "0520" + modifier + "094101" + pad("Bank", 23) + pad("Surety", 31));
        all.addAll(lines);
        int blocks = (all.size() + 10) / 10;
        all.add(pad(
                "9" + String.format(
                        "%06d%06d%08d%010d%012d%012d", batches, blocks, entries, entries * BANK, debits, minor),
                94));
        while (all.size() < blocks * 10) {
            all.add("9".repeat(94));
        }
        return String.join("\n", all) + "\n";
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    /** The text with one place of one line changed; both count from 1. */
    public byte[] spoilt(int line, int column, String text) {
        List<String> all = new ArrayList<>(text().lines().toList());
        String was = all.get(line - 1);
        all.set(line - 1, was.substring(0, column - 1) + text + was.substring(column - 1 + text.length()));
        return (String.join("\n", all) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
