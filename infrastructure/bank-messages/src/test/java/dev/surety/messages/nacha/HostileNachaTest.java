package dev.surety.messages.nacha;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.nacha.NachaChange.Kind;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Files that are not whole, or lie: each is refused by line and rule, or read with notes. None ends in a crash. */
class HostileNachaTest {
    private static final int ROUNDS = 3_000 * Integer.getInteger("surety.sweep", 1);

    /** Lines 1 to 8: head, batch, two credits, batch's control, file's control, two lines of nines and more. */
    private static String whole() throws IOException {
        return Credits.written(Credits.file(1, Credits.batch(1, EntryClass.PPD, Optional.empty(), 0, 2)));
    }

    /** @param from the column, from 1 */
    private static String patched(int line, int from, String text) throws IOException {
        List<String> lines = new ArrayList<>(whole().lines().toList());
        String was = lines.get(line - 1);
        lines.set(line - 1, was.substring(0, from - 1) + text + was.substring(from - 1 + text.length()));
        return String.join("\n", lines) + "\n";
    }

    private static String without(int line) throws IOException {
        List<String> lines = new ArrayList<>(whole().lines().toList());
        lines.remove(line - 1);
        return String.join("\n", lines) + "\n";
    }

    private static String cut(int lines) throws IOException {
        return String.join("\n", whole().lines().limit(lines).toList());
    }

    @Test
    void eachFaultIsNamedByLineAndRule() throws IOException {
        Map<String, String> faults = new LinkedHashMap<>();
        faults.put("5:11 hash", patched(5, 11, "0000000001"));
        faults.put("5:5 count", patched(5, 5, "000003"));
        faults.put("5:33 total", patched(5, 33, "000000000001"));
        faults.put("5:21 total", patched(5, 21, "000000000001"));
        faults.put("5:88 batch", patched(5, 88, "0000002"));
        faults.put("6:2 count", patched(6, 2, "000002"));
        faults.put("6:14 count", patched(6, 14, "00000001"));
        faults.put("6:22 hash", patched(6, 22, "9999999999"));
        faults.put("6:32 total", patched(6, 32, "000000000001"));
        faults.put("6:44 total", patched(6, 44, "999999999999"));
        faults.put("3:30 number", patched(3, 30, "00000-0001"));
        faults.put("3:4 number", patched(3, 4, "2313801A"));
        faults.put("3:2 number", patched(3, 2, "2X"));
        faults.put("2:51 class", patched(2, 51, "ADV"));
        faults.put("2:88 number", patched(2, 88, "       "));
        faults.put("1:35 length", patched(1, 35, "080"));
        faults.put("3:1 record", patched(3, 1, "7"));
        faults.put("4:1 record", patched(4, 1, "4"));
        faults.put("3:40 characters", patched(3, 40, "\0"));
        faults.put("4:5 count", without(3));
        faults.put("5:1 record", without(5));
        faults.put("2:1 record", without(2));
        faults.put("6:1 control", without(6));
        faults.put("11:1 control", whole() + whole());
        faults.put("3:95 length", whole().replaceFirst("(?m)^(6.{93})$", "$1X"));
        faults.put("1:1 control", cut(1));
        faults.put("2:1 control", cut(2));
        faults.put("4:1 control", cut(4));
        faults.put("5:1 control", cut(5));
        faults.put("3:4 number", patched(3, 4, "        "));
        Map<String, String> wrong = new LinkedHashMap<>();
        for (var fault : faults.entrySet()) {
            NachaParts read = NachaParts.of(fault.getValue());
            Unreadable why = read.broken();
            String said = why.line() + ":" + why.column() + " " + why.rule();
            boolean isSaid = said.equals(fault.getKey());
            if (!isSaid || why.bound().isEmpty()) {
                wrong.put(fault.getKey(), why.toString());
            }
            assertEquals(List.of(), read.all(NachaPart.FileEnd.class), fault.getKey());
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void whatLosesNothingIsRead() throws IOException {
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("", whole().replace("\n", "\r\n"));
        ways.put("1 file has no line ends", whole().replace("\n", ""));
        ways.put("1 file begins with a byte-order mark; passed over", "\u00EF\u00BB\u00BF" + whole());
        ways.put("6 padding fills no block of 10 records", cut(6));
        ways.put("6 count of blocks is not 1", patched(6, 8, "000002"));
        ways.put("5 company id is not the one of the batch header", patched(5, 45, "9"));
        ways.put("5 service class is not the one of the batch header", patched(5, 2, "200"));
        ways.put("2 effective date is no date; left out", patched(2, 70, "261301"));
        ways.put("1 creation date is no date; left out", patched(1, 24, "26110A"));
        ways.put("1 creation time is no time; left out", patched(1, 30, "2460"));
        ways.put("3 routing number has a wrong check digit", patched(3, 12, "5"));
        ways.put("3 trace is not 15 digits", patched(3, 80, "A"));
        ways.put("3 addenda indicator is 1, and the entry has 0 addenda", patched(3, 79, "1"));
        ways.put("3 record has characters beyond ASCII", patched(3, 55, "\u00E9"));
        Map<String, String> wrong = new LinkedHashMap<>();
        for (var way : ways.entrySet()) {
            NachaParts read = NachaParts.of(way.getValue());
            if (!(read.parts().getLast() instanceof NachaPart.FileEnd)) {
                wrong.put(way.getKey(), read.broken().toString());
            } else if (!String.join("|", read.notes()).equals(way.getKey())) {
                wrong.put(way.getKey(), read.notes().toString());
            }
        }
        assertEquals(Map.of(), wrong);
        String trimmed = whole().replaceAll("(?m) +$", "");
        assertEquals(2, NachaParts.of(trimmed).end().entries());
        assertEquals(2, NachaParts.of(whole().replaceAll("(?m)$", "   ")).end().entries());
        assertEquals(2, NachaParts.of(whole() + "\n\n").end().entries());
    }

    /** A file of one batch with these entries and addenda; the caller gives its sums. */
    private static String answer(String entryClass, int count, long hash, long credit, String... records) {
        var file = new StringBuilder();
        file.append("101 121042882 0313000122611272250A094101").append(" ".repeat(55)).append('\n');
        file.append("5220").append(" ".repeat(36)).append("1234567890").append(entryClass);
        file.append(" ".repeat(16)).append("261201   1121042880000001\n");
        for (String record : records) {
            file.append(record).append(" ".repeat(94 - record.length())).append('\n');
        }
        String sums = Nacha.padded(hash, 10) + "0".repeat(12) + Nacha.padded(credit, 12);
        file.append("8220").append(Nacha.padded(count, 6)).append(sums);
        file.append("1234567890").append(" ".repeat(25)).append("121042880000001\n");
        file.append("9000001000001").append(Nacha.padded(count, 8)).append(sums).append(" ".repeat(39)).append('\n');
        return file.toString();
    }

    private static String entry(String code, String trace) {
        return "6" + code + "231380104" + "1234567          " + "0000000005" + "REF1           "
                + "Ada                     1" + trace;
    }

    private static NachaEntry answered(String entryClass, String addendum) throws IOException {
        return NachaParts.of(answer(entryClass, 2, 23_138_010, 5, entry("21", "231380100000001"), addendum)).entry();
    }

    @Test
    void aReturnHasItsCodeTraceDayAndWordsKnownOrNot() throws IOException {
        NachaEntry dead = answered(
                "PPD", "799R15121042880000001261130" + "23138010" + "WORDS OF THE BANK".concat(" ".repeat(27)) + "1");
        assertEquals("REF1", dead.reference());
        assertEquals(new NachaReturn(
                "R15", "121042880000001", Optional.of(LocalDate.of(2026, 11, 30)), "23138010",
                Optional.of("WORDS OF THE BANK")), dead.returned().orElseThrow());
        NachaReturn disputed = answered("PPD", "799R69121042880000001      2313801        231380100000009")
                .returned()
                .orElseThrow();
        assertEquals("R69", disputed.code());
        assertEquals(Optional.of("231380100000009"), disputed.information());
        assertEquals("X1", answered("PPD", "799X1 121042880000001").returned().orElseThrow().code());
        assertEquals("", answered("PPD", "799").returned().orElseThrow().originalTrace());
        assertEquals(List.of("WORDS"), answered("PPD", "705WORDS").addenda());
        assertEquals(List.of("1"), answered("PPD", "7XX1").addenda());
    }

    private static NachaChange change(String code, String data) throws IOException {
        return answered("COR", "798" + code + "121042880000001      12104288" + data).change().orElseThrow();
    }

    @Test
    void aNoticeOfChangeIsReadByItsCode() throws IOException {
        assertEquals(Optional.of("99-1"), change("C01", "99-1").corrected().account());
        assertEquals(Optional.of("021000021"), change("C02", "021000021").corrected().routing());
        NachaChange both = change("C03", "021000021   1918");
        assertEquals(Kind.ROUTING_AND_ACCOUNT, both.kind());
        assertEquals(
                List.of("021000021", "1918"),
                List.of(both.corrected().routing().orElseThrow(), both.corrected().account().orElseThrow()));
        assertEquals(Optional.of("Ada Lovelace"), change("C04", "Ada Lovelace").corrected().name());
        assertEquals(Optional.of(AccountKind.SAVINGS), change("C05", "32").corrected().accountKind());
        NachaChange account = change("C06", "1918                37");
        assertEquals(Optional.of("1918"), account.corrected().account());
        assertEquals(Optional.of(AccountKind.SAVINGS), account.corrected().accountKind());
        NachaChange all = change("C07", "0210000211918             22");
        assertEquals(Optional.of("021000021"), all.corrected().routing());
        assertEquals(Optional.of("1918"), all.corrected().account());
        assertEquals(Optional.of(AccountKind.CHECKING), all.corrected().accountKind());
        assertEquals(Optional.of("NEWREF"), change("C09", "NEWREF").corrected().reference());
        assertEquals(Kind.ADDENDA, change("C13", "").kind());
        assertTrue(change("C13", "x").corrected().isEmpty());
        NachaChange refused = change("C63", " ".repeat(29) + "C01");
        assertEquals(Kind.REFUSED, refused.kind());
        assertEquals(Optional.of("C01"), refused.refusedCode());
        assertEquals(Kind.UNKNOWN, change("C99", "1").kind());
        assertEquals(Kind.UNKNOWN, change("C0 ", "1").kind());
    }

    @Test
    void aCorrectionOfWhichHalfCannotBeReadCorrectsNothing() throws IOException {
        for (NachaChange of : List.of(
                change("C01", ""), change("C02", "021000022"), change("C03", "021000022   1"),
                change("C03", "021000021"),
                change("C05", "2"), change("C06", "1918"), change("C07", "0210000211918"))) {
            assertTrue(of.corrected().isEmpty(), of.code());
            assertTrue(of.kind() != Kind.UNKNOWN, of.code());
        }
    }

    @Test
    void aFileOfReturnsIsAnAnswerWhateverAddendaItHas() throws IOException {
        String entry = entry("21", "231380100000001");
        String both = answer("CCD", 3, 23_138_010, 5, entry, "705WORDS", "799R03121042880000001");
        assertTrue(NachaParts.of(both).end().isAnswer());
        String mixed = answer("CCD", 3, 46_276_020, 10, entry, "799R03121042880000001", entry);
        assertFalse(NachaParts.of(mixed).end().isAnswer());
        assertEquals(2, NachaParts.of(mixed).end().entries());
    }

    @Test
    void anOperatorsRejectStandsInThePlaceOfTheTrace() throws IOException {
        NachaEntry entry = NachaParts.of(answer("PPD", 1, 23_138_010, 5, entry("22", "REJ01230001"))).entry();
        assertEquals(Optional.of("REJ01230001"), entry.rejected());
        assertEquals(List.of(), answered("PPD", "799R03121042880000001").notes());
    }

    @Test
    void aSecondReasonForOneEntryIsNotDropped() throws IOException {
        String file = answer(
                "PPD", 3, 23_138_010, 5, entry("21", "231380100000001"), "799R03121042880000001",
                "799R01121042880000002");
        assertEquals("record", NachaParts.of(file).broken().rule());
    }

    @Test
    void nothingIsReadBeyondTheLimits() throws IOException {
        String file = Credits.written(Credits.file(1, Credits.batch(1, EntryClass.PPD, Optional.empty(), 0, 5_000)));
        byte[] bytes = file.getBytes(StandardCharsets.US_ASCII);
        assertEquals("bytes", NachaParts.of(bytes, new Limits(100_000, 1_000_000, 40, 32, 99, 10, 99)).broken().rule());
        assertEquals(
                "elements", NachaParts.of(bytes, new Limits(10_000_000, 1_000, 40, 32, 99, 10, 99)).broken().rule());
        assertEquals("length", NachaParts.of("101" + "\n".repeat(5_000_000)).broken().rule());
        assertEquals("length", NachaParts.of("101" + " ".repeat(5_000_000)).broken().rule());
        assertEquals("length", NachaParts.of("101" + "5".repeat(5_000_000)).broken().rule());
        assertEquals("xml", NachaParts.of("100" + "5".repeat(500)).broken().rule());
    }

    @Test
    void neitherAccountNorNameIsPrinted() throws IOException {
        NachaEntry entry = NachaParts.of(answer("COR", 2, 23_138_010, 5, entry("21", "231380100000001"),
                        "798C01121042880000001      121042881918"))
                .entry();
        assertFalse((entry + " " + entry.change()).contains("1918"));
        assertFalse(entry.toString().contains("Ada") || entry.toString().contains("1234567"));
    }

    @Test
    void cutFlippedAndPatchedFilesAreReadOrUnreadable() throws IOException {
        byte[] whole = Credits.written(Credits.file(
                        1,
                        Credits.batch(1, EntryClass.PPD, Credits.OFFSET, 0, 4),
                        Credits.batch(2, EntryClass.CCD, Optional.empty(), 4, 7)))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] answer = answer("COR", 2, 23_138_010, 5, entry("21", "231380100000001"),
                        "798C07121042880000001      121042880210000211918             22")
                .getBytes(StandardCharsets.US_ASCII);
        int broken = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            byte[] file = (seed % 2 == 0 ? whole : answer).clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                file[random.nextInt(3, file.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                file = Arrays.copyOf(file, random.nextInt(3, file.length));
            }
            NachaParts read = NachaParts.of(file);
            NachaPart last = read.parts().getLast();
            assertTrue(
                    last instanceof NachaPart.FileEnd || last instanceof NachaPart.Broken, "seed " + seed);
            broken += last instanceof NachaPart.Broken ? 1 : 0;
        }
        assertTrue(broken > ROUNDS / 4 && broken < ROUNDS, "some of each kind, and these are broken: " + broken);
    }

    /** Lost and doubled lines move money or forget it: none of them passes. */
    @Test
    void noLineOfAFileIsLostOrDoubledUnseen() throws IOException {
        List<String> lines = Credits.written(Credits.file(
                        1,
                        Credits.batch(1, EntryClass.PPD, Optional.empty(), 0, 3),
                        Credits.batch(2, EntryClass.CCD, Optional.empty(), 3, 5)))
                .lines()
                .takeWhile(line -> !line.startsWith("99"))
                .toList();
        for (int at = 1; at < lines.size(); at++) {
            List<String> lost = new ArrayList<>(lines);
            lost.remove(at);
            assertFalse(NachaParts.of(String.join("\n", lost)).broken().rule().isEmpty());
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(at, lines.get(at));
            assertFalse(NachaParts.of(String.join("\n", doubled)).broken().rule().isEmpty());
        }
    }
}
