package dev.surety.disputes.app.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/** Lays text and pictures out on A4 pages, from top to bottom. Places are in points, from the lower left corner. */
final class PageFlow {
    static final float LEFT = 50;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    static final float TEXT = 10;
    private static final float TOP = PDRectangle.A4.getHeight() - 70;
    private static final float BOTTOM = 60;
    private static final float LEADING = 1.35f;

    private final Typeface face;
    private final int most;
    private final List<List<Mark>> pages = new ArrayList<>();
    private float y = -1;

    /** @param most pages; the flow stops soon after them */
    PageFlow(Typeface face, int most) {
        this.face = face;
        this.most = most;
    }

    /** Draws on a page. */
    interface Mark {
        void draw(PDPageContentStream page) throws IOException;
    }

    /** A place on a page. */
    record Frame(float x, float y, float width, float height) {
        /** The matrix that puts a thing of this size into the middle, at the top. */
        Matrix fit(float wide, float high, float mostTimes) {
            float times = Math.min(mostTimes, Math.min(width / wide, height / high));
            return new Matrix(
                    times, 0, 0, times, x + (width - wide * times) / 2, y + height - high * times);
        }
    }

    List<List<Mark>> pages() {
        return pages;
    }

    boolean isFull() {
        return pages.size() > most;
    }

    void page() {
        pages.add(new ArrayList<>());
        y = TOP;
    }

    void space(float height) {
        y -= height;
    }

    void text(String text, float size) throws IOException {
        int room = (most + 1 - pages.size()) * (int) ((TOP - BOTTOM) / (size * LEADING)) + 1;
        for (Typeface.Line line : face.lines(text, size, WIDTH, Math.max(1, room))) {
            line(line, size, 0);
        }
    }

    /** One line, cut visibly if it is longer. */
    void line(String text, float size, float indent) throws IOException {
        line(face.line(text, size, WIDTH - indent), size, indent);
    }

    private void line(Typeface.Line line, float size, float indent) {
        if (y - size * LEADING < BOTTOM) {
            page();
        }
        y -= size * LEADING;
        float x = line.isFromRight() ? LEFT + WIDTH - line.width() : LEFT + indent;
        mark(words(face, line.text(), size, x, y));
    }

    static Mark words(Typeface face, String text, float size, float x, float y) {
        return page -> {
            page.beginText();
            page.setFont(face.font(), size);
            page.newLineAtOffset(x, y);
            page.showText(text);
            page.endText();
        };
    }

    /** The rest of the page if more than half of it is free, else a new page. */
    Frame frame() {
        if (y - BOTTOM < (TOP - BOTTOM) / 2) {
            page();
        }
        var frame = new Frame(LEFT, BOTTOM, WIDTH, y - BOTTOM - TEXT);
        y = BOTTOM;
        return frame;
    }

    void mark(Mark mark) {
        pages.getLast().add(mark);
    }
}
