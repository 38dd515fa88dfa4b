package dev.surety.messages.nacha;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WritingNachaTest {
    /** A bar at each end keeps the blanks. */
    private static final String GOLDEN = """
            |101 0313000121234567890261127225000941\
            01Federal Reserve Bank   Market Inc                     |
            |5220Market Inc                          1234567890PPDPAYOUT          261201   1121042880000001|
            |6222313801041234567          0000001999R1             Ada                     0121042880000041|
            |63302100002112-34            0000000000R2             Bob                     0121042880000042|
            |82200000020025238012000000000000000000001999\
            1234567890                         121042880000001|
            |9000001000001000000020025238012000000000000000000001999                                       |
            """;

    private static Credit ada(long cents) {
        return new Credit(
                AccountKind.CHECKING, false, "231380104", "1234567", Credits.dollars(cents), "R1", "Ada");
    }

    @Test
    void theFileSaysThisAndNothingElse() throws IOException {
        var bob = new Credit(AccountKind.SAVINGS, true, "021000021", "12-34", Credits.dollars(0), "R2", "Bob");
        var header = new NachaFile(
                Credits.header("0"), Credits.ODFI, 41, LineEnd.LF, List.of(Credits.batch(ada(1_999), bob)));
        String file = Credits.written(header);
        assertEquals(GOLDEN.replace("|", "") + ("9".repeat(94) + "\n").repeat(4), file);
        Oracle.check(file, "\n");
    }

    @Test
    void manyBatchesAreReadBackByBothReaders() throws IOException {
        for (Optional<Offset> offset : List.of(Optional.<Offset>empty(), Credits.OFFSET)) {
            NachaFile file = Credits.file(
                    9_000,
                    Credits.batch(3, EntryClass.PPD, offset, 0, 801),
                    Credits.batch(4, EntryClass.CCD, offset, 801, 804),
                    Credits.batch(9, EntryClass.PPD, offset, 804, 1_000));
            String written = Credits.written(file);
            List<String> traces = Oracle.check(written, "\n");
            int offsets = offset.isPresent() ? 3 : 0;
            assertEquals(1_000 + offsets, traces.size());
            assertEquals(Nacha.trace(Credits.ODFI, 9_000), traces.getFirst());
            assertEquals(Nacha.trace(Credits.ODFI, file.nextSequence() - 1L), traces.getLast());
            assertEquals(traces.get(801 + offsets / 3), Nacha.trace(Credits.ODFI, file.firstSequence(1)));

            NachaParts read = NachaParts.of(written);
            assertEquals(List.of(), read.notes());
            assertEquals(traces, read.entries().stream().map(NachaEntry::trace).toList());
            assertEquals(offset.isPresent() ? read.end().creditCents() : 0, read.end().debitCents());
            List<NachaEntry> credits = read.entries().stream().filter(NachaEntry::isCredit).toList();
            for (int i = 0; i < credits.size(); i++) {
                Credit is = Credits.credit(i);
                NachaEntry entry = credits.get(i);
                assertEquals(is.amount().amountMinor(), entry.amountCents());
                assertEquals(is.prenote(), entry.isPrenote());
                assertEquals(is.routing(), entry.rdfi() + entry.checkDigit());
                assertEquals(
                        List.of(is.account(), is.reference(), is.name()),
                        List.of(entry.account(), entry.reference(), entry.name()));
            }
            assertEquals(written, Credits.written(file), "a second writing gives the same bytes");
        }
    }

    @Test
    void everyLengthIsFilledUpToBlocksOfTen() throws IOException {
        for (int count = 1; count <= 21; count++) {
            NachaFile file = Credits.file(1, Credits.batch(1, EntryClass.PPD, Optional.empty(), 0, count));
            Oracle.check(Credits.written(file), "\n");
            var crlf = new NachaFile(file.header(), file.odfi(), 1, LineEnd.CRLF, file.batches());
            Oracle.check(Credits.written(crlf), "\r\n");
            assertEquals(List.of(), NachaParts.of(Credits.written(crlf)).notes());
        }
    }

    @Test
    void aBatchOfPrenotesHasNoDebitOfOurs() throws IOException {
        var prenote = new Credit(AccountKind.CHECKING, true, "021000021", "1", Credits.dollars(0), "R2", "Bob");
        NachaBatch plain = Credits.batch(prenote);
        var balanced = new NachaBatch(
                1, EntryClass.PPD, "Market Inc", "", "1", "PAYOUT", "", plain.effective(), Credits.OFFSET, 1,
                plain.sum(), plain.credits());
        String file = Credits.written(Credits.file(1, balanced));
        Oracle.check(file, "\n");
        assertEquals(1, NachaParts.of(file).entries().size());
        assertEquals(0, NachaParts.of(file).end().debitCents());
    }

    /** T25: merged files repeat trace numbers. */
    @Test
    void threeFilesOfADayShareNoTraceAndNoName() throws IOException {
        List<String> traces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int next = 1;
        for (String modifier : List.of("A", "B", "0")) {
            var file = new NachaFile(
                    Credits.header(modifier), Credits.ODFI, next, LineEnd.LF,
                    List.of(Credits.batch(1, EntryClass.PPD, Credits.OFFSET, 0, 12)));
            traces.addAll(Oracle.check(Credits.written(file), "\n"));
            names.add(file.header().fileId());
            next = file.nextSequence();
        }
        assertEquals(List.of("1234567890-261127A", "1234567890-261127B", "1234567890-2611270"), names);
        assertEquals(39, new HashSet<>(traces).size());
    }

    private static void refused(String says, Executable made) {
        var breach = assertThrows(Invariants.Breach.class, made);
        assertTrue(breach.getMessage().contains(says), breach.getMessage());
        assertFalse(breach.getMessage().contains("Ada"), "no name is told");
    }

    private static Credit credit(String routing, String account, String reference, String name) {
        return new Credit(AccountKind.CHECKING, false, routing, account, Credits.dollars(1), reference, name);
    }

    @Test
    void whatTheStandardDoesNotTakeIsRefusedByFieldAndRule() {
        refused("amount: from 0.01 to 99999999.99 USD", () -> ada(0));
        refused("amount: from 0.01 to 99999999.99 USD", () -> ada(10_000_000_000L));
        refused("amount: in USD", () -> new Credit(
                AccountKind.CHECKING, false, "231380104", "1", Money.of(1, "EUR"), "R", "Ada"));
        refused("of a prenote 0", () -> new Credit(
                AccountKind.CHECKING, true, "231380104", "1", Credits.dollars(1), "R", "Ada"));
        refused("routing: 9 digits", () -> credit("231380105", "1", "R", "Ada"));
        refused("routing: 9 digits", () -> credit("23138010", "1", "R", "Ada"));
        refused("account: ", () -> credit("231380104", "", "R", "Ada"));
        refused("account: ", () -> credit("231380104", "1".repeat(18), "R", "Ada"));
        refused("account: ", () -> credit("231380104", "1\n6", "R", "Ada"));
        refused("reference: ", () -> credit("231380104", "1", "R".repeat(16), "Ada"));
        refused("name: 1 to 22", () -> credit("231380104", "1", "R", "Ada ".repeat(6).strip()));
        refused("name: 1 to 22", () -> credit("231380104", "1", "R", "Adä"));
        refused("modifier: ", () -> Credits.header("a"));
        refused("modifier: ", () -> Credits.header(""));
        refused("destination: 9 digits", () -> new FileHeader(
                "031300011", "Fed", "1234567890", "M", LocalDate.EPOCH, LocalTime.NOON, "A", ""));
        refused("batches: ", () -> Credits.file(1));
        refused("sequences of the traces: ", () -> Credits.file(0, Credits.batch(ada(1))));
        refused("sequences of the traces: ", () -> Credits.file(9_999_999, Credits.batch(ada(1), ada(1))));
        refused("number of the batch: ", () -> Credits.file(1, Credits.batch(ada(1)), Credits.batch(ada(1))));
    }

    private static NachaBatch with(int count, long cents, Optional<Offset> offset) {
        return new NachaBatch(
                1, EntryClass.PPD, "Market Inc", "", "1", "PAYOUT", "", LocalDate.EPOCH, offset, count,
                Credits.dollars(cents), List.of(ada(1), ada(2)));
    }

    @Test
    void aBatchThatIsNotAsAnnouncedIsABreach() {
        for (NachaBatch wrong : List.of(
                with(1, 3, Optional.empty()), with(3, 3, Optional.empty()), with(2, 4, Optional.empty()))) {
            assertThrows(
                    Invariants.Breach.class,
                    () -> NachaWriter.write(OutputStream.nullOutputStream(), Credits.file(1, wrong)));
        }
        refused("sum of the batch: at most 9999999999", () -> with(2, 10_000_000_000L, Credits.OFFSET));
        refused("sum of the batch: at most 999999999999", () -> with(2, 1_000_000_000_000L, Optional.empty()));
        refused("count of the batch: ", () -> with(999_999, 1, Optional.empty()));
        refused("company name: 1 to 16", () -> new NachaBatch(
                1, EntryClass.PPD, "M".repeat(17), "", "1", "PAYOUT", "", LocalDate.EPOCH, Optional.empty(), 1,
                Credits.dollars(1), List.of(ada(1))));
    }
}
