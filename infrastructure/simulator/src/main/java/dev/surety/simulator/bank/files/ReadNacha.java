package dev.surety.simulator.bank.files;

import dev.surety.model.money.Money;
import dev.surety.simulator.bank.files.PaymentFile.Group;
import dev.surety.simulator.bank.files.PaymentFile.Payment;
import dev.surety.simulator.bank.files.PaymentFile.Traces;
import dev.surety.simulator.bank.files.ReadPayments.Reading;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a customer's NACHA file as a bank does: credits and prenotes of the classes PPD and CCD. A file whose records,
 * hashes, counts, totals or traces are wrong is refused whole; an entry that breaks a rule is refused alone.
 */
public final class ReadNacha {
    private static final int RECORD = 94;
    private static final int BLOCK = 10;
    private static final int MOST_BATCHES = 1_000;
    private static final BigInteger HASH = BigInteger.TEN.pow(10);
    private static final String NINES = "9".repeat(RECORD);

    private final List<String> records;
    private final List<Group> groups = new ArrayList<>();
    private final Set<String> references = new HashSet<>();
    private int at;
    private String origin = "";
    private String id = "";
    private LocalDate created = LocalDate.EPOCH;
    private String odfi = "";
    private long firstTrace;
    private long lastTrace;
    private int lastBatch;
    private final Sums ofFile = new Sums();

    /** Counts, hash and totals, over the file or a batch. */
    private static final class Sums {
        private int entries;
        private BigInteger hash = BigInteger.ZERO;
        private long debit;
        private long credit;

        void add(Sums other) {
            entries += other.entries;
            hash = hash.add(other.hash);
            debit += other.debit;
            credit += other.credit;
        }
    }

    private ReadNacha(List<String> records) {
        this.records = records;
    }

    public static boolean isNacha(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == '1' && bytes[1] == '0' && bytes[2] == '1';
    }

    public static Reading read(byte[] bytes) {
        Optional<String> messageId = Optional.empty();
        try {
            if (bytes.length > ReadPayments.MOST_BYTES) {
                throw new Unreadable("FF01", "file", "the file has more than " + ReadPayments.MOST_BYTES + " bytes");
            }
            var reading = new ReadNacha(records(bytes));
            reading.header();
            messageId = Optional.of(reading.id);
            return new Reading.Read(reading.file());
        } catch (Unreadable unreadable) {
            return new Reading.Refused(messageId, unreadable.fault());
        }
    }

    private static List<String> records(byte[] bytes) throws Unreadable {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = Arrays.asList(text.split("\r?\n", -1));
        List<String> records = lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
        for (int i = 0; i < records.size(); i++) {
            if (!records.get(i).matches("[ -~]{94}")) {
                throw new Unreadable("FF01", "record " + (i + 1), "94 characters of ASCII");
            }
        }
        if (records.size() % BLOCK != 0) {
            throw new Unreadable("FF01", "file", "records in blocks of ten, padded with nines");
        }
        return records;
    }

    /** The columns are the standard's: from 1, both ends among them. */
    private String raw(int from, int to) {
        return records.get(at).substring(from - 1, to);
    }

    private String text(int from, int to) {
        return raw(from, to).strip();
    }

    private String place(String field) {
        return "record " + (at + 1) + "/" + field;
    }

    private Unreadable wrong(String code, String field, String rule) {
        return new Unreadable(code, place(field), rule);
    }

    private long number(String field, int from, int to) throws Unreadable {
        String digits = raw(from, to);
        if (!digits.matches("[0-9]+")) {
            throw wrong("FF01", field, "digits only");
        }
        return Long.parseLong(digits);
    }

    private LocalDate day(String field, int from) throws Unreadable {
        long digits = number(field, from, from + 5);
        try {
            return LocalDate.of(
                    (int) (2_000 + digits / 10_000), (int) (digits / 100 % 100), (int) (digits % 100));
        } catch (DateTimeException bad) {
            throw wrong("DT01", field, "a day as YYMMDD");
        }
    }

    private void header() throws Unreadable {
        if (records.isEmpty() || !raw(1, 3).equals("101")) {
            throw new Unreadable("FF01", "record 1", "a file header");
        }
        if (raw(4, 4).charAt(0) != ' ' || !isRouting(raw(5, 13))) {
            throw wrong("FF01", "immediate destination", "a blank and a routing number");
        }
        origin = text(14, 23);
        created = day("file creation date", 24);
        number("file creation time", 30, 33);
        String modifier = raw(34, 34);
        if (origin.isEmpty() || !modifier.matches("[A-Z0-9]")) {
            throw wrong("FF01", "file id modifier", "an origin, and one of A to Z and 0 to 9");
        }
        if (!raw(35, 40).equals("094101")) {
            throw wrong("FF01", "record size", "094101");
        }
        id = origin + "-" + raw(24, 29) + modifier;
        at++;
    }

    private PaymentFile file() throws Unreadable {
        while (at < records.size() && raw(1, 1).equals("5")) {
            groups.add(batch());
            if (groups.size() > MOST_BATCHES) {
                throw wrong("FF01", "batch", "at most " + MOST_BATCHES + " batches");
            }
        }
        if (at == records.size() || !raw(1, 1).equals("9") || records.get(at).equals(NINES)) {
            throw new Unreadable("FF01", "record " + (at + 1), "a file control");
        }
        if (groups.isEmpty() || number("batch count", 2, 7) != groups.size()) {
            throw wrong("AM10", "batch count", "the bank counts " + groups.size());
        }
        if (number("block count", 8, 13) * BLOCK != records.size()) {
            throw wrong("AM10", "block count", "the bank counts " + records.size() / BLOCK);
        }
        control(ofFile, 14, 21);
        at++;
        for (; at < records.size(); at++) {
            if (!records.get(at).equals(NINES)) {
                throw new Unreadable("FF01", "record " + (at + 1), "nines");
            }
        }
        if (records.subList(0, records.size() - BLOCK + 1).getLast().equals(NINES)) {
            throw new Unreadable("FF01", "file", "no block of nines alone");
        }
        int count = groups.stream().mapToInt(group -> group.payments().size()).sum();
        Money zero = Money.of(0, "USD");
        Money sum = groups.stream().map(group -> group.sum(zero)).reduce(zero, Money::plus);
        return new PaymentFile(
                id, count, sum, groups, Optional.of(new Traces(odfi, created, firstTrace, lastTrace)));
    }

    private void control(Sums of, int count, int countTo) throws Unreadable {
        if (number("entry count", count, countTo) != of.entries) {
            throw wrong("AM10", "entry count", "the bank counts " + of.entries);
        }
        BigInteger hash = of.hash.mod(HASH);
        if (number("entry hash", countTo + 1, countTo + 10) != hash.longValueExact()) {
            throw wrong("AM10", "entry hash", "the bank's hash is " + hash);
        }
        if (number("total debit", countTo + 11, countTo + 22) != of.debit) {
            throw wrong("AM10", "total debit", "the bank's sum is " + of.debit);
        }
        if (number("total credit", countTo + 23, countTo + 34) != of.credit) {
            throw wrong("AM10", "total credit", "the bank's sum is " + of.credit);
        }
    }

    /** The head of a batch, as its entries need it. */
    private record Head(String service, String company, String companyId, String batchClass, String odfi) {}

    private Group batch() throws Unreadable {
        var head = new Head(raw(2, 4), text(5, 20), text(41, 50), raw(51, 53), raw(80, 87));
        if (!head.service.equals("200") && !head.service.equals("220")) {
            throw wrong("FF01", "service class", "220, or 200 of a balanced batch");
        }
        if (!head.batchClass.equals("PPD") && !head.batchClass.equals("CCD")) {
            throw wrong("FF01", "standard entry class", "PPD or CCD");
        }
        if (head.company.isEmpty() || head.companyId.isEmpty() || text(54, 63).isEmpty()) {
            throw wrong("FF01", "company", "a name, an id and a description");
        }
        LocalDate date = day("effective entry date", 70);
        int number = (int) number("batch number", 88, 94);
        if (number <= lastBatch) {
            throw wrong("FF01", "batch number", "above the one before");
        }
        lastBatch = number;
        if (!odfi.isEmpty() && !odfi.equals(head.odfi)) {
            throw wrong("FF01", "originating bank", "one for the whole file");
        }
        odfi = head.odfi;
        String group = head.companyId + "-" + raw(88, 94);
        at++;
        var sums = new Sums();
        List<Payment> payments = new ArrayList<>();
        while (at < records.size() && raw(1, 1).equals("6")) {
            if (sums.debit > 0) {
                throw wrong("FF01", "entry", "the offset is the last of its batch");
            }
            entry(head, sums).ifPresent(payments::add);
            if (references.size() > ReadPayments.MOST_PAYMENTS) {
                throw wrong("FF01", "entry", "at most " + ReadPayments.MOST_PAYMENTS + " entries");
            }
        }
        if (at == records.size() || !raw(1, 4).equals("8" + head.service)) {
            throw new Unreadable("FF01", "record " + (at + 1), "a batch control of service class " + head.service);
        }
        control(sums, 5, 10);
        boolean isSame = text(45, 54).equals(head.companyId)
                && raw(80, 87).equals(odfi)
                && number("batch number", 88, 94) == number;
        if (payments.isEmpty() || !isSame) {
            throw wrong("FF01", "batch control", "company, bank and number of the batch header");
        }
        if (head.service.equals("200") && sums.debit != sums.credit) {
            throw wrong("AM10", "total debit", "a balanced batch");
        }
        ofFile.add(sums);
        at++;
        return new Group(group, date, "", false, payments, Optional.empty());
    }

    /** Empty if the entry is the offset: the bank debits its customer in any case. */
    private Optional<Payment> entry(Head head, Sums sums) throws Unreadable {
        String code = raw(2, 3);
        long minor = number("amount", 30, 39);
        String bank = raw(4, 11);
        number("receiving bank", 4, 12);
        trace(head);
        sums.entries++;
        sums.hash = sums.hash.add(new BigInteger(bank));
        if (code.equals("27") || code.equals("37")) {
            if (head.service.equals("220") || minor == 0) {
                throw wrong("FF01", "transaction code", "credits only");
            }
            sums.debit += minor;
            at++;
            return Optional.empty();
        }
        if (!code.matches("[23][23]")) {
            throw wrong("FF01", "transaction code", "22, 32, 23 or 33");
        }
        sums.credit += minor;
        String reference = text(40, 54);
        if (reference.isEmpty() || !references.add(reference)) {
            throw wrong("DU04", "individual id", "a reference that no other entry has");
        }
        if (!raw(79, 79).equals("0")) {
            throw wrong("FF01", "addenda indicator", "no addenda");
        }
        Optional<Fault> fault = broken(code, minor);
        var entry = new AchEntry(
                raw(80, 94),
                code.charAt(0) == '3',
                raw(4, 12),
                text(13, 29),
                text(55, 76),
                head.company,
                head.companyId,
                head.batchClass,
                origin);
        at++;
        return Optional.of(new Payment(
                reference,
                Money.of(minor, "USD"),
                entry.routing() + "/" + entry.account(),
                fault,
                Optional.of(entry)));
    }

    private void trace(Head head) throws Unreadable {
        number("trace", 80, 94);
        long sequence = number("trace", 88, 94);
        if (!raw(80, 87).equals(head.odfi)) {
            throw wrong("FF01", "trace", "begins with the originating bank");
        }
        if (sequence <= lastTrace) {
            throw wrong("DU04", "trace", "above the one before");
        }
        firstTrace = lastTrace == 0 ? sequence : firstTrace;
        lastTrace = sequence;
    }

    private Optional<Fault> broken(String code, long minor) {
        boolean prenote = code.endsWith("3");
        if (prenote != (minor == 0)) {
            return Optional.of(new Fault("AM09", place("amount"), "nothing in a prenote, something in a credit"));
        }
        if (!isRouting(raw(4, 12))) {
            return Optional.of(new Fault("R28", place("receiving bank"), "a routing number with its check digit"));
        }
        if (!raw(13, 29).matches("[A-Za-z0-9-]+ *")) {
            return Optional.of(new Fault("R04", place("account"), "letters, digits and hyphens, to the left"));
        }
        return text(55, 76).isEmpty()
                ? Optional.of(new Fault("RR03", place("name"), "a name"))
                : Optional.empty();
    }

    /** The ninth digit makes the weighted sum a multiple of ten. */
    static boolean isRouting(String nine) {
        if (!nine.matches("[0-9]{9}") || nine.equals("000000000")) {
            return false;
        }
        return checkDigit(nine.substring(0, 8)).equals(nine.substring(8));
    }

    static String checkDigit(String eight) {
        int sum = 0;
        for (int i = 0; i < eight.length(); i++) {
            sum += (i % 3 == 0 ? 3 : i % 3 == 1 ? 7 : 1) * (eight.charAt(i) - '0');
        }
        return Integer.toString((10 - sum % 10) % 10);
    }
}
