package dev.surety.sanctions.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists that are not as published, by accident or on purpose: each is refused whole, by file, line and rule. */
class BrokenListsTest {
    private static final String END = String.valueOf((char) 0x1A);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            file             | row                                   | line | rule
            sdn.csv          | 1,"A",-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- | 1 | columns
            sdn.csv          | 1,"A",-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-  | 1 | columns
            sdn.csv          | one,"A",-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-  | 1 | id
            sdn.csv          | 1,-0- ,-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-  | 1 | name
            sdn.csv          | 1,"A","ghost","P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-  | 1 | type
            sdn.csv          | 9002,"A",-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-  | 3 | duplicate
            sdn.csv          | 1,"A"x,-0- ,"P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-  | 1 | quote
            sdn.csv          | 1,"A,-0- | 1 | quote
            sdn.csv          | 1,"A","individual","P",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 31 Feb 1960." | 1 | date
            alt.csv          | 77,50001,"aka","A",-0-                | 1    | primary
            alt.csv          | 9001,50001,"aka","A",-0- ,-0-         | 1    | columns
            alt.csv          | 9001,50009,"who","A",-0-              | 1    | alias_type
            alt.csv          | 9001,50003,"aka","A",-0-              | 4    | duplicate
            add.csv          | 77,1,-0- ,-0- ,"Cuba",-0-             | 1    | primary
            add.csv          | 9001,1,-0- ,-0- ,-0-                  | 1    | columns
            sdn_comments.csv | 77,"more"                             | 1    | primary
            sdn_comments.csv | 9006,"more","and more"                | 1    | columns
            """)
    void aRowThatIsWrong(String file, String row, int line, String rule) {
        refused(file, row + "\r\n" + Published.synthetic(file), line, rule);
    }

    @Test
    void aFileCutAnywhereIsRefused() {
        Random random = new Random(14);
        for (String file : new String[] {"sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"}) {
            String whole = Published.synthetic(file);
            for (int i = 0; i < 40; i++) {
                String cut = whole.substring(0, random.nextInt(whole.length()));
                assertThrows(BadList.class, () -> OfacReader.read(Published.ofacWith(file, cut)), file);
            }
        }
        String xml = Published.synthetic("consolidated.xml").stripTrailing();
        for (int i = 0; i < 100; i++) {
            String cut = xml.substring(0, random.nextInt(xml.length()));
            assertThrows(BadList.class, () -> UnReader.read(Published.stream(cut)));
        }
    }

    @Test
    void aListCutInHalfBetweenRowsIsRefusedEvenWithAnEndMark() {
        String[] rows = Published.synthetic("sdn.csv").split("\r\n");
        String half = String.join("\r\n", java.util.Arrays.copyOf(rows, rows.length / 2)) + "\r\n" + END;
        BadList bad =
                assertThrows(BadList.class, () -> OfacReader.read(Published.ofacWith("sdn.csv", half)));
        assertEquals("alt.csv", bad.file());
        assertEquals("primary", bad.rule());
    }

    @Test
    void remarksThatEndWithoutTheirCommentsAreRefused() {
        refused("sdn_comments.csv", "9001,\" x\"\r\n" + END, "sdn.csv", 6, "remarks");
    }

    @Test
    void emptyFilesAreNoLists() {
        refused("sdn.csv", "", 1, "end");
        refused("sdn.csv", END, 1, "entries");
        assertEquals("xml", un("").rule());
        assertEquals("entries", un("<CONSOLIDATED_LIST><INDIVIDUALS/><ENTITIES/></CONSOLIDATED_LIST>").rule());
        assertEquals("entries", un("<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>").rule());
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        refused("alt.csv", Published.synthetic("alt.csv") + "9001", 9, "end");
        assertEquals("xml", changed(xml -> xml + "<MORE/>").rule());
    }

    @Test
    void otherEncodingsAreRefusedAndAMarkIsNot() throws IOException, BadList {
        String sdn = Published.synthetic("sdn.csv");
        assertEquals(
                OfacReader.read(Published.ofacWith("", "")).version(),
                OfacReader.read(Published.ofacWith("sdn.csv", "\uFEFF" + sdn)).version());
        BadList wide = assertThrows(
                BadList.class,
                () -> OfacReader.read(with(Published.stream(sdn.getBytes(StandardCharsets.UTF_16LE)))));
        assertEquals("encoding", wide.rule());
        byte[] latin = sdn.replace("ZELTOVRIN", "ZELTÖVRIN").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "encoding",
                assertThrows(BadList.class, () -> OfacReader.read(with(Published.stream(latin))))
                        .rule());
        assertEquals("encoding", changed(xml -> xml.replace("UTF-8", "UTF-7")).rule());
    }

    @Test
    void aFileWithoutEndIsRefusedAfterOneLine() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'A';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                java.util.Arrays.fill(into, from, from + length, (byte) 'A');
                return length;
            }
        };
        assertEquals(
                "line",
                assertThrows(BadList.class, () -> OfacReader.read(with(endless))).rule());
        InputStream header = new SequenceInputStream(
                new ByteArrayInputStream("<CONSOLIDATED_LIST a=\"".getBytes(StandardCharsets.UTF_8)), endless);
        assertEquals(
                "text", assertThrows(BadList.class, () -> UnReader.read(header)).rule());
    }

    @Test
    void xmlThatWantsMoreThanToBeReadIsRefused() {
        assertEquals(
                "doctype",
                changed(xml -> xml.replace(
                                "<CONSOLIDATED_LIST",
                                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><CONSOLIDATED_LIST"))
                        .rule());
        assertTrue(changed(xml -> xml.replace("MARDUK", "&a;")).rule().matches("xml|entity"));
        assertEquals("depth", changed(xml -> xml.replace("MARDUK", "<a>".repeat(50))).rule());
        assertEquals("text", changed(xml -> xml.replace("MARDUK", "M".repeat(200_000))).rule());
    }

    @Test
    void xmlOfAnotherLayoutIsRefused() {
        String person = "    <INDIVIDUAL>\n      <DATAID>8002";
        assertEquals("element", changed(xml -> xml.replace(person, "<FIFTH/>" + person)).rule());
        assertEquals(
                "element",
                changed(xml -> xml.replace("<SECOND_NAME>TEMBALINO", "<FIFTH_NAME/><SECOND_NAME>TEMBALINO"))
                        .rule());
        assertEquals("duplicate", changed(xml -> xml.replace("8002<", "8001<")).rule());
        assertEquals("id", changed(xml -> xml.replace("<DATAID>8002</DATAID>", "")).rule());
        assertEquals("name", changed(xml -> xml.replace("<FIRST_NAME>SOLO</FIRST_NAME>", "")).rule());
        assertEquals("date", changed(xml -> xml.replace("1980-02-29", "1981-02-29")).rule());
        assertEquals("quality", changed(xml -> xml.replace(">Low<", ">Perhaps<")).rule());
        BadList bad = changed(xml -> xml.replace("<CONSOLIDATED_LIST", "<OTHER_LIST"));
        assertEquals("consolidated.xml", bad.file());
        assertTrue(bad.line() >= 1);
    }

    @Test
    void anUnreadableDateOfBirthContradictsNothing() throws IOException, BadList {
        String sdn = Published.synthetic("sdn.csv").replace("alt. DOB 1959", "alt. DOB in the early sixties");
        assertTrue(OfacReader.read(Published.ofacWith("sdn.csv", sdn)).parties().stream()
                .filter(party -> party.id().equals("9002"))
                .findFirst()
                .orElseThrow()
                .births()
                .isEmpty());
    }

    @Test
    void aFailingStreamIsNoFaultOfTheList() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };
        assertThrows(IOException.class, () -> OfacReader.read(with(failing)));
        assertEquals(
                "reset",
                assertThrows(IOException.class, () -> UnReader.read(failing)).getMessage());
    }

    private static OfacFiles with(InputStream sdn) {
        return new OfacFiles(
                sdn,
                Published.stream(Published.synthetic("alt.csv")),
                Published.stream(Published.synthetic("add.csv")),
                Published.stream(Published.synthetic("sdn_comments.csv")));
    }

    private static void refused(String file, String text, int line, String rule) {
        refused(file, text, file, line, rule);
    }

    private static void refused(String file, String text, String blamed, int line, String rule) {
        BadList bad = assertThrows(BadList.class, () -> OfacReader.read(Published.ofacWith(file, text)));
        assertEquals(blamed + " " + line + " " + rule, bad.file() + " " + bad.line() + " " + bad.rule());
    }

    private static BadList un(String xml) {
        return assertThrows(BadList.class, () -> UnReader.read(Published.stream(xml)));
    }

    private static BadList changed(UnaryOperator<String> change) {
        String before = Published.synthetic("consolidated.xml");
        String after = change.apply(before);
        assertTrue(!before.equals(after), "nothing was changed");
        return un(after);
    }
}
