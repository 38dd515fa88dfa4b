package dev.surety.simulator.bank.files;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the files by which other banks answer entries: returns (addenda 99) and notices of change (addenda 98). It has
 * neither the entries' own addenda nor an offset.
 */
public final class WriteNacha {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd");
    private static final int RECORD = 94;
    private static final int BLOCK = 10;
    private static final long HASH = 10_000_000_000L;

    private final List<String> records = new ArrayList<>();
    private final String sender;
    private int batches;
    private int entries;
    private long hash;
    private long credit;

    /**
     * @param reference ours, of the entry
     * @param amountMinor of the entry; a notice of change has none
     * @param code R.. or C..
     * @param data the corrected data; of a return, none
     */
    public record Answer(AchEntry entry, String reference, long amountMinor, String code, String data) {
        boolean isReturn() {
            return code.startsWith("R");
        }

        String batch() {
            return pad(entry.company(), 16) + " ".repeat(20) + pad(entry.companyId(), 10)
                    + (isReturn() ? entry.batchClass() : "COR");
        }
    }

    private WriteNacha(String sender) {
        this.sender = sender;
    }

    /**
     * @param sender the routing number of the banks that answer
     * @param day on which the file is written
     * @param answers at least one
     */
    public static byte[] write(String sender, LocalDate day, List<Answer> answers) {
        var file = new WriteNacha(sender);
        AchEntry first = answers.getFirst().entry();
        file.add("101 " + sender + pad(first.origin(), 10) + DAY.format(day) + "0500A094101"
                + pad("SANDBOX BANK", 23) + pad(first.company(), 23));
        Map<String, List<Answer>> byBatch = new LinkedHashMap<>();
        answers.forEach(answer -> byBatch.computeIfAbsent(answer.batch(), _ -> new ArrayList<>()).add(answer));
        byBatch.forEach((batch, all) -> file.batch(batch, all, day));
        file.end();
        return (String.join("\n", file.records) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void batch(String batch, List<Answer> answers, LocalDate day) {
        batches++;
        String bank = sender.substring(0, 8) + number(batches, 7);
        add("5220" + batch + pad(answers.getFirst().isReturn() ? "RETURN" : "CHANGE", 16) + DAY.format(day) + "   1"
                + bank);
        long hashed = 0;
        long credited = 0;
        for (Answer answer : answers) {
            AchEntry entry = answer.entry();
            String odfi = entry.trace().substring(0, 8);
            entries += 2;
            String trace = sender.substring(0, 8) + number(entries / 2, 7);
            long amount = answer.isReturn() ? answer.amountMinor() : 0;
            add("6" + (entry.savings() ? "31" : "21") + odfi + ReadNacha.checkDigit(odfi) + pad(entry.account(), 17)
                    + number(amount, 10) + pad(answer.reference(), 15) + pad(entry.name(), 22) + "  1" + trace);
            add("7" + (answer.isReturn() ? "99" : "98") + answer.code() + entry.trace() + " ".repeat(6)
                    + entry.routing().substring(0, 8) + pad(answer.data(), 44) + trace);
            hashed += Long.parseLong(odfi);
            credited += amount;
        }
        add("8220" + number(answers.size() * 2L, 6) + number(hashed % HASH, 10) + number(0, 12)
                + number(credited, 12) + pad(answers.getFirst().entry().companyId(), 10) + " ".repeat(25) + bank);
        hash += hashed;
        credit += credited;
    }

    private void end() {
        int blocks = (records.size() + BLOCK) / BLOCK;
        add("9" + number(batches, 6) + number(blocks, 6) + number(entries, 8) + number(hash % HASH, 10)
                + number(0, 12) + number(credit, 12));
        while (records.size() % BLOCK != 0) {
            records.add("9".repeat(RECORD));
        }
    }

    private void add(String record) {
        records.add(pad(record, RECORD));
    }

    private static String pad(String text, int width) {
        return text.substring(0, Math.min(width, text.length())) + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String number(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }
}
