package dev.surety.messages.nacha;

import dev.surety.messages.nacha.NachaPart.BatchEnd;
import dev.surety.messages.nacha.NachaPart.BatchHead;
import dev.surety.messages.nacha.NachaPart.FileEnd;
import dev.surety.messages.nacha.NachaPart.FileHead;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.UnreadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a NACHA file part by part, in memory for one entry: originations, returns, notices of change. The file's
 * writer is a stranger: nothing that it writes ends in an exception. Not for use by several threads.
 */
public final class NachaReader {
    private enum At {
        FILE, BATCHES, ENTRIES, END
    }

    /** The first bytes of a file tell whether it is one of these. */
    public static final int TOLD_WITHIN = 6;

    private static final int MOST_ADDENDA_KEPT = 20;
    /** The digits that a file control has for it. */
    private static final int MOST_ENTRIES = 99_999_999;
    private static final String ADVICES = "ADV";
    private static final String REJECTED = "REJ";

    private final Lines in;
    private At at = At.FILE;
    /** A record that was read too far. */
    private @Nullable Line ahead;
    private @Nullable BatchHead batch;
    private Totals ofBatch = new Totals(Nacha.MOST_COUNT);
    private final Totals ofFile = new Totals(MOST_ENTRIES);
    private int batches;
    private int entries;
    private int returns;
    private int changes;

    /** @throws IOException if the stream fails, or its first bytes are beyond the limits */
    public NachaReader(InputStream bytes, Limits limits) throws IOException {
        this.in = new Lines(bytes, limits);
    }

    /** Whether a file with these first bytes is a NACHA file, which begins with its header's type and priority. */
    public static boolean isNacha(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).replace("\u00EF\u00BB\u00BF", "").startsWith("101");
    }

    /**
     * The next part; empty after the last one.
     *
     * @throws IOException if the stream fails, which says nothing about the file
     */
    public Optional<NachaPart> next() throws IOException {
        try {
            return switch (at) {
                case FILE -> Optional.of(file());
                case BATCHES -> Optional.of(batchOrEnd());
                case ENTRIES -> Optional.of(entryOrEnd());
                case END -> Optional.empty();
            };
        } catch (UnreadableFile e) {
            at = At.END;
            return Optional.of(new NachaPart.Broken(e.why()));
        }
    }

    private Line record(String expected) throws IOException {
        Line read = ahead;
        ahead = null;
        if (read != null) {
            return read;
        }
        Optional<Line> next = in.next();
        if (next.isEmpty()) {
            throw in.refuse(1, "control", expected + ", and the file ends");
        }
        return next.get();
    }

    private UnreadableFile unexpected(Line record, String expected) {
        return in.refuse(record.line(), 1, "record", expected + ", and this is of type " + record.type());
    }

    private FileHead file() throws IOException {
        Line head = record("a file header");
        if (head.type() != '1') {
            throw unexpected(head, "a file header");
        }
        if (!head.raw(35, 37).equals("094")) {
            throw in.refuse(head.line(), 35, "length", "records of 094 characters");
        }
        String destination = head.text(4, 13);
        if (Line.isDigits(destination) && destination.length() == 9 && !Nacha.isRoutingNumber(destination)) {
            in.note("destination", "has a wrong check digit");
        }
        at = At.BATCHES;
        return new FileHead(
                head.line(),
                destination,
                head.text(14, 23),
                head.text(41, 63),
                head.text(64, 86),
                head.day("creation date", 24),
                time(head),
                head.text(34, 34),
                head.find(87, 94),
                in.takeNotes());
    }

    private Optional<LocalTime> time(Line head) {
        String digits = head.raw(30, 33);
        if (Line.isDigits(digits) && Line.two(digits, 0) < 24 && Line.two(digits, 2) < 60) {
            return Optional.of(LocalTime.of(Line.two(digits, 0), Line.two(digits, 2)));
        }
        if (!digits.isBlank()) {
            in.note("creation time", "is no time; left out");
        }
        return Optional.empty();
    }

    private NachaPart batchOrEnd() throws IOException {
        Line record = record("a file control");
        return switch (record.type()) {
            case '5' -> batch(record);
            case '9' -> end(record);
            default -> throw unexpected(record, "a batch header or a file control");
        };
    }

    private BatchHead batch(Line head) throws IOException {
        String entryClass = head.text(51, 53);
        if (entryClass.equals(ADVICES)) {
            throw in.refuse(head.line(), 51, "class", "a class of payments, not " + ADVICES);
        }
        var read = new BatchHead(
                head.line(),
                (int) head.number("number of the batch", 88, 94),
                head.text(2, 4),
                head.text(5, 20),
                head.text(41, 50),
                head.text(21, 40),
                entryClass,
                head.text(54, 63),
                head.text(64, 69),
                head.day("effective date", 70),
                head.find(76, 78),
                head.text(80, 87),
                in.takeNotes());
        batch = read;
        ofBatch = new Totals(Nacha.MOST_COUNT);
        at = At.ENTRIES;
        return read;
    }

    private BatchHead head() {
        return Objects.requireNonNull(batch);
    }

    private NachaPart entryOrEnd() throws IOException {
        Line record = record("a batch control");
        return switch (record.type()) {
            case '6' -> entry(record);
            case '8' -> end(record, head());
            case '7' -> throw in.refuse(record.line(), 1, "record", "an entry before its addenda");
            default -> throw unexpected(record, "an entry or a batch control");
        };
    }

    private NachaEntry entry(Line record) throws IOException {
        ofBatch.count(record);
        record.number("transaction code", 2, 3);
        record.number("routing number", 4, 11);
        long amount = record.number("amount", 30, 39);
        String routing = record.raw(4, 12);
        if (!Nacha.isRoutingNumber(routing)) {
            in.note("routing number", "has a wrong check digit");
        }
        boolean isForeign = head().entryClass().equals(BatchHead.INTERNATIONAL);
        if (isForeign) {
            in.note("entry", "is international; account, reference and name are not read");
        }
        String trace = record.text(80, 94);
        boolean isRejected = trace.startsWith(REJECTED);
        if (!isRejected && !isTrace(trace)) {
            in.note("trace", "is not 15 digits");
        }
        var behind = new Behind();
        behind.read(record);
        var entry = new NachaEntry(
                record.line(),
                record.raw(2, 3),
                record.raw(4, 11),
                record.raw(12, 12),
                isForeign ? "" : record.text(13, 29),
                amount,
                isForeign ? "" : record.text(40, 54),
                isForeign ? "" : record.text(55, 76),
                trace,
                isRejected ? Optional.of(trace) : Optional.empty(),
                behind.returned,
                behind.change,
                behind.texts,
                in.takeNotes());
        ofBatch.add(entry);
        entries++;
        returns += behind.returned.isPresent() ? 1 : 0;
        changes += behind.change.isPresent() ? 1 : 0;
        return entry;
    }

    private static boolean isTrace(String text) {
        return text.length() == 15 && Line.isDigits(text);
    }

    /** The addenda behind an entry. A return or a change may stand alone, without the entry's own addenda. */
    private final class Behind {
        private Optional<NachaReturn> returned = Optional.empty();
        private Optional<NachaChange> change = Optional.empty();
        private final List<String> texts = new ArrayList<>();

        private void read(Line entry) throws IOException {
            String indicator = entry.raw(79, 79);
            int count = 0;
            Line next = record("a batch control");
            while (next.type() == '7') {
                ofBatch.count(next);
                count++;
                add(next);
                next = record("a batch control");
            }
            ahead = next;
            if (indicator.equals("1") != count > 0) {
                String told = "is " + indicator + ", and the entry has " + count + " addenda";
                in.note(entry.line(), "addenda indicator", told);
            }
        }

        private void add(Line addendum) throws IOException {
            switch (addendum.raw(2, 3)) {
                case "99" -> {
                    alone(addendum);
                    returned = Optional.of(NachaReturn.of(addendum));
                    traced(addendum, returned.get().originalTrace());
                }
                case "98" -> {
                    alone(addendum);
                    change = Optional.of(NachaChange.of(addendum));
                    traced(addendum, change.get().originalTrace());
                }
                default -> {
                    if (texts.size() < MOST_ADDENDA_KEPT) {
                        texts.add(addendum.text(4, 83));
                    }
                }
            }
        }

        private void alone(Line addendum) throws IOException {
            if (returned.isPresent() || change.isPresent()) {
                throw in.refuse(addendum.line(), 1, "record", "one return or notice of change for an entry");
            }
        }

        private void traced(Line addendum, String trace) {
            if (!isTrace(trace)) {
                in.note(addendum.line(), "original trace", "is not 15 digits");
            }
        }
    }

    private BatchEnd end(Line control, BatchHead head) throws IOException {
        Totals.same(control, "batch", "batch", control.number("number of the batch", 88, 94), head.number(), 88);
        ofBatch.check(control, 5, 10, 11);
        if (!control.text(45, 54).equals(head.companyId())) {
            in.note("company id", "is not the one of the batch header");
        }
        if (!control.text(2, 4).equals(head.serviceClass())) {
            in.note("service class", "is not the one of the batch header");
        }
        batches++;
        if (batches > Nacha.MOST_COUNT || ofFile.entries + ofBatch.entries > MOST_ENTRIES) {
            throw in.refuse(control.line(), 1, "count", "batches and entries that a file control can tell");
        }
        ofFile.add(ofBatch);
        batch = null;
        at = At.BATCHES;
        return new BatchEnd(
                control.line(), head.number(), ofBatch.entries, ofBatch.debit, ofBatch.credit, in.takeNotes());
    }

    private FileEnd end(Line control) throws IOException {
        if (control.isPadding()) {
            throw in.refuse(control.line(), 1, "control", "a file control before the padding");
        }
        Totals.same(control, "count", "batches", control.number("count of batches", 2, 7), batches, 2);
        ofFile.check(control, 14, 21, 22);
        long records = in.records();
        for (Optional<Line> next = in.next(); next.isPresent(); next = in.next()) {
            if (!next.get().isPadding()) {
                throw in.refuse(next.get().line(), 1, "control", "nothing behind a file control but nines");
            }
        }
        long blocks = (records + Nacha.BLOCK - 1) / Nacha.BLOCK;
        if (!control.raw(8, 13).equals(Nacha.padded(blocks % 1_000_000, 6))) {
            in.note(control.line(), "count of blocks", "is not " + blocks);
        }
        if (in.records() % Nacha.BLOCK != 0) {
            in.note(control.line(), "padding", "fills no block of " + Nacha.BLOCK + " records");
        }
        at = At.END;
        return new FileEnd(
                batches, entries, returns, changes, ofFile.debit, ofFile.credit, in.takeNotes());
    }
}
