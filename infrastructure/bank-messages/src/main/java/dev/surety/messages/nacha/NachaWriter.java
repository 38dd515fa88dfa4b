package dev.surety.messages.nacha;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/**
 * Writes a file of credits in one pass, with as much memory for a million entries as for one. The same file and credits
 * give the same bytes.
 */
public final class NachaWriter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");
    private static final String CREDITS_ONLY = "220";
    private static final String MIXED = "200";
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final NachaFile file;
    private final byte[] buffer = new byte[BUFFER];
    private int used;
    private final StringBuilder record = new StringBuilder(Nacha.RECORD + 2);

    private long records;
    private long entries;
    private long hash;
    private long debit;
    private long credit;
    private int sequence;

    private NachaWriter(OutputStream out, NachaFile file) {
        this.out = out;
        this.file = file;
        this.sequence = file.firstSequence();
    }

    /**
     * Leaves the stream open.
     *
     * @throws Invariants.Breach if a count or sum is not the one of the credits; what was written then is no file
     */
    public static void write(OutputStream out, NachaFile file) throws IOException {
        var writer = new NachaWriter(out, file);
        writer.header(file.header());
        for (NachaBatch batch : file.batches()) {
            writer.batch(batch);
        }
        writer.control();
        writer.flush();
    }

    private void header(FileHeader header) throws IOException {
        record.append("101");
        right(header.destination(), 10);
        right(header.origin(), 10);
        record.append(FileHeader.DAY.format(header.createdOn()));
        record.append(TIME.format(header.createdAt()));
        record.append(header.modifier());
        record.append("094101");
        left(header.destinationName(), 23);
        left(header.originName(), 23);
        left(header.reference(), 8);
        end();
    }

    private void batch(NachaBatch batch) throws IOException {
        String service = batch.isBalanced() ? MIXED : CREDITS_ONLY;
        record.append('5').append(service);
        left(batch.companyName(), 16);
        left(batch.discretionaryData(), 20);
        left(batch.companyId(), 10);
        record.append(batch.entryClass());
        left(batch.description(), 10);
        left(batch.descriptiveDate(), 6);
        record.append(FileHeader.DAY.format(batch.effective()));
        // The operator puts the day of settlement here.
        left("", 3);
        record.append('1').append(file.odfi());
        number(batch.number(), 7);
        end();

        int counted = 0;
        long hashed = 0;
        Money summed = Money.zero(batch.sum().currency());
        for (Credit of : batch.credits()) {
            Invariants.hold(counted < batch.count(), "the batch has more credits than " + batch.count());
            entry(of.transactionCode(), of.routing(), of.account(), of.amount(), of.reference(), of.name());
            counted++;
            hashed += bank(of.routing());
            summed = summed.plus(of.amount());
        }
        Invariants.hold(
                batch.count() == counted && batch.sum().equals(summed),
                "batch " + batch.number() + " announces " + batch.count() + " credits of " + batch.sum()
                        + ", and its credits are " + counted + " of " + summed);
        long debited = 0;
        if (batch.isBalanced()) {
            Offset own = batch.offset().orElseThrow();
            entry(own.kind().debit(), own.routing(), own.account(), summed, own.reference(), own.name());
            hashed += bank(own.routing());
            debited = summed.amountMinor();
        }
        record.append('8').append(service);
        number(batch.traces(), 6);
        totals(hashed % Nacha.HASH, debited, summed.amountMinor());
        left(batch.companyId(), 10);
        left("", 19 + 6);
        record.append(file.odfi());
        number(batch.number(), 7);
        end();
        entries += batch.traces();
        hash += hashed;
        debit += debited;
        credit += summed.amountMinor();
    }

    private void entry(String code, String routing, String account, Money amount, String reference, String name)
            throws IOException {
        record.append('6').append(code).append(routing);
        left(account, 17);
        number(amount.amountMinor(), 10);
        left(reference, 15);
        left(name, 22);
        left("", 2);
        record.append('0').append(Nacha.trace(file.odfi(), sequence));
        sequence++;
        end();
    }

    private void control() throws IOException {
        long all = records + 1;
        long blocks = (all + Nacha.BLOCK - 1) / Nacha.BLOCK;
        record.append('9');
        number(file.batches().size(), 6);
        number(blocks, 6);
        number(entries, 8);
        totals(hash % Nacha.HASH, debit, credit);
        left("", 39);
        end();
        for (long i = all; i < blocks * Nacha.BLOCK; i++) {
            record.append("9".repeat(Nacha.RECORD));
            end();
        }
    }

    private void totals(long hashed, long debited, long credited) {
        number(hashed, 10);
        number(debited, 12);
        number(credited, 12);
    }

    /** The hash adds up routing numbers without their check digits. */
    private static long bank(String routing) {
        return Long.parseLong(routing, 0, 8, 10);
    }

    private void left(String text, int width) {
        Invariants.hold(text.length() <= width, "a text of at most " + width + " characters");
        record.append(text).repeat(' ', width - text.length());
    }

    private void right(String text, int width) {
        Invariants.hold(text.length() <= width, "a text of at most " + width + " characters");
        record.repeat(' ', width - text.length()).append(text);
    }

    private void number(long number, int digits) {
        record.append(Nacha.padded(number, digits));
    }

    private void end() throws IOException {
        Invariants.hold(record.length() == Nacha.RECORD, "a record has 94 characters, and this has " + record.length());
        record.append(file.lineEnd().text);
        byte[] bytes = record.toString().getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > BUFFER - used) {
            out.write(buffer, 0, used);
            used = 0;
        }
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
        record.setLength(0);
        records++;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
        out.flush();
    }
}
