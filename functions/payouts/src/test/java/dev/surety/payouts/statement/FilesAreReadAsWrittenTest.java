package dev.surety.payouts.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.messages.BankMessage;
import dev.surety.messages.camt.Entry;
import dev.surety.messages.camt.EntryStatus;
import dev.surety.messages.camt.StatementEnd;
import dev.surety.messages.camt.StatementHead;
import dev.surety.messages.camt.StatementPart;
import dev.surety.messages.status.StatusPart;
import dev.surety.messages.xml.Limits;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.simulator.bank.files.Oddity;
import dev.surety.simulator.bank.files.Statement;
import dev.surety.simulator.bank.files.StatusReport;
import dev.surety.simulator.bank.files.WriteStatement;
import dev.surety.simulator.bank.files.WriteStatusReport;
import dev.surety.testkit.SmallRunner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The simulated bank and our reader were written apart: the one's files say the same to the other. */
class FilesAreReadAsWrittenTest {
    private static final String[] ENCODINGS = {"UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252"};
    private static final Currency EURO = Currency.of("EUR");
    private static final LocalDate DAY = LocalDate.parse("2026-12-31");

    private static <T> T one(SplittableRandom random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    private static Statement statement(SplittableRandom random) {
        List<Statement.Entry> entries = new ArrayList<>();
        long opening = random.nextLong(-1_000_000, 1_000_000);
        long closing = opening;
        for (int i = random.nextInt(6); i > 0; i--) {
            long minor = random.nextLong(1, 100_000_000) * (random.nextBoolean() ? 1 : -1);
            int payments = random.nextInt(4);
            List<Statement.Payment> all = new ArrayList<>();
            for (int payment = 0; payment < payments; payment++) {
                all.add(new Statement.Payment("R" + payment, payment + 1, "DE89370400440532013000", "Grüße & <Dank>"));
            }
            Optional<Statement.Batch> batch = payments > 1
                    ? Optional.of(new Statement.Batch("message", "group" + i, payments))
                    : Optional.empty();
            entries.add(new Statement.Entry(
                    "bank" + i,
                    minor,
                    one(random, Statement.Reversal.values()),
                    random.nextInt(4) > 0,
                    DAY,
                    random.nextInt(3) * 35L,
                    batch,
                    all,
                    random.nextBoolean() ? "AC04" : "",
                    "ÜBERWEISUNG"));
            closing += minor;
        }
        return new Statement(
                "s", Optional.of(7L), Instant.parse("2027-01-01T05:00:00Z"), DAY, DAY, "DE89370400440532013000", EURO,
                opening, closing, entries, 1, 1);
    }

    private static String written(Statement.Entry entry) {
        boolean isTurned = entry.reversal() == Statement.Reversal.SIGN_OF_THE_REVERSED;
        return (entry.minor() < 0 != isTurned ? "-" : "+") + Math.abs(entry.minor()) + " " + entry.isBooked() + " "
                + (entry.reversal() != Statement.Reversal.NONE) + " " + entry.date() + " " + entry.chargeMinor() + " "
                + entry.text();
    }

    private static String read(Entry entry) {
        return (entry.isDebit() ? "-" : "+") + entry.amount().amountMinor() + " "
                + (entry.status() == EntryStatus.BOOK) + " " + entry.isReversal() + " "
                + entry.bookedOn().orElseThrow() + " "
                + entry.charges().stream().mapToLong(charge -> charge.amount().amountMinor()).sum() + " "
                + entry.text().orElseThrow();
    }

    private static List<StatementPart> parts(byte[] file) throws IOException {
        var message = BankMessage.open(new ByteArrayInputStream(file), Limits.STANDARD);
        var reader = assertInstanceOf(BankMessage.Statements.class, message).reader();
        List<StatementPart> parts = new ArrayList<>();
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            parts.add(part.get());
        }
        return parts;
    }

    @Test
    void anyStatementInAnyVersionEncodingAndHabitIsTheSame() {
        SmallRunner.times(300, (random, _) -> {
            Statement statement = statement(random);
            var habits = EnumSet.noneOf(Oddity.class);
            for (int i = random.nextInt(3); i > 0; i--) {
                habits.add(one(random, Oddity.values()));
            }
            String message = "camt.05" + random.nextInt(2, 5) + ".001.0" + (random.nextBoolean() ? 2 : 8);
            // The byte-order mark is one of UTF-8.
            String encoding = habits.contains(Oddity.BOM) ? "UTF-8" : one(random, ENCODINGS);
            var form = new WriteStatement.Form(message, Charset.forName(encoding), habits);
            try {
                holds(statement, form);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void holds(Statement statement, WriteStatement.Form form) throws IOException {
        List<StatementPart> parts = parts(WriteStatement.write(statement, form));
        var head = assertInstanceOf(StatementHead.class, parts.getFirst());
        assertEquals("DE89370400440532013000", head.account().number());
        assertEquals(Optional.of(7L), head.electronicSequence());
        assertEquals(List.of(), head.notes());
        if (!form.message().startsWith("camt.054")) {
            assertEquals(
                    List.of(Money.of(statement.openingMinor(), EURO), Money.of(statement.closingMinor(), EURO)),
                    head.balances().stream().map(balance -> balance.amount()).toList());
        }
        List<Entry> entries = parts.stream()
                .filter(Entry.class::isInstance)
                .map(Entry.class::cast)
                .toList();
        assertEquals(
                statement.entries().stream().map(FilesAreReadAsWrittenTest::written).toList(),
                entries.stream().map(FilesAreReadAsWrittenTest::read).toList());
        for (int i = 0; i < entries.size(); i++) {
            List<Statement.Payment> payments = statement.entries().get(i).payments();
            if (!entries.get(i).details().isEmpty()) {
                assertEquals(
                        payments.stream().map(payment -> Money.of(payment.minor(), EURO)).toList(),
                        entries.get(i).details().stream().map(of -> of.amount().orElseThrow()).toList());
            }
        }
        assertInstanceOf(StatementEnd.class, parts.getLast());
    }

    @Test
    void aReportOfAnyVersionIsTheSame() throws IOException {
        var total = new StatusReport.Total(2, Money.of(300, EURO));
        var rejected = new StatusReport.Payment("R1", "RJCT", Optional.of("AC04"));
        var group = new StatusReport.Group("g", total, "PART", Optional.empty(), List.of(rejected));
        var report = new StatusReport(
                "r", Instant.parse("2027-01-01T05:00:00Z"), "file", Optional.of(total), "PART", Optional.empty(), "",
                List.of(group));
        for (String message : List.of("pain.002.001.03", "pain.002.001.10")) {
            byte[] file = WriteStatusReport.write(report, message);
            var opened = BankMessage.open(new ByteArrayInputStream(file), Limits.STANDARD);
            var reader = assertInstanceOf(BankMessage.StatusReport.class, opened).reader();
            var whole = assertInstanceOf(StatusPart.GroupStatus.class, reader.next().orElseThrow());
            assertEquals(Optional.of("file"), whole.originalMessageId());
            assertEquals(Optional.of(2L), whole.count());
            assertEquals(0, whole.sum().orElseThrow().movePointRight(2).longValueExact() - 300);
            var ofGroup = assertInstanceOf(StatusPart.PaymentStatus.class, reader.next().orElseThrow());
            assertEquals(Optional.of("g"), ofGroup.paymentInformationId());
            var payment = assertInstanceOf(StatusPart.TransactionStatus.class, reader.next().orElseThrow());
            assertEquals(Optional.of("R1"), payment.endToEndId());
            assertEquals(Optional.of("RJCT"), payment.status());
            assertEquals(Optional.of("AC04"), payment.reasons().getFirst().code());
            assertEquals(Optional.empty(), reader.next());
        }
    }
}
