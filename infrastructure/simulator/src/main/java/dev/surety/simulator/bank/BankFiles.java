package dev.surety.simulator.bank;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.resilience.Outage;
import dev.surety.simulator.bank.BankBooks.At;
import dev.surety.simulator.bank.files.Fault;
import dev.surety.simulator.bank.files.FilePlay;
import dev.surety.simulator.bank.files.FilePlay.Level;
import dev.surety.simulator.bank.files.ReadNacha;
import dev.surety.simulator.bank.files.ReadPayments;
import dev.surety.simulator.bank.files.ReadPayments.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The counter of the simulated bank where customers hand in files of payments: pain.001.001.09, and NACHA. The first
 * file that has a message id uses it up, even if the bank refuses that file. So no payment of a message is executed
 * twice.
 *
 * <p>A file is written to the books in pieces. After an {@link Outage} the same call goes on where it stopped.
 */
public final class BankFiles {
    private static final String PREFIX = "bf";

    /** The transfers or bookings of a piece: with the file's own item, they fit in one transaction. */
    private static final int PIECE = 99;

    private final BankBooks books;
    private final Function<MarketplaceId, Instant> present;

    /** A kind of file, with the places of the whole and of its id. */
    private enum Form {
        PAIN("EUR", "CstmrCdtTrfInitn", "CstmrCdtTrfInitn/GrpHdr/MsgId"),
        NACHA("USD", "file", "file id");

        private final String currency;
        private final String whole;
        private final String id;

        Form(String currency, String whole, String id) {
            this.currency = currency;
            this.whole = whole;
            this.id = id;
        }
    }

    /** @param iban of the marketplace's account, as its settings have it, or its number where it has no IBAN */
    public record Account(MarketplaceId marketplace, String name, String iban) {
        At at() {
            return new At(marketplace, name);
        }
    }

    /** @param present the time of a marketplace */
    public BankFiles(DynamoDbClient dynamo, String table, Function<MarketplaceId, Instant> present) {
        this.books = new BankBooks(dynamo, table);
        this.present = present;
    }

    /** {@code isSame} tells whether a stored fingerprint is this request's. */
    public Outcome<TakenFile> take(Account account, byte[] bytes, CommandKey key, Predicate<String> isSame) {
        At at = account.at();
        String id = Id.derive(PREFIX, key.hash());
        Form form = ReadNacha.isNacha(bytes) ? Form.NACHA : Form.PAIN;
        Reading reading = form == Form.NACHA ? ReadNacha.read(bytes) : ReadPayments.read(bytes);
        return Contention.retry("an account at the bank", () -> {
            Script script = books.script(at);
            Optional<String> messageId = messageId(reading);
            Optional<String> before = messageId.flatMap(message -> books.message(at, message));
            // The key is read last: a reader that saw the new script or message sees its key, too.
            Optional<String> played = books.played(at, key);
            if (played.isPresent()) {
                return Optional.of(isSame.test(played.get())
                        ? new Outcome.Done<>(finished(at, reading, file(at, id)), true)
                        : Outcome.refuse(CommonReason.IDEMPOTENCY_KEY_REUSED));
            }
            FileRecord record = decided(account, id, form, reading, script, before.isPresent());
            boolean used = before.isEmpty() && messageId.isPresent();
            Script after = used ? after(script, reading, record.taken()) : script;
            return books.claim(at, record, used ? Optional.of(after) : Optional.empty(), key)
                    ? Optional.of(new Outcome.Done<>(finished(at, reading, record), false))
                    : Optional.empty();
        });
    }

    private static Script after(Script script, Reading reading, TakenFile taken) {
        Script filed = script.filed(taken.payments());
        return reading instanceof Reading.Read(var file) && taken.fault().isEmpty()
                ? file.traces().map(filed::traced).orElse(filed)
                : filed;
    }

    private FileRecord file(At at, String id) {
        return books.file(at, id).orElseThrow();
    }

    private static Optional<String> messageId(Reading reading) {
        return switch (reading) {
            case Reading.Read(var file) -> Optional.of(file.messageId());
            case Reading.Refused(var messageId, _) -> messageId;
        };
    }

    private FileRecord decided(
            Account account, String id, Form form, Reading reading, Script script, boolean isKnown) {
        Instant now = present.apply(account.marketplace());
        FilePlay play = script.file().orElse(FilePlay.PLAIN);
        Money charge = script.charge(Currency.of(form.currency));
        Optional<Fault> fault = fault(form, reading, play, isKnown).or(() -> traces(reading, script));
        if (fault.isPresent() || !(reading instanceof Reading.Read(var file))) {
            var refused = new TakenFile(
                    id, messageId(reading), now, 0, 0, Money.zero(charge.currency()), fault, List.of(), Map.of());
            return new FileRecord(refused, account.iban(), FilePlay.PLAIN, List.of(), charge, 0);
        }
        List<String> next = script.next().subList(0, Math.min(script.next().size(), file.count()));
        var bookings = FileBookings.of(file.checked(now, account.iban()), id, now, play, next, charge);
        var taken = new TakenFile(
                id,
                Optional.of(file.messageId()),
                now,
                file.count(),
                bookings.rejected(),
                file.sum(),
                Optional.empty(),
                bookings.groups,
                bookings.names);
        return new FileRecord(taken, account.iban(), play, next, charge, 0);
    }

    /** A trace names one entry of the day, over all files. */
    private static Optional<Fault> traces(Reading reading, Script script) {
        return reading instanceof Reading.Read(var file)
                        && file.traces()
                                .filter(of -> script.traces().stream().anyMatch(of::meets))
                                .isPresent()
                ? Optional.of(new Fault("DU04", "trace", "another file of the day has a trace of this one"))
                : Optional.empty();
    }

    private static Optional<Fault> fault(Form form, Reading reading, FilePlay play, boolean isKnown) {
        if (isKnown) {
            return Optional.of(new Fault("DU01", form.id, "the bank has taken a file with this id already"));
        }
        return switch (reading) {
            case Reading.Refused(_, var fault) -> Optional.of(fault);
            case Reading.Read _ -> play.reject()
                    .filter(_ -> play.rejects(Level.MESSAGE))
                    .map(the -> new Fault(the.code(), form.whole, "the script refuses this message"));
        };
    }

    /** Writes what is not yet in the books. Each piece moves the file's own item on, so none is written twice. */
    private TakenFile finished(At at, Reading reading, FileRecord record) {
        TakenFile taken = record.taken();
        if (taken.fault().isPresent() || !(reading instanceof Reading.Read(var file))) {
            return taken;
        }
        var all = FileBookings.of(
                file.checked(taken.at(), record.iban()),
                taken.id(),
                taken.at(),
                record.play(),
                record.next(),
                record.charge());
        int ofTransfers = pieces(all.transfers.size());
        int pieces = ofTransfers + pieces(all.bookings.size());
        FileRecord written = record;
        while (written.written() < pieces) {
            FileRecord from = written;
            written = Contention.retry("a file at the bank", () -> books.file(at, taken.id())
                    .filter(now -> now.written() > from.written())
                    .or(() -> writePiece(at, from, all, ofTransfers)));
        }
        return taken;
    }

    private Optional<FileRecord> writePiece(At at, FileRecord from, FileBookings all, int ofTransfers) {
        int piece = from.written();
        boolean written = piece < ofTransfers
                ? books.writeTransfers(at, from, piece(all.transfers, piece))
                : books.writeBookings(at, from, piece(all.bookings, piece - ofTransfers));
        return written ? Optional.of(from.advanced()) : Optional.empty();
    }

    private static int pieces(int size) {
        return Math.ceilDiv(size, PIECE);
    }

    private static <T> List<T> piece(List<T> all, int number) {
        return all.subList(number * PIECE, Math.min(all.size(), (number + 1) * PIECE));
    }
}
