package dev.surety.disputes.app.evidence;

import static dev.surety.disputes.app.evidence.EvidenceSamples.chunk;
import static dev.surety.disputes.app.evidence.EvidenceSamples.drawing;
import static dev.surety.disputes.app.evidence.EvidenceSamples.exif;
import static dev.surety.disputes.app.evidence.EvidenceSamples.image;
import static dev.surety.disputes.app.evidence.EvidenceSamples.join;
import static dev.surety.disputes.app.evidence.EvidenceSamples.latin;
import static dev.surety.disputes.app.evidence.EvidenceSamples.onePage;
import static dev.surety.disputes.app.evidence.EvidenceSamples.packed;
import static dev.surety.disputes.app.evidence.EvidenceSamples.packedZeros;
import static dev.surety.disputes.app.evidence.EvidenceSamples.pdf;
import static dev.surety.disputes.app.evidence.EvidenceSamples.png;
import static dev.surety.disputes.app.evidence.EvidenceSamples.stream;
import static dev.surety.disputes.app.evidence.EvidenceSamples.withSegment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.files.FileType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file is judged by its content, in bounded time and memory, with a fault of the closed list. */
class HostileEvidenceTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final byte[] LINE = drawing("0 0 m 10 10 l S");
    private static final byte[] JPEG = image("jpeg", 60, 40);
    private static final byte[] PNG = image("png", 60, 40);
    private static final byte[] PDF = onePage("", "", LINE);

    private record Sample(String name, FileType as, byte[] bytes, String outcome) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String check(FileType as, byte[] bytes) {
        return switch (ContentCheck.check(as, bytes)) {
            case CheckOutcome.Sound(int pages) -> "sound " + pages;
            case CheckOutcome.Unsound(var fault, _) -> fault.name().toLowerCase(Locale.ROOT);
        };
    }

    @ParameterizedTest
    @MethodSource({"sound", "texts", "pictures", "documents", "bombs"})
    void aFileIsJudged(Sample sample) {
        assertEquals(
                sample.outcome(),
                assertTimeout(SOON, () -> check(sample.as(), sample.bytes())),
                () -> String.valueOf(ContentCheck.check(sample.as(), sample.bytes())));
    }

    static Stream<Sample> sound() throws IOException {
        return Stream.of(
                new Sample("a document with packed objects and a photo", FileType.PDF, written(), "sound 2"),
                new Sample("a page in letters", FileType.PDF, onePage("", "", stream(
                        "/Filter[/ASCIIHexDecode/FlateDecode]", hex(packed(latin("0 0 m S"))))), "sound 1"),
                new Sample("a page", FileType.PDF, PDF, "sound 1"),
                new Sample("a packed page", FileType.PDF, onePage("", "", flate(latin("0 0 m S"))), "sound 1"),
                new Sample("a link", FileType.PDF, onePage("", link("/S/URI/URI(https://a.example)"), LINE), "sound 1"),
                new Sample("a photo", FileType.JPEG, JPEG, "sound 1"),
                new Sample("a photo with what follows", FileType.JPEG, join(JPEG, latin("PK..")), "sound 1"),
                new Sample("a photo held sideways", FileType.JPEG, withSegment(JPEG, 0xe1, exif(6)), "sound 1"),
                new Sample("a screenshot", FileType.PNG, PNG, "sound 1"),
                new Sample("text", FileType.TEXT, utf8("Grüße\n\tשלום 漢字 \u202emp3.exe"), "sound 0"),
                new Sample("text with a mark", FileType.TEXT, utf8("\ufeffa"), "sound 0"));
    }

    static Stream<Sample> texts() {
        return Stream.of(
                new Sample("markup is text", FileType.TEXT, latin("<script>alert(1)</script>"), "sound 0"),
                new Sample("latin 1", FileType.TEXT, latin("Gr\u00fc\u00dfe"), "not_utf8"),
                new Sample("half a character", FileType.TEXT, new byte[] {(byte) 0xe2, (byte) 0x82}, "not_utf8"),
                new Sample("overlong", FileType.TEXT, new byte[] {(byte) 0xc0, (byte) 0xaf}, "not_utf8"),
                new Sample("a bell", FileType.TEXT, latin("ring\u0007"), "control_characters"),
                new Sample("a zero", FileType.TEXT, latin("a\0b"), "control_characters"),
                new Sample("an escape", FileType.TEXT, latin("\u001b[2J"), "control_characters"),
                new Sample("a PDF as text", FileType.TEXT, PDF, "type_differs"),
                new Sample("text as a PDF", FileType.PDF, latin("#!/bin/sh\nrm -rf /\n"), "type_differs"),
                new Sample("a page of a site as a PDF", FileType.PDF, latin("<html>%PDF-1.7"), "type_differs"),
                new Sample("an archive as a photo", FileType.JPEG, latin("PK\3\4"), "type_differs"),
                new Sample("nothing", FileType.PDF, new byte[0], "type_differs"));
    }

    static Stream<Sample> pictures() {
        byte[] huge = JPEG.clone();
        int frame = indexOf(huge, new byte[] {(byte) 0xff, (byte) 0xc0});
        Arrays.fill(huge, frame + 5, frame + 9, (byte) 0xff);
        byte[] longChunk = PNG.clone();
        Arrays.fill(longChunk, 33, 37, (byte) 0x7f);
        byte[] flipped = PNG.clone();
        flipped[PNG.length - 30] ^= 1;
        return Stream.of(
                new Sample("a photo as a screenshot", FileType.PNG, JPEG, "type_differs"),
                new Sample("half a photo", FileType.JPEG, half(JPEG), "truncated"),
                new Sample("the head of a photo", FileType.JPEG, Arrays.copyOf(JPEG, 3), "truncated"),
                new Sample("a photo without its end", FileType.JPEG, Arrays.copyOf(JPEG, JPEG.length - 2), "truncated"),
                new Sample("no photo in it", FileType.JPEG, ends(0xff, 0xd8, 0xff, 0xd9), "unreadable"),
                new Sample("65,535 times 65,535", FileType.JPEG, huge, "too_many_pixels"),
                new Sample("half a screenshot", FileType.PNG, half(PNG), "truncated"),
                new Sample("a screenshot without end", FileType.PNG, Arrays.copyOf(PNG, PNG.length - 12), "truncated"),
                new Sample("a chunk of 2 GB", FileType.PNG, longChunk, "truncated"),
                new Sample("a wrong checksum", FileType.PNG, flipped, "unreadable"),
                new Sample("too few pixels", FileType.PNG, png(100, 100, packed(new byte[500])), "truncated"),
                new Sample("no pixels", FileType.PNG, png(0, 0, packed(new byte[500])), "unreadable"),
                new Sample("pixels that are none", FileType.PNG, png(10, 10, latin("not packed")), "unreadable"),
                new Sample("too wide", FileType.PNG, png(1 << 30, 1, packed(new byte[5])), "too_many_pixels"));
    }

    static Stream<Sample> documents() throws IOException {
        return Stream.of(
                new Sample("a script when it opens", FileType.PDF,
                        onePage("/OpenAction<</S/JavaScript/JS(app.alert(1))>>", "", LINE), "active_content"),
                new Sample("a script by another name", FileType.PDF,
                        onePage("/OpenAction<</S/J#61vaScript/J#53(app.alert(1))>>", "", LINE), "active_content"),
                new Sample("a script in the names", FileType.PDF,
                        onePage("/Names<</JavaScript 5 0 R>>", "", LINE, latin("<</Names[]>>")), "active_content"),
                new Sample("a script behind references", FileType.PDF,
                        onePage("/AA 5 0 R", "", LINE, latin("<</WC 6 0 R>>"), latin("<</S 7 0 R/JS()>>"),
                                latin("/JavaScript")), "active_content"),
                new Sample("a script that nothing names", FileType.PDF,
                        onePage("", "", LINE, latin("<</S/JavaScript>>")), "active_content"),
                new Sample("a launch", FileType.PDF, onePage("", link("/S/Launch/F(cmd.exe)"), LINE), "active_content"),
                new Sample("a form that sends", FileType.PDF,
                        onePage("", link("/S/SubmitForm/F(https://a.example)"), LINE), "active_content"),
                new Sample("a form with a script of its own", FileType.PDF,
                        onePage("/AcroForm<</XFA[]>>", "", LINE), "active_content"),
                new Sample("another file", FileType.PDF,
                        onePage("/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>", "", LINE,
                                latin("<</Type/Filespec/EF<</F 4 0 R>>>>")), "embedded_files"),
                new Sample("a file pinned to a page", FileType.PDF,
                        onePage("", "/Annots[<</Subtype/FileAttachment/Rect[0 0 1 1]>>]", LINE), "embedded_files"),
                new Sample("encrypted", FileType.PDF, encrypted("secret"), "encrypted"),
                new Sample("encrypted without a password", FileType.PDF, encrypted(""), "encrypted"),
                new Sample("half", FileType.PDF, half(PDF), "truncated"),
                new Sample("without its last line", FileType.PDF, Arrays.copyOf(PDF, PDF.length - 7), "truncated"),
                new Sample("without objects", FileType.PDF, latin("%PDF-1.7\nstartxref\n0\n%%EOF\n"), "unreadable"),
                new Sample("without pages", FileType.PDF, pdf(latin("<</Type/Catalog/Pages 2 0 R>>"),
                        latin("<</Type/Pages/Kids[]/Count 0>>")), "unreadable"),
                new Sample("pages that are their own children", FileType.PDF, pdf(
                        latin("<</Type/Catalog/Pages 2 0 R>>"),
                        latin("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>")), "unreadable"),
                new Sample("201 pages", FileType.PDF, pages(201), "too_many_pages"),
                new Sample("200 pages", FileType.PDF, pages(200), "sound 200"),
                new Sample("a length of 10 GB", FileType.PDF, onePage("", "", latin(
                        "<</Length 10000000000>>\nstream\n0 0 m S\nendstream")), "sound 1"));
    }

    static Stream<Sample> bombs() {
        byte[] bomb = packedZeros(250_000_000, 1);
        byte[] twice = packed(bomb);
        byte[] page = packedZeros(15_000_000, 1);
        String image = "/Type/XObject/Subtype/Image/Width 9/Height 9/Filter/FlateDecode";
        String nested = "[".repeat(200_000);
        return Stream.of(
                new Sample("a page of 250 MB", FileType.PDF,
                        onePage("", "", stream("/Filter/FlateDecode", bomb)), "expands_too_far"),
                new Sample("a page packed twice", FileType.PDF,
                        onePage("", "", stream("/Filter[/FlateDecode/Fl]", twice)), "expands_too_far"),
                new Sample("a stream that nothing names", FileType.PDF,
                        onePage("", "", LINE, stream("/Filter/FlateDecode", bomb)), "expands_too_far"),
                new Sample("a table of objects", FileType.PDF,
                        tables("/Type/ObjStm/N 1/First 4", bomb), "expands_too_far"),
                new Sample("a table that says it is an image", FileType.PDF,
                        tables("/Subtype/Image/N 1/First 4", bomb), "expands_too_far"),
                new Sample("an image", FileType.PDF, onePage("", "", LINE, stream(image, bomb)), "expands_too_far"),
                new Sample("an image of 4 billion pixels", FileType.PDF, onePage("", "", LINE,
                        stream("/Subtype/Image/Width 65535/Height 65535", new byte[1])), "too_many_pixels"),
                new Sample("a filter behind a reference", FileType.PDF,
                        onePage("", "", stream("/Filter 5 0 R", bomb), latin("/FlateDecode")), "unreadable"),
                new Sample("rows of 2 GB", FileType.PDF, onePage("", "", stream(
                        "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000>>", packed(new byte[9]))),
                        "unreadable"),
                new Sample("a photo as a page", FileType.PDF,
                        onePage("", "", stream("/Filter/DCTDecode", JPEG)), "unreadable"),
                new Sample("one content a thousand times", FileType.PDF,
                        onePage("", "/Contents[" + "5 0 R ".repeat(1000) + "]", LINE,
                                stream("/Filter/FlateDecode", page)), "expands_too_far"),
                new Sample("nested arrays", FileType.PDF, onePage("/A " + nested, "", LINE), "unreadable"),
                new Sample("a bomb of a picture", FileType.PNG, png(100, 100, bomb), "expands_too_far"),
                new Sample("a packed text beside a picture", FileType.PNG, join(
                        Arrays.copyOf(PNG, 33), chunk("zTXt", join(latin("a\0\0"), bomb)),
                        Arrays.copyOfRange(PNG, 33, PNG.length)), "sound 1"));
    }

    private static byte[] tables(String dictionary, byte[] packed) {
        byte[] table = stream(
                "/Type/XRef/W[1 2 1]/Size 7/Root 1 0 R", join(
                        row(0, 0, 255), row(2, 6, 0), row(2, 6, 1), row(2, 6, 2), row(2, 6, 3), row(0, 0, 0),
                        row(1, 9, 0)));
        byte[] start = join(latin("%PDF-1.7\n6 0 obj\n"), stream(dictionary + "/Filter/FlateDecode", packed));
        return join(
                start,
                latin("\nendobj\n7 0 obj\n"),
                table,
                latin("\nendobj\nstartxref\n" + (start.length + 8) + "\n%%EOF\n"));
    }

    private static byte[] row(int type, int place, int index) {
        return new byte[] {(byte) type, (byte) (place >> 8), (byte) place, (byte) index};
    }

    private static byte[] flate(byte[] plain) {
        return stream("/Filter/FlateDecode", packed(plain));
    }

    private static String link(String action) {
        return "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<<" + action + ">>>>]";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] ends(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return all;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return latinOf(bytes).indexOf(latinOf(part));
    }

    private static String latinOf(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] pages(int count) {
        var kids = new StringBuilder();
        for (int i = 0; i < count; i++) {
            kids.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
        }
        return pdf(latin("<</Type/Catalog/Pages 2 0 R>>"),
                latin("<</Type/Pages/Kids[" + kids + "]/Count " + count + ">>"));
    }

    private static byte[] hex(byte[] plain) {
        return latin(HexFormat.of().formatHex(plain) + ">");
    }

    /** As PDFBox writes it: objects in packed streams. */
    private static byte[] written() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            var page = new PDPage();
            document.addPage(page);
            try (var on = new PDPageContentStream(document, page)) {
                on.drawImage(JPEGFactory.createFromByteArray(document, JPEG), 10, 10);
                on.drawImage(LosslessFactory.createFromImage(document, EvidenceSamples.picture(50, 50, 2)), 10, 90);
            }
            return EvidenceSamples.bytes(document::save);
        }
    }

    private static byte[] encrypted(String password) throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            return EvidenceSamples.bytes(document::save);
        }
    }

    @Test
    void anyPartOfAFileIsJudgedWithoutAnAccident() throws IOException {
        for (Sample sample : sound().toList()) {
            byte[] bytes = sample.bytes();
            for (int length = 0; length < bytes.length; length += 1 + bytes.length / 30) {
                assertEquals(false, check(sample.as(), Arrays.copyOf(bytes, length)).isEmpty());
            }
            for (int place = 0; place < bytes.length; place += 1 + bytes.length / 80) {
                byte[] changed = bytes.clone();
                changed[place] ^= (byte) (1 << place % 8);
                assertEquals(false, check(sample.as(), changed).isEmpty());
            }
        }
    }
}
