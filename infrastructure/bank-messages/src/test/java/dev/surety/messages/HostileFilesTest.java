package dev.surety.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.messages.camt.StatementEnd;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Unreadable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that waste memory or time, or reach for other files: each is refused by its rule, at once. */
class HostileFilesTest {
    private static final int TWENTY_MEGABYTES = 20_000_000;
    private static final long MOST_CPU_MILLIS = 50;

    private record Hostile(String name, String rule, byte[] file) {}

    private static Hostile hostile(String name, String rule, String file) {
        return new Hostile(name, rule, file.getBytes(StandardCharsets.UTF_8));
    }

    /** Something of 20 MB on one line, within a statement. */
    private static Hostile within(String name, String rule, String before, String repeated, String after) {
        return hostile(
                name, rule, Camt.statement(before + repeated.repeat(TWENTY_MEGABYTES / repeated.length()) + after));
    }

    private static List<Hostile> all() {
        String ends = "<Document><BkToCstmrStmt/></Document>";
        List<Hostile> all = new ArrayList<>();
        all.add(hostile("entities of entities", "doctype", """
                <?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
                """ + ends));
        all.add(hostile("a file of ours", "doctype", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">" + ends));
        all.add(hostile("a page of theirs", "doctype", "<!DOCTYPE a PUBLIC \"a\" \"http://127.0.0.1:1/\">" + ends));
        all.add(hostile("a doctype in small letters", "doctype", "<!doctype a>" + ends));
        all.add(hostile("a doctype behind a comment", "doctype", "<!-- > --><!DOCTYPE a>" + ends));
        all.add(hostile("a doctype within", "doctype", Camt.statement("<!DOCTYPE a>")));
        all.add(hostile("an entity without a doctype", "xml", Camt.statement(Camt.debit("&one;", ""))));
        all.add(hostile("an entity in an attribute", "xml", Camt.statement("<a b=\"&one;\"/>")));
        all.add(within("depth", "depth", "", "<a>", ""));
        all.add(within("attributes", "text", "<a", " bbbb=\"\"", "/>"));
        all.add(hostile("too many attributes", "attributes", Camt.statement("<a" + attributes(33) + "/>")));
        all.add(within("an attribute", "text", "<a b='", "x", "'/>"));
        all.add(within("an amount", "text", "<Ntry><Amt Ccy=\"EUR\">", "0", "</Amt></Ntry>"));
        all.add(within("a text in pieces", "text", "<Ntry><NtryRef>", "a<!-- b -->", "</NtryRef></Ntry>"));
        all.add(within("a text in sections", "text", "<Ntry><NtryRef>", "<![CDATA[aaaaaaaaaaaaaaaa]]>", "</NtryRef>"));
        all.add(within("space", "text", "", " ", ""));
        all.add(within("lines", "text", "", "\n", ""));
        all.add(within("a comment", "text", "<!--", "<a>", "-->"));
        all.add(within("a section", "text", "<![CDATA[", "<a>", "]]>"));
        all.add(within("an instruction", "text", "<?a ", "<a>", "?>"));
        all.add(within("a name", "text", "<", "a", "/>"));
        all.add(hostile("no XML", "xml", "x".repeat(TWENTY_MEGABYTES)));
        all.add(hostile("elements of no message", "family", "<a>" + "<b/>".repeat(TWENTY_MEGABYTES / 4) + "</a>"));
        all.add(new Hostile("nothing but zeros", "xml", new byte[TWENTY_MEGABYTES]));
        byte[] noText = new byte[TWENTY_MEGABYTES];
        Arrays.fill(noText, (byte) 0xFE);
        all.add(new Hostile("no text of any encoding", "encoding", noText));
        all.add(hostile("an empty file", "xml", ""));
        all.add(hostile("a truncated file", "xml", Camt.statement("").substring(0, 400)));
        all.add(hostile("another encoding", "encoding", "<?xml version='1.0' encoding='UTF-7'?>" + ends));
        all.add(hostile("an encoding that is none", "encoding", "<?xml version='1.0' encoding='../../x'?>" + ends));
        all.add(new Hostile(
                "Latin in UTF-8", "encoding", Camt.statement("é").getBytes(StandardCharsets.ISO_8859_1)));
        all.add(new Hostile("UTF-32", "xml", ends.getBytes(Charset.forName("UTF-32BE"))));
        return all;
    }

    private static String attributes(int count) {
        var attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        return attributes.toString();
    }

    private static Unreadable refused(byte[] file, Limits limits) throws IOException {
        return Reading.of(file, limits).unreadable().orElseThrow();
    }

    @Test
    void eachIsRefusedByItsRuleAtAPlaceInLittleTime() throws IOException {
        List<Hostile> all = all();
        // The bound is for a process that has read a file before.
        for (Hostile hostile : all) {
            Reading.of(hostile.file());
        }
        var threads = ManagementFactory.getThreadMXBean();
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Hostile hostile : all) {
            long before = threads.getCurrentThreadCpuTime();
            Reading reading = Reading.of(hostile.file());
            long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
            Unreadable why = reading.unreadable().orElse(new Unreadable(0, 0, "none", ""));
            boolean said = why.line() > 0 && why.column() > 0 && !why.bound().isEmpty() && why.bound().length() < 300;
            if (!why.rule().equals(hostile.rule()) || !said || millis > MOST_CPU_MILLIS) {
                wrong.put(hostile.name(), why + " in " + millis + " ms");
            }
            assertEquals(List.of(), reading.all(StatementEnd.class), hostile.name());
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void aFileBeyondTheBytesIsReadNoFurther() throws IOException {
        byte[] file = Camt.statement(Camt.debit("1", "").repeat(50_000)).getBytes(StandardCharsets.UTF_8);
        var limits = new Limits(1_000_000, 1_000_000, 40, 32, 10_000, 10, 1_000);
        assertEquals("bytes", refused(file, limits).rule());
    }

    @Test
    void aFileBeyondTheElementsIsReadNoFurther() throws IOException {
        byte[] file = Camt.statement("<a/>".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        var limits = new Limits(1_000_000, 1_000, 40, 32, 10_000, 10, 1_000);
        assertEquals("elements", refused(file, limits).rule());
    }

    @Test
    void thePlaceIsTheLineAndColumnOfTheFault() throws IOException {
        assertEquals(new Unreadable(3, 7, "doctype", "a file without DOCTYPE and entities"),
                Reading.of("<?xml version=\"1.0\"?>\n<!-- -->\n <a><!DOCTYPE b>").unreadable().orElseThrow());
        Unreadable open = Reading.of("<Document>\n<BkToCstmrStmt></Document>").unreadable().orElseThrow();
        assertEquals(2, open.line());
        assertTrue(open.bound().contains("BkToCstmrStmt"), open.bound());
    }

    @Test
    void ampersandsByTheHundredThousandsAreNoAttack() throws IOException {
        String names = "<AddtlNtryInf>" + "&amp;&lt;".repeat(100) + "</AddtlNtryInf>";
        Reading reading = Reading.of(Camt.statement(Camt.debit("1", names).repeat(2_000)));
        assertEquals(Optional.empty(), reading.unreadable());
        assertEquals("&<".repeat(100), reading.entries().getLast().text().orElseThrow());
    }

    @Test
    void aSecondMessageInTheFileIsNotDropped() throws IOException {
        String one = Camt.statement("").replace("</Document>", "");
        assertEquals(
                "family",
                Reading.of(one + "<BkToCstmrStmt></BkToCstmrStmt></Document>").unreadable().orElseThrow().rule());
    }

    @Test
    void aFileOfOursIsRefusedByItsName() throws IOException {
        assertEquals(
                "a camt.052, camt.053, camt.054 or pain.002, not CstmrCdtTrfInitn",
                Reading.of(RealFiles.bank("pain001v09-simple.xml")).unreadable().orElseThrow().bound());
    }
}
