package dev.surety.disputes.app.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of our own pages: the one that PDFBox ships, for Latin, Greek, Cyrillic and Hebrew. It is embedded, so the
 * pages look the same everywhere. A character that it lacks, or that would change how its neighbours look, is shown as
 * a square.
 */
final class Typeface {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int SQUARE = 0x25a1;
    private static final String TAB = "    ";

    /** No line needs so many, so the end of a text without end is not looked at. */
    private static final int MOST_LETTERS = 1000;

    /** Brackets that stand the other way round in text from right to left. */
    private static final String MIRRORED = "()[]{}<>\u00ab\u00bb";

    private final PDType0Font font;
    private final Map<Integer, Float> advances = new HashMap<>();

    private Typeface(PDType0Font font) {
        this.font = font;
    }

    static Typeface in(PDDocument document) throws IOException {
        try (InputStream bytes = PDFont.class.getResourceAsStream(FONT)) {
            return new Typeface(PDType0Font.load(document, bytes));
        }
    }

    PDFont font() {
        return font;
    }

    /** @param text in the order in which it is drawn */
    record Line(String text, boolean isFromRight, float width) {}

    /**
     * The lines of a text, from which no character has been dropped.
     *
     * @param most lines that are made; the caller asks for one more than it can use
     */
    List<Line> lines(String text, float size, float width, int most) throws IOException {
        List<Line> lines = new ArrayList<>();
        long used = (long) most * MOST_LETTERS;
        boolean isLonger = text.length() > used;
        for (String paragraph : (isLonger ? text.substring(0, (int) used) : text).split("\r\n|\r|\n", -1)) {
            if (lines.size() >= most) {
                break;
            }
            wrap(shown(paragraph), size, width, most, lines);
        }
        while (isLonger && lines.size() < most) {
            lines.add(new Line("", false, 0));
        }
        return lines;
    }

    /** A text on one line, cut visibly if it is longer. */
    Line line(String text, float size, float width) throws IOException {
        List<Line> lines = lines(text.replaceAll("[\r\n]", "\u25a1"), size, width, 2);
        if (lines.size() == 1) {
            return lines.getFirst();
        }
        return lines(text.replaceAll("[\r\n]", "\u25a1"), size, width - 2 * size, 1).stream()
                .map(first -> new Line(first.text() + " …", first.isFromRight(), first.width() + 2 * size))
                .findFirst()
                .orElseThrow();
    }

    /** Whether every character of a text is shown as it is. */
    boolean showsAll(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\r' || c == '\t' || c == SQUARE || isShown(c));
    }

    private String shown(String paragraph) {
        var shown = new StringBuilder();
        paragraph.codePoints().forEach(c -> {
            if (c == '\t') {
                shown.append(TAB);
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                shown.append(' ');
            } else {
                shown.appendCodePoint(isShown(c) ? c : SQUARE);
            }
        });
        return shown.toString();
    }

    private boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> true;
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> font.getCmapLookup().getGlyphId(c) != 0;
        };
    }

    private void wrap(String paragraph, float size, float width, int most, List<Line> lines) throws IOException {
        boolean isFromRight = !new Bidi(paragraph, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
        int from = 0;
        do {
            int to = end(paragraph, from, size, width);
            String line = paragraph.substring(from, to).stripTrailing();
            lines.add(new Line(drawn(line, isFromRight), isFromRight, width(line, size)));
            from = to;
            while (from < paragraph.length() && paragraph.charAt(from) == ' ') {
                from++;
            }
        } while (from < paragraph.length() && lines.size() < most);
    }

    /** The end of the line: after a space if there is one, else in the middle of a word. */
    private int end(String text, int from, float size, float width) throws IOException {
        float wide = 0;
        int space = -1;
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            wide += advance(c) * size;
            if (wide > width && c != ' ') {
                return space > from ? space : Math.max(at, from + Character.charCount(text.codePointAt(from)));
            }
            at += Character.charCount(c);
            if (c == ' ') {
                space = at;
            }
        }
        return at;
    }

    float width(String text, float size) throws IOException {
        float wide = 0;
        for (int c : text.codePoints().toArray()) {
            wide += advance(c) * size;
        }
        return wide;
    }

    private float advance(int c) throws IOException {
        Float known = advances.get(c);
        if (known == null) {
            known = font.getStringWidth(Character.toString(c)) / 1000;
            advances.put(c, known);
        }
        return known;
    }

    private static String drawn(String line, boolean isFromRight) {
        var bidi = new Bidi(line, isFromRight ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
        if (bidi.isLeftToRight()) {
            return line;
        }
        byte[] levels = new byte[bidi.getRunCount()];
        String[] runs = new String[levels.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            String run = line.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            runs[i] = levels[i] % 2 == 1 ? reversed(run) : run;
        }
        Bidi.reorderVisually(levels, 0, runs, 0, runs.length);
        return String.join("", runs);
    }

    private static String reversed(String run) {
        var reversed = new StringBuilder();
        int[] letters = run.codePoints().toArray();
        for (int i = letters.length - 1; i >= 0; i--) {
            int bracket = MIRRORED.indexOf(letters[i]);
            reversed.appendCodePoint(bracket < 0 ? letters[i] : MIRRORED.charAt(bracket ^ 1));
        }
        return reversed.toString();
    }
}
