package dev.surety.disputes.app.evidence;

import dev.surety.disputes.app.evidence.ScaledPicture.Quality;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.files.FileType;
import dev.surety.runtime.secrets.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.ToLongFunction;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * All evidence of a bank's case in one PDF: a cover with the case's facts, an index, and each item in order. The same
 * input gives the same bytes. Items that the bank's limits have no room for are left out whole, and the index says so.
 */
public final class BankFile {
    /** Banks take so much through the gateways that we know. */
    public static final Limits LIMITS = new Limits(4_500_000, 50);

    /** From the best: some 150, 110 and 75 dots an inch on A4. */
    private static final List<Quality> QUALITIES =
            List.of(new Quality(1754, 80), new Quality(1280, 65), new Quality(880, 50));

    private static final float VERSION = 1.7f;
    private static final float TITLE = 18;
    private static final float SMALL = 8;

    private final Cover cover;
    private final Limits limits;

    private BankFile(Cover cover, Limits limits) {
        this.cover = cover;
        this.limits = limits;
    }

    public record Limits(int bytes, int pages) {}

    /**
     * @param of the case's id, at the foot of each page
     * @param at the time that the file says it was made
     */
    public record Cover(String of, String title, Instant at, List<Fact> facts) {
        public Cover {
            facts = List.copyOf(facts);
        }
    }

    public record Fact(String label, String value) {}

    /** @param file empty if the item is words alone */
    public record Exhibit(
            String id, EvidenceKind kind, Instant addedAt, EvidenceWords words, Optional<Content> file) {}

    /** @param bytes that were checked */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares it.
    public record Content(FileType type, byte[] bytes) {}

    /** @param leftOut ids of items that had no room, or could not be shown */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares it.
    public record Composed(byte[] bytes, String sha256, int pages, List<String> leftOut) {
        public Composed {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** @param exhibits in the order in which the bank reads them */
    public static Composed compose(Cover cover, List<Exhibit> exhibits, Limits limits) {
        try {
            return new BankFile(cover, limits).composed(exhibits);
        } catch (IOException e) {
            // Everything is in memory.
            throw new IllegalStateException(e);
        }
    }

    private Composed composed(List<Exhibit> exhibits) throws IOException {
        List<Exhibit> out = new ArrayList<>();
        for (Quality quality : QUALITIES) {
            Optional<Composed> composed = attempt(exhibits, out, quality);
            if (composed.isPresent()) {
                return composed.get();
            }
        }
        while (true) {
            leaveOut(exhibits, out, BankFile::bytes);
            Optional<Composed> composed = attempt(exhibits, out, QUALITIES.getLast());
            if (composed.isPresent()) {
                return composed.get();
            }
        }
    }

    private static void leaveOut(List<Exhibit> all, List<Exhibit> out, ToLongFunction<Exhibit> size) {
        out.add(all.stream()
                .filter(exhibit -> !out.contains(exhibit))
                .max(Comparator.comparingLong(size))
                .orElseThrow(() -> new IllegalStateException("A cover alone fits into every limit.")));
    }

    private static long bytes(Exhibit exhibit) {
        return exhibit.file().map(file -> (long) file.bytes().length).orElse(0L);
    }

    /** An item laid out on pages of its own. */
    private record Laid(Exhibit exhibit, List<List<PageFlow.Mark>> pages) {}

    /** @param out grows by the items for which there are no pages; empty if the bytes are too many */
    private Optional<Composed> attempt(List<Exhibit> all, List<Exhibit> out, Quality quality) throws IOException {
        List<PdfFile> open = new ArrayList<>();
        try (var document = new PDDocument()) {
            Typeface face = Typeface.in(document);
            var exhibits = new ExhibitPages(document, face, quality, limits.pages(), open);
            List<Laid> laid = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Exhibit exhibit = all.get(i);
                if (!out.contains(exhibit)) {
                    Optional<List<List<PageFlow.Mark>>> pages = exhibits.lay(i + 1, exhibit);
                    pages.ifPresentOrElse(made -> laid.add(new Laid(exhibit, made)), () -> out.add(exhibit));
                }
            }
            while (pages(laid) + cover(face, all, laid).size() > limits.pages()) {
                Laid longest = laid.stream()
                        .max(Comparator.comparingInt(item -> item.pages().size()))
                        .orElseThrow();
                laid.remove(longest);
                out.add(longest.exhibit());
            }
            List<List<PageFlow.Mark>> pages = new ArrayList<>(cover(face, all, laid));
            laid.forEach(item -> pages.addAll(item.pages()));
            draw(document, face, pages);
            return saved(document)
                    .map(bytes -> new Composed(
                            bytes,
                            HexFormat.of().formatHex(Digests.sha256(bytes)),
                            pages.size(),
                            out.stream().map(Exhibit::id).toList()));
        } finally {
            open.forEach(PdfFile::close);
        }
    }

    private static int pages(List<Laid> laid) {
        return laid.stream().mapToInt(item -> item.pages().size()).sum();
    }

    private List<List<PageFlow.Mark>> cover(Typeface face, List<Exhibit> all, List<Laid> laid) throws IOException {
        // The numbers of pages do not change how many pages the index has.
        return cover(face, all, laid, cover(face, all, laid, 1).size());
    }

    private List<List<PageFlow.Mark>> cover(Typeface face, List<Exhibit> all, List<Laid> laid, int before)
            throws IOException {
        var flow = new PageFlow(face, limits.pages());
        flow.page();
        flow.text(cover.title(), TITLE);
        flow.space(TITLE);
        for (Fact fact : cover.facts()) {
            flow.text(fact.label() + ": " + fact.value(), PageFlow.TEXT);
        }
        flow.space(TITLE);
        flow.text("Items", TITLE);
        int page = before + 1;
        for (int i = 0; i < all.size(); i++) {
            Exhibit exhibit = all.get(i);
            Optional<Laid> shown =
                    laid.stream().filter(item -> item.exhibit().equals(exhibit)).findFirst();
            String where = shown.isPresent() ? "page " + page : "left out, as it has no room in this file";
            flow.line((i + 1) + ". " + exhibit.kind().title() + ", " + where, PageFlow.TEXT, 0);
            if (exhibit.words().name().isPresent()) {
                flow.line(exhibit.words().name().get(), SMALL, TITLE);
            }
            page += shown.map(item -> item.pages().size()).orElse(0);
        }
        return flow.pages();
    }

    private void draw(PDDocument document, Typeface face, List<List<PageFlow.Mark>> pages) throws IOException {
        for (int i = 0; i < pages.size(); i++) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var on = new PDPageContentStream(document, page)) {
                for (PageFlow.Mark mark : pages.get(i)) {
                    mark.draw(on);
                }
                String foot = cover.of() + "   page " + (i + 1) + " of " + pages.size();
                PageFlow.words(face, foot, SMALL, PageFlow.LEFT, SMALL * 4).draw(on);
            }
        }
    }

    /** Ids and times that PDFBox would take from the clock are fixed. */
    private Optional<byte[]> saved(PDDocument document) throws IOException {
        document.setVersion(VERSION);
        document.setDocumentId(0L);
        var made = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        made.setTimeInMillis(cover.at().toEpochMilli());
        document.getDocumentInformation().setCreationDate(made);
        document.getDocumentInformation().setTitle(cover.title());
        var bytes = new ByteArrayOutputStream();
        var room = new Room(bytes, limits.bytes());
        try {
            // Without packed objects, which old readers do not know.
            document.save(room, CompressParameters.NO_COMPRESSION);
        } catch (Room.Full e) {
            return Optional.empty();
        }
        return Optional.of(bytes.toByteArray());
    }

    /** Takes so many bytes and no more. */
    private static final class Room extends OutputStream {
        private final OutputStream out;
        private long left;

        Room(OutputStream out, long left) {
            this.out = out;
            this.left = left;
        }

        private static final class Full extends IOException {
            private static final long serialVersionUID = 1;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new Full();
            }
            out.write(bytes, from, length);
        }
    }
}
