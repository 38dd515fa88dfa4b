package dev.surety.disputes.app.evidence;

import static dev.surety.disputes.app.evidence.EvidenceSamples.drawing;
import static dev.surety.disputes.app.evidence.EvidenceSamples.exif;
import static dev.surety.disputes.app.evidence.EvidenceSamples.image;
import static dev.surety.disputes.app.evidence.EvidenceSamples.latin;
import static dev.surety.disputes.app.evidence.EvidenceSamples.onePage;
import static dev.surety.disputes.app.evidence.EvidenceSamples.withSegment;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.disputes.app.evidence.BankFile.Composed;
import dev.surety.disputes.app.evidence.BankFile.Content;
import dev.surety.disputes.app.evidence.BankFile.Cover;
import dev.surety.disputes.app.evidence.BankFile.Exhibit;
import dev.surety.disputes.app.evidence.BankFile.Fact;
import dev.surety.disputes.app.evidence.BankFile.Limits;
import dev.surety.disputes.domain.evidence.CheckOutcome;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.files.FileType;
import dev.surety.model.id.Id;
import dev.surety.runtime.secrets.Digests;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankFileTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Cover COVER = new Cover(
            "cb_demo",
            "Evidence for chargeback cb_demo",
            NOW,
            List.of(new Fact("Amount", "EUR 49.90"), new Fact("Reason", "<i>fraud</i>")));
    private static final byte[] RED = drawing("1 0 0 rg 0 0 200 150 re f 0 0 1 rg 0 150 200 150 re f");

    private static Exhibit words(String id, String words) {
        return new Exhibit(
                Id.derive("ev", id),
                EvidenceKind.WORDS,
                NOW,
                new EvidenceWords(Optional.empty(), Optional.of(words)),
                Optional.empty());
    }

    private static Exhibit file(String name, FileType type, byte[] bytes) {
        return new Exhibit(
                Id.derive("ev", name),
                EvidenceKind.PHOTO,
                NOW,
                new EvidenceWords(Optional.of(name), Optional.empty()),
                Optional.of(new Content(type, bytes)));
    }

    private static Exhibit text(String name, String text) {
        return file(name, FileType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Composed compose(Exhibit... exhibits) {
        return BankFile.compose(COVER, List.of(exhibits), BankFile.LIMITS);
    }

    private static String read(Composed composed) throws IOException {
        try (PDDocument document = Loader.loadPDF(composed.bytes())) {
            assertEquals(composed.pages(), document.getNumberOfPages());
            return new PDFTextStripper().getText(document);
        }
    }

    private static BufferedImage page(Composed composed, int number) throws IOException {
        try (PDDocument document = Loader.loadPDF(composed.bytes())) {
            return new PDFRenderer(document).renderImage(number);
        }
    }

    private static byte[] noise(int side) {
        var random = new Random(7);
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return EvidenceSamples.bytes(out -> ImageIO.write(image, "png", out));
    }

    private static final Exhibit[] ONE_OF_EACH = {
        words("a", "The parcel was handed over.\nIt was signed for."),
        file("../../etc/photo.jpg", FileType.JPEG, image("jpeg", 300, 200)),
        file("screen.png", FileType.PNG, image("png", 300, 200)),
        file("letter.pdf", FileType.PDF, onePage("", "", RED)),
        text("<b>log</b>.txt", "<script>alert(1)</script>\n10:00 signed in")
    };

    @Test
    void theFileHoldsEveryItemInOrderWithAnIndex() throws IOException {
        Composed composed = compose(ONE_OF_EACH);
        assertEquals(List.of(), composed.leftOut());
        String text = read(composed);
        int at = -1;
        for (String part : List.of(
                "Evidence for chargeback cb_demo", "Amount: EUR 49.90", "Reason: <i>fraud</i>", "1. Statement, page 2",
                "2. Photo, page 3", "../../etc/photo.jpg", "5. Photo, page 6", "<b>log</b>.txt", "page 1 of 6",
                "Item 1: Statement", "It was signed for.", "Item 2: Photo", "Item 4: Photo",
                "<script>alert(1)</script>", "10:00 signed in", "page 6 of 6")) {
            int next = text.indexOf(part, at + 1);
            assertTrue(next > at, part + " in " + text);
            at = next;
        }
        String hash = HexFormat.of().formatHex(Digests.sha256(image("jpeg", 300, 200)));
        assertTrue(text.contains("SHA-256 " + hash), text);
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        Composed first = compose(ONE_OF_EACH);
        Composed again = compose(ONE_OF_EACH);
        assertArrayEquals(first.bytes(), again.bytes());
        assertEquals(HexFormat.of().formatHex(Digests.sha256(first.bytes())), first.sha256());
    }

    @Test
    void theFileWouldPassOurOwnCheckAndCarriesNoLink() {
        byte[] linked = onePage(
                "", "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://evil.example)>>>>]", RED);
        Composed composed = compose(file("linked.pdf", FileType.PDF, linked));
        assertEquals(new CheckOutcome.Sound(2), ContentCheck.check(FileType.PDF, composed.bytes()));
        assertFalse(new String(composed.bytes(), StandardCharsets.ISO_8859_1).contains("evil"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 300, 350, 300, 600", "90, 200, 550, 450, 550", "180, 300, 600, 300, 350", "270, 450, 550, 200, 550"
    })
    void aPageIsShownAsItsReaderSawIt(int turn, int redX, int redY, int blueX, int blueY) throws IOException {
        Composed composed = compose(file("a.pdf", FileType.PDF, onePage("", "/Rotate " + turn, RED)));
        BufferedImage page = page(composed, 1);
        assertEquals(Color.RED, new Color(page.getRGB(redX, page.getHeight() - redY)));
        assertEquals(Color.BLUE, new Color(page.getRGB(blueX, page.getHeight() - blueY)));
    }

    @Test
    void anAnnotationIsShownAsItLooks() throws IOException {
        byte[] green = EvidenceSamples.stream("/Subtype/Form/BBox[0 0 10 10]", latin("0 1 0 rg 0 0 10 10 re f"));
        byte[] stamped = onePage(
                "", "/Annots[<</Subtype/Stamp/Rect[0 0 200 150]/AP<</N 5 0 R>>>>]", RED, green);
        BufferedImage page = page(compose(file("a.pdf", FileType.PDF, stamped)), 1);
        assertEquals(Color.GREEN, new Color(page.getRGB(300, page.getHeight() - 350)));
        assertEquals(Color.BLUE, new Color(page.getRGB(300, page.getHeight() - 600)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 300, 200, left", "2, 300, 200, right", "3, 300, 200, right", "4, 300, 200, left",
        "5, 200, 300, top", "6, 200, 300, top", "7, 200, 300, bottom", "8, 200, 300, bottom"
    })
    void aPhotoIsShownUpright(int orientation, int width, int height, String red) throws IOException {
        byte[] jpeg = withSegment(image("jpeg", 300, 200), 0xe1, exif(orientation));
        ScaledPicture scaled = ScaledPicture.of(JpegFile.read(jpeg), new ScaledPicture.Quality(1000, 90));
        assertEquals(List.of(width, height), List.of(scaled.width(), scaled.height()));
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(scaled.jpeg()));
        int x = red.equals("left") ? 20 : red.equals("right") ? width - 20 : width / 2;
        int y = red.equals("top") ? 20 : red.equals("bottom") ? height - 20 : height / 2;
        assertTrue(new Color(upright.getRGB(x, y)).getRed() > 200);
        // The other half, mirrored through the middle.
        assertTrue(new Color(upright.getRGB(width - x - 1, height - y - 1)).getRed() < 100);
    }

    @Test
    void aPictureIsMadeNoLargerThanAPageNeedsAndItsEmptyPartsAreWhite() throws IOException {
        byte[] png = EvidenceSamples.bytes(
                out -> ImageIO.write(new BufferedImage(3000, 1500, BufferedImage.TYPE_INT_ARGB), "png", out));
        ScaledPicture scaled = ScaledPicture.of(PngFile.read(png), new ScaledPicture.Quality(1000, 80));
        assertEquals(List.of(1000, 500), List.of(scaled.width(), scaled.height()));
        assertEquals(Color.WHITE, new Color(ImageIO.read(new ByteArrayInputStream(scaled.jpeg())).getRGB(500, 250)));
    }

    @Test
    void aPlaceInAPhotoDoesNotReachTheBank() {
        byte[] secret = latin("Exif\0\0 taken at 52.5200, 13.4050");
        byte[] jpeg = withSegment(image("jpeg", 300, 200), 0xe1, secret);
        Composed composed = compose(file("a.jpg", FileType.JPEG, jpeg));
        assertFalse(new String(composed.bytes(), StandardCharsets.ISO_8859_1).contains("13.4050"));
    }

    @Test
    void picturesAreShrunkBeforeAnItemIsLeftOut() {
        Exhibit noisy = file("noise.png", FileType.PNG, noise(500));
        int fine = BankFile.compose(COVER, List.of(noisy), new Limits(4_500_000, 50)).bytes().length;
        Composed coarse = BankFile.compose(COVER, List.of(noisy), new Limits(fine / 4 * 3, 50));
        assertEquals(List.of(), coarse.leftOut());
        assertTrue(coarse.bytes().length <= fine / 4 * 3);
    }

    @Test
    void theLargestItemIsLeftOutIfTheBytesAreTooMany() throws IOException {
        Exhibit noisy = file("noise.png", FileType.PNG, noise(500));
        Exhibit small = words("a", "It came.");
        Composed composed = BankFile.compose(COVER, List.of(noisy, small), new Limits(50_000, 50));
        assertEquals(List.of(noisy.id()), composed.leftOut());
        String text = read(composed);
        assertTrue(text.contains("1. Photo, left out"), text);
        assertTrue(text.contains("Item 2: Statement"), text);
    }

    @Test
    void theLongestItemIsLeftOutIfThePagesAreTooMany() {
        Exhibit longest = text("log.txt", "a line\n".repeat(300));
        Exhibit longer = text("other.txt", "a line\n".repeat(200));
        Exhibit endless = text("endless.txt", "x ".repeat(2_000_000));
        Limits limits = new Limits(4_500_000, 6);
        Composed composed = BankFile.compose(COVER, List.of(longest, longer, endless), limits);
        assertEquals(List.of(endless.id(), longest.id()), composed.leftOut());
        assertTrue(composed.pages() <= 6);
    }

    @Test
    void wordsAreWrappedAndNoneIsLost() throws IOException {
        var words = new ArrayList<String>();
        for (int i = 0; i < 2000; i++) {
            words.add("word" + i);
        }
        String text = read(compose(words("a", String.join(" ", words) + " " + "W".repeat(300))));
        String flat = text.replaceAll("cb_demo +page \\d+ of \\d+", " ").replaceAll("\\s+", " ");
        assertTrue(flat.contains(String.join(" ", words)), flat);
        assertEquals(300, flat.chars().filter(c -> c == 'W').count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Grüße, Łódź, Ελλάδα, Москва     | Grüße, Łódź, Ελλάδα, Москва
            שלום                            | םולש
            a שלום (b)                      | a םולש (b)
            (שלום)                          | (םולש)
            漢字 مرحبا u+1f600               | □□ □□□□□ □
            photou+202egpj.exe              | photo□gpj.exe
            au+0000,u+e000,u+200b.         | a□,□,□.
            au+0009.                        | a    .
            """)
    void aLineIsDrawnAsItIsRead(String text, String drawn) throws IOException {
        try (var document = new PDDocument()) {
            Typeface face = Typeface.in(document);
            assertEquals(drawn, face.line(unescaped(text), 10, 500).text());
        }
    }

    /** Invisible characters are written as {@code u+} and their number. */
    private static String unescaped(String text) {
        return Pattern.compile("u\\+([0-9a-f]{5}|[0-9a-f]{4})")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(found.group(1), 16))));
    }

    @Test
    void aCaseWithoutEvidenceIsACoverAlone() throws IOException {
        Composed composed = compose();
        assertEquals(1, composed.pages());
        assertTrue(read(composed).contains("page 1 of 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/Rect[0 0 3e38 3e38]", "/Rect[0 0 340000000000000000000000000000000000000 9]", "/Rect[0 0 0 0]", "/Rect[]",
        "/Rect[9 9]", "/Rect[(a)(b)(c)(d)]", ""
    })
    void anAnnotationInNoPlaceIsNotShown(String place) throws IOException {
        byte[] look = EvidenceSamples.stream(
                "/Subtype/Form/BBox[0 0 .02 .02]/Matrix[1e-9 0 0 1 340000000000000000000000000000000000000 0]", RED);
        byte[] odd = onePage("", "/Annots[<</Subtype/Stamp" + place + "/AP<</N 5 0 R>>>> null 7 (a)]", RED, look);
        Composed composed = compose(words("a", "It came."), file("a.pdf", FileType.PDF, odd));
        assertTrue(read(composed).contains("It came."));
    }

    @Test
    void formsWithinFormsWithoutEndDoNotStopTheFile() throws IOException {
        int depth = 15_000;
        var forms = new byte[depth][];
        for (int i = 0; i < depth; i++) {
            forms[i] = latin("<</XObject<</A " + (i + 6) + " 0 R>>>>");
        }
        byte[] nested = onePage("", "/Resources 5 0 R", RED, forms);
        Composed composed = compose(words("a", "It came."), file("a.pdf", FileType.PDF, nested));
        assertTrue(read(composed).contains("It came."));
    }

    @Test
    void aDamagedFileThatPassedTheCheckIsShownOrLeftOut() {
        byte[] whole = onePage("", "/Annots[<</Subtype/Stamp/Rect[0 0 9 9]/AP<</N 5 0 R>>>>]", RED, RED);
        for (int place = 9; place < whole.length; place += 17) {
            byte[] changed = whole.clone();
            changed[place] ^= (byte) (1 << place % 7);
            if (ContentCheck.check(FileType.PDF, changed) instanceof CheckOutcome.Sound) {
                assertTrue(compose(file("a.pdf", FileType.PDF, changed)).pages() > 0);
            }
        }
    }
}
