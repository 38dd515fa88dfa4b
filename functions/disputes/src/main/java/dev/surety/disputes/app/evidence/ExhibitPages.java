package dev.surety.disputes.app.evidence;

import dev.surety.disputes.app.evidence.BankFile.Content;
import dev.surety.disputes.app.evidence.BankFile.Exhibit;
import dev.surety.disputes.domain.evidence.EvidenceFault;
import dev.surety.runtime.secrets.Digests;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Lays one item out: its heading, its words, and its file. */
final class ExhibitPages {
    private static final float HEADING = 14;
    private static final float SMALL = 8;

    /** Points for each pixel of a picture: a small one is not blown up over the page. */
    private static final float MOST_TIMES = 0.75f;

    private final PDDocument document;
    private final Typeface face;
    private final ScaledPicture.Quality quality;
    private final int most;
    private final List<PdfFile> open;

    /**
     * @param most pages of an item
     * @param open gets the files that have to stay open until the document is saved
     */
    ExhibitPages(
            PDDocument document, Typeface face, ScaledPicture.Quality quality, int most, List<PdfFile> open) {
        this.document = document;
        this.face = face;
        this.quality = quality;
        this.most = most;
        this.open = open;
    }

    /** Empty if the item has too many pages, or cannot be shown though its check had found it sound. */
    Optional<List<List<PageFlow.Mark>>> lay(int number, Exhibit exhibit) throws IOException {
        var flow = new PageFlow(face, most);
        flow.page();
        heading(number, exhibit, flow);
        try {
            if (exhibit.file().isPresent()) {
                file(exhibit.file().get(), flow);
            }
        } catch (UnfitFile e) {
            return Optional.empty();
        }
        return flow.isFull() ? Optional.empty() : Optional.of(flow.pages());
    }

    private void heading(int number, Exhibit exhibit, PageFlow flow) throws IOException {
        flow.text("Item " + number + ": " + exhibit.kind().title(), HEADING);
        if (exhibit.words().name().isPresent()) {
            flow.line("File: " + exhibit.words().name().get(), SMALL, 0);
        }
        if (exhibit.file().isPresent()) {
            byte[] bytes = exhibit.file().get().bytes();
            flow.line(
                    bytes.length + " bytes, SHA-256 " + HexFormat.of().formatHex(Digests.sha256(bytes)), SMALL, 0);
        }
        flow.line("Added at " + exhibit.addedAt(), SMALL, 0);
        flow.space(SMALL);
        if (exhibit.words().words().isPresent()) {
            text(exhibit.words().words().get(), flow);
        }
    }

    private void text(String text, PageFlow flow) throws IOException {
        if (!face.showsAll(text)) {
            flow.line("Characters that cannot be printed here are shown as \u25a1.", SMALL, 0);
        }
        flow.text(text, PageFlow.TEXT);
        flow.space(PageFlow.TEXT);
    }

    private void file(Content file, PageFlow flow) throws IOException {
        switch (file.type()) {
            case PDF -> pages(file.bytes(), flow);
            case JPEG -> picture(JpegFile.read(file.bytes()), flow);
            case PNG -> picture(PngFile.read(file.bytes()), flow);
            case TEXT -> text(TextFile.read(file.bytes()), flow);
            case HEIC, CSV -> throw new UnfitFile(EvidenceFault.TYPE_DIFFERS, "no evidence is of this type");
        }
    }

    private void picture(Picture picture, PageFlow flow) throws IOException {
        ScaledPicture scaled = ScaledPicture.of(picture, quality);
        PDImageXObject image = JPEGFactory.createFromByteArray(document, scaled.jpeg());
        var placed = flow.frame().fit(scaled.width(), scaled.height(), MOST_TIMES);
        flow.mark(on -> on.drawImage(
                image,
                placed.getTranslateX(),
                placed.getTranslateY(),
                scaled.width() * placed.getScaleX(),
                scaled.height() * placed.getScaleY()));
    }

    private void pages(byte[] bytes, PageFlow flow) throws IOException {
        PdfFile file = PdfFile.open(bytes);
        open.add(file);
        var imported = new PdfPages(document);
        try {
            for (PDPage page : file.pages()) {
                flow.mark(imported.mark(page, flow.frame()));
                if (flow.isFull()) {
                    return;
                }
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Copying meets the same hostile bytes as reading does.
            throw new UnfitFile(
                    EvidenceFault.UNREADABLE, "its pages cannot be shown", e);
        }
    }
}
