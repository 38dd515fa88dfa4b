package dev.surety.simulator.bank.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.simulator.bank.files.ReadPayments.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bank reads our NACHA files by itself, and says which record is wrong. */
class ReadNachaTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:20:00Z");

    /** Lines: 1 header; 2 to 5 batch 1 with two entries; 6 to 8 batch 2 with one; 9 control; 10 nines. */
    private static Ach two() {
        return new Ach("260302", "A", 41)
                .batch("PPD", "260302", Ach.pay("R1", 1_000), Ach.pay("R2", 0))
                .batch("CCD", "260303", Ach.pay("R3", 4_000));
    }

    private static String read(byte[] bytes) {
        return switch (ReadNacha.read(bytes)) {
            case Reading.Refused(var id, var fault) ->
                id.orElse("?") + " " + fault.code() + " " + fault.field();
            case Reading.Read(var file) -> file.checked(NOW, "any").groups().stream()
                    .map(group -> group.id() + " " + group.fault().map(Fault::code).orElse("ok") + " "
                            + group.payments().stream()
                                    .map(payment -> payment.endToEndId() + " "
                                            + payment.fault().map(Fault::code).orElse("ok"))
                                    .toList())
                    .toList()
                    .toString();
        };
    }

    @Test
    void aFileIsReadWithItsBatchesEntriesAndTraces() {
        PaymentFile file = assertInstanceOf(Reading.Read.class, ReadNacha.read(two().bytes())).file();
        assertEquals("1234567890-260302A", file.messageId());
        assertEquals("USD", file.currency().code());
        assertEquals(5_000, file.sum().amountMinor());
        assertEquals("12104288 41 43", file.traces().map(of -> of.odfi() + " " + of.first() + " " + of.last()).get());
        PaymentFile.Payment first = file.groups().getFirst().payments().getFirst();
        assertEquals("120000003/777000111", first.number());
        assertEquals("121042880000041", first.ach().orElseThrow().trace());
        assertEquals(
                "[1234567890-0000001 ok [R1 ok, R2 ok], 1234567890-0000002 ok [R3 ok]]", read(two().bytes()));
        byte[] crlf = two().text().replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertEquals(read(two().bytes()), read(crlf));
        var balanced = new Ach("260302", "A", 1).batch("PPD", "260302", true, List.of(Ach.pay("R1", 5)));
        assertEquals("[1234567890-0000001 ok [R1 ok]]", read(balanced.bytes()));
    }

    @Test
    void whateverIsWrongInTheFileRefusesItByRecordAndField() {
        Map<String, byte[]> faults = new LinkedHashMap<>();
        faults.put("? FF01 record 1/immediate destination", two().spoilt(1, 13, "3"));
        faults.put("? FF01 record 1/file id modifier", two().spoilt(1, 34, "a"));
        faults.put("? FF01 record 1/record size", two().spoilt(1, 35, "080"));
        faults.put("? DT01 record 1/file creation date", two().spoilt(1, 24, "261301"));
        faults.put("FF01 record 2/service class", two().spoilt(2, 2, "225"));
        faults.put("FF01 record 2/standard entry class", two().spoilt(2, 51, "WEB"));
        faults.put("DT01 record 2/effective entry date", two().spoilt(2, 70, "260230"));
        faults.put("FF01 record 2/company", two().spoilt(2, 41, " ".repeat(10)));
        faults.put("FF01 record 3/trace", two().spoilt(3, 80, "9"));
        faults.put("DU04 record 4/trace", two().spoilt(4, 88, "0000041"));
        faults.put("DU04 record 7/trace", two().spoilt(7, 88, "0000042"));
        faults.put("DU04 record 4/individual id", two().spoilt(4, 40, "R1"));
        faults.put("FF01 record 3/amount", two().spoilt(3, 30, "-"));
        faults.put("FF01 record 3/transaction code", two().spoilt(3, 2, "27"));
        faults.put("FF01 record 4/transaction code", two().spoilt(4, 2, "21"));
        faults.put("FF01 record 3/addenda indicator", two().spoilt(3, 79, "1"));
        faults.put("AM10 record 5/entry hash", two().spoilt(5, 20, "9"));
        faults.put("AM10 record 5/entry count", two().spoilt(5, 10, "3"));
        faults.put("AM10 record 5/total debit", two().spoilt(5, 32, "1"));
        faults.put("AM10 record 5/total credit", two().spoilt(5, 44, "1"));
        faults.put("FF01 record 5/batch control", two().spoilt(5, 94, "2"));
        faults.put("FF01 record 6/batch number", two().spoilt(6, 94, "1"));
        faults.put("AM10 record 9/batch count", two().spoilt(9, 7, "3"));
        faults.put("AM10 record 9/block count", two().spoilt(9, 13, "2"));
        faults.put("AM10 record 9/entry count", two().spoilt(9, 21, "4"));
        faults.put("AM10 record 9/entry hash", two().spoilt(9, 31, "9"));
        faults.put("AM10 record 9/total credit", two().spoilt(9, 55, "1"));
        faults.put("FF01 record 9", two().spoilt(9, 1, "7"));
        faults.put("FF01 record 10", two().spoilt(10, 94, "8"));
        faults.put("? FF01 record 3", two().spoilt(3, 60, "\t"));
        faults.put("? FF01 file", (two().text() + "9".repeat(94) + "\n").getBytes(StandardCharsets.US_ASCII));
        faults.put("? FF01 record 10", two().text().substring(0, 900).getBytes(StandardCharsets.US_ASCII));
        List<String> wrong = new ArrayList<>();
        faults.forEach((fault, bytes) -> {
            String expected = fault.startsWith("?") ? fault : two().id() + " " + fault;
            if (!read(bytes).equals(expected)) {
                wrong.add(expected + " and the bank says " + read(bytes));
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void anEntryThatBreaksARuleIsRefusedAlone() {
        assertEquals("[1234567890-0000001 ok [R1 R28, R2 ok], 1234567890-0000002 ok [R3 ok]]",
                read(two().spoilt(3, 12, "4")));
        assertEquals("[1234567890-0000001 ok [R1 AM09, R2 ok], 1234567890-0000002 ok [R3 ok]]",
                read(two().spoilt(3, 2, "23")));
        assertEquals("[1234567890-0000001 ok [R1 R04, R2 ok], 1234567890-0000002 ok [R3 ok]]",
                read(two().spoilt(3, 13, " ")));
        assertEquals("[1234567890-0000001 ok [R1 RR03, R2 ok], 1234567890-0000002 ok [R3 ok]]",
                read(two().spoilt(3, 55, " ".repeat(22))));
    }

    /** T27, of the Fed: Saturdays, Sundays and holidays are closed; the third of July 2026 is open. */
    @Test
    void aBatchForADayOnWhichTheFedIsClosedIsRefused() {
        Map<String, String> days = Map.of(
                "260307", "DT01", "260525", "DT01", "260301", "DT01", "260703", "ok", "260403", "ok", "261126", "DT01");
        days.forEach((day, expected) -> assertEquals(
                "[1234567890-0000001 " + expected + " [R1 ok]]",
                read(new Ach("260302", "A", 1).batch("PPD", day, Ach.pay("R1", 1)).bytes()),
                day));
    }

    @Test
    void lettersThatAreNoNachaFileAreLeftToTheOtherReader() {
        assertEquals(false, ReadNacha.isNacha("<Document/>".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(false, ReadNacha.isNacha(new byte[0]));
        assertEquals(true, ReadNacha.isNacha(two().bytes()));
        assertEquals(Optional.empty(), ((Reading.Refused) ReadNacha.read(new byte[] {'1', '0', '1'})).messageId());
    }
}
