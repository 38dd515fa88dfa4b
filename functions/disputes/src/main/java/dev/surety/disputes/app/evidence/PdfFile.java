package dev.surety.disputes.app.evidence;

import dev.surety.disputes.domain.evidence.EvidenceFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** A PDF that was read whole, with bounds: it does nothing by itself, holds no other files, and its pages are there. */
final class PdfFile implements AutoCloseable {
    static final int MOST_PAGES = 200;
    private static final long MOST_PAGE_BYTES = 32_000_000;
    private static final long MOST_PAGES_BYTES = 128_000_000;
    private static final int TAIL = 2048;

    /** ISO 32000-2, annex C: 200 inches. */
    private static final int LONGEST_SIDE = 14_400;

    private final PDDocument document;
    private final List<PDPage> pages;

    private PdfFile(PDDocument document, List<PDPage> pages) {
        this.document = document;
        this.pages = pages;
    }

    PDDocument document() {
        return document;
    }

    List<PDPage> pages() {
        return pages;
    }

    static PdfFile open(byte[] bytes) throws UnfitFile {
        int tail = Math.min(TAIL, bytes.length);
        String end = new String(bytes, bytes.length - tail, tail, StandardCharsets.ISO_8859_1);
        // PDFBox mends a file without an end; a bank's reader may not.
        if (!end.contains("%%EOF")) {
            throw new UnfitFile(EvidenceFault.TRUNCATED, "it has no end");
        }
        try {
            var parser = new BoundedPdfParser(new RandomAccessReadBuffer(bytes));
            try {
                return opened(parser, parser.parse());
            } finally {
                // PDFBox goes on after some exceptions.
                parser.rethrow();
            }
        } catch (UnfitFile e) {
            throw e;
        } catch (InvalidPasswordException e) {
            throw new UnfitFile(EvidenceFault.ENCRYPTED, "it is encrypted", e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A parser meets hostile bytes with exceptions of every kind, and endless nesting with its stack's end.
            throw new UnfitFile(EvidenceFault.UNREADABLE, "it cannot be read as a PDF", e);
        }
    }

    private static PdfFile opened(BoundedPdfParser parser, PDDocument document) throws IOException {
        boolean done = false;
        try {
            if (document.isEncrypted()) {
                throw new UnfitFile(EvidenceFault.ENCRYPTED, "it is encrypted");
            }
            new PdfObjects(document.getDocument()).check();
            var file = new PdfFile(document, pages(parser, document));
            done = true;
            return file;
        } finally {
            if (!done) {
                document.close();
            }
        }
    }

    private static List<PDPage> pages(BoundedPdfParser parser, PDDocument document) throws IOException {
        List<PDPage> pages = new ArrayList<>();
        long all = 0;
        for (PDPage page : document.getPages()) {
            pages.add(page);
            if (pages.size() > MOST_PAGES) {
                throw new UnfitFile(EvidenceFault.TOO_MANY_PAGES, "more than " + MOST_PAGES + " pages");
            }
            checkSize(page, pages.size());
            long one = 0;
            var contents = page.getContentStreams();
            while (contents.hasNext()) {
                one += parser.sizeOf(contents.next().getCOSObject());
                // One stream may be named a million times.
                if (one > MOST_PAGE_BYTES || all + one > MOST_PAGES_BYTES) {
                    throw new UnfitFile(EvidenceFault.EXPANDS_TOO_FAR, "page " + pages.size());
                }
            }
            all += one;
        }
        if (pages.isEmpty()) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "it has no pages");
        }
        return pages;
    }

    private static void checkSize(PDPage page, int number) throws UnfitFile {
        PDRectangle box = page.getCropBox();
        boolean isSheet = box.getWidth() >= 1
                && box.getWidth() <= LONGEST_SIDE
                && box.getHeight() >= 1
                && box.getHeight() <= LONGEST_SIDE;
        if (!isSheet) {
            throw new UnfitFile(EvidenceFault.UNREADABLE, "page " + number + " has no size");
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            // Its bytes are in memory only.
            throw new IllegalStateException(e);
        }
    }
}
