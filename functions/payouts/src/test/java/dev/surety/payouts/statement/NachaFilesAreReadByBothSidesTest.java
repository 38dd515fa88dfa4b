package dev.surety.payouts.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.dynamo.MemoryDynamo;
import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.clock.FixedClock;
import dev.surety.messages.BankMessage;
import dev.surety.messages.nacha.AccountKind;
import dev.surety.messages.nacha.Credit;
import dev.surety.messages.nacha.EntryClass;
import dev.surety.messages.nacha.FileHeader;
import dev.surety.messages.nacha.LineEnd;
import dev.surety.messages.nacha.NachaBatch;
import dev.surety.messages.nacha.NachaEntry;
import dev.surety.messages.nacha.NachaFile;
import dev.surety.messages.nacha.NachaPart;
import dev.surety.messages.nacha.NachaWriter;
import dev.surety.messages.nacha.Offset;
import dev.surety.messages.xml.Limits;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Money;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.simulator.bank.BankFile;
import dev.surety.simulator.bank.BankFiles;
import dev.surety.simulator.bank.BankNotices.Kind;
import dev.surety.simulator.bank.BankNotices;
import dev.surety.simulator.bank.TakenFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bank's parser reads the files of our writer, and our reader those of the bank: neither has code of the other. */
class NachaFilesAreReadByBothSidesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");

    private final FixedClock clock = new FixedClock(Instant.parse("2026-03-02T15:00:00Z"));
    private final MemoryDynamo store = MemoryDynamo.surety(clock);
    private final BankFiles.Account account = new BankFiles.Account(new MarketplaceId("demo"), "main", "5550001");

    private static Credit credit(String reference, long cents, String to) {
        return new Credit(
                cents % 2 == 0 ? AccountKind.CHECKING : AccountKind.SAVINGS,
                cents == 0,
                "120000003",
                to,
                Money.of(cents, "USD"),
                reference,
                "Ada O'Neill-Roe");
    }

    private static NachaBatch batch(int number, EntryClass of, Optional<Offset> offset, Credit... credits) {
        Money sum = List.of(credits).stream().map(Credit::amount).reduce(Money.of(0, "USD"), Money::plus);
        return new NachaBatch(
                number, of, "Market Inc", "", "1234567890", "PAYOUT", "", DAY, offset, credits.length, sum,
                List.of(credits));
    }

    private static byte[] written(LineEnd lineEnd, Optional<Offset> offset) throws IOException {
        var header = new FileHeader(
                "121042882", "Bank", "1234567890", "Market Inc", DAY, LocalTime.of(10, 0),
                lineEnd == LineEnd.LF ? "A" : "0", "");
        int first = lineEnd == LineEnd.LF ? 1 : 100;
        String end = lineEnd.name();
        var out = new ByteArrayOutputStream();
        NachaWriter.write(out, new NachaFile(header, "12104288", first, lineEnd, List.of(
                batch(2, EntryClass.PPD, offset,
                        credit("A" + end, 1_001, "000000000002"),
                        credit("B" + end, 0, "000000000004"),
                        credit("C" + end, 9_999_999_998L - 1_001, "000000000027")),
                batch(4, EntryClass.CCD, offset, credit("D" + end, 2, "000000000025")))));
        return out.toByteArray();
    }

    private List<NachaEntry> told(Kind kind) throws IOException {
        var notices = new BankNotices(store, SuretyTables.SANDBOX, _ -> clock.instant());
        var done = assertInstanceOf(Outcome.Done.class, notices.notices(account, kind, DAY, DAY.plusDays(9)));
        var file = assertInstanceOf(BankFile.class, ((List<?>) done.value()).getFirst());
        var message = BankMessage.open(new ByteArrayInputStream(file.bytes()), Limits.STANDARD);
        var reader = assertInstanceOf(BankMessage.Nacha.class, message).reader();
        List<NachaEntry> entries = new ArrayList<>();
        Optional<NachaPart> last = Optional.empty();
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            last = part;
            if (part.get() instanceof NachaEntry entry) {
                assertEquals(List.of(), entry.notes());
                entries.add(entry);
            }
        }
        var end = assertInstanceOf(NachaPart.FileEnd.class, last.orElseThrow());
        assertEquals(List.of(), end.notes());
        assertEquals(true, end.isAnswer());
        return entries;
    }

    @Test
    void eachSideReadsTheOther() throws IOException {
        var files = new BankFiles(store, SuretyTables.SANDBOX, _ -> clock.instant());
        var offset = new Offset(AccountKind.CHECKING, "121042882", "5550001", "OFFSET", "Market Inc");
        for (LineEnd lineEnd : LineEnd.values()) {
            byte[] file = written(lineEnd, lineEnd == LineEnd.LF ? Optional.empty() : Optional.of(offset));
            var done = assertInstanceOf(
                    Outcome.Done.class, files.take(account, file, CommandKey.ofFact(lineEnd.name()), _ -> true));
            TakenFile taken = assertInstanceOf(TakenFile.class, done.value());
            assertEquals(Optional.empty(), taken.fault());
            String counted = taken.payments() + " " + taken.rejected() + " " + taken.sum().amountMinor();
            assertEquals("4 0 10000000000", counted);
            assertEquals(
                    List.of("1234567890-0000002", "1234567890-0000004"),
                    taken.groups().stream().map(TakenFile.Group::id).toList());
        }
        clock.set(Instant.parse("2026-03-20T00:00:00Z"));
        assertEquals(
                List.of("ALF R03 1001", "ACRLF R03 1001", "BLF R03 0", "BCRLF R03 0"),
                told(Kind.RETURNS).stream()
                        .map(entry -> entry.reference() + " " + entry.returned().orElseThrow().code() + " "
                                + entry.amountCents())
                        .toList());
        assertEquals(
                List.of("CLF SAVINGS 000000000001", "CCRLF SAVINGS 000000000001", "DLF SAVINGS ", "DCRLF SAVINGS "),
                told(Kind.CHANGES).stream()
                        .map(entry -> {
                            var corrected = entry.change().orElseThrow().corrected();
                            return entry.reference() + " " + corrected.accountKind().orElseThrow() + " "
                                    + corrected.account().orElse("");
                        })
                        .sorted((one, other) -> one.charAt(0) - other.charAt(0))
                        .toList());
    }
}
