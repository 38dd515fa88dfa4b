package dev.surety.model.bank;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a text in the characters that banks take: {@code a-z A-Z 0-9 / - ? : ( ) . , ' +} and space. The file {@code
 * bank-characters.csv} says how others are written; tab and line break become a space.
 */
public final class BankText {
    /** A name in a SEPA credit transfer. */
    public static final int SEPA_NAME = 70;
    /** The text that a payee reads beside a SEPA credit transfer. */
    public static final int SEPA_TEXT = 140;
    /** A town in an address of pain.001. */
    public static final int SEPA_TOWN = 35;
    /** A name in an entry of a NACHA file. */
    public static final int ACH_NAME = 22;

    private static final int ASCII = 128;
    /** By character; it is asked about each one of a million payments. */
    private static final boolean[] TAKEN = taken();

    private static final Map<Integer, String> WRITTEN = Table.rows("bank-characters.csv").stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row.codePointAt(0), row -> row.substring(row.offsetByCodePoints(0, 2))));

    private BankText() {}

    /**
     * The text as a bank sees it, cut to its longest length. Empty if a character has no writing here, or if no letter
     * or digit is left.
     */
    public static Optional<String> of(String text, int longest) {
        int[] points = Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray();
        var written = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            Optional<String> one = written(points[i]);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            written.append(isAmongCapitals(points, i) ? capitals(one.get()) : one.get());
        }
        String tidy = tidy(written.toString());
        String cut = tidy(tidy.substring(0, Math.min(longest, tidy.length())));
        return Optional.of(cut).filter(of -> of.codePoints().anyMatch(BankText::isLetterOrDigit));
    }

    /** Whether a text can stand as it is: it is not empty, and banks refuse no character, slash or end of it. */
    public static boolean isWritten(String text, int longest) {
        int last = text.length() - 1;
        return last >= 0
                && last < longest
                && text.chars().allMatch(BankText::isTaken)
                && !isAtNoEnd(text.charAt(0))
                && !isAtNoEnd(text.charAt(last))
                && !text.contains("//");
    }

    private static boolean isAtNoEnd(char one) {
        return one == '/' || one == ' ';
    }

    private static Optional<String> written(int point) {
        if (isTaken(point)) {
            return Optional.of(Character.toString(point));
        }
        if (Character.isWhitespace(point)) {
            return Optional.of(" ");
        }
        String found = WRITTEN.get(point);
        if (found != null) {
            return Optional.of(found);
        }
        String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        var written = new StringBuilder();
        for (int part : parts.codePoints().filter(of -> !isUnseen(of)).toArray()) {
            String one = isTaken(part) ? Character.toString(part) : WRITTEN.get(part);
            if (one == null) {
                return Optional.empty();
            }
            written.append(one);
        }
        return Optional.of(written.toString());
    }

    /** Whether a capital that becomes two letters stands in a word of capitals. */
    private static boolean isAmongCapitals(int[] points, int at) {
        boolean next = at + 1 < points.length && Character.isUpperCase(points[at + 1]);
        boolean last = (at + 1 == points.length || !Character.isLetter(points[at + 1]))
                && at > 0
                && Character.isUpperCase(points[at - 1]);
        return Character.isUpperCase(points[at]) && (next || last);
    }

    private static String capitals(String letters) {
        return letters.chars()
                .map(c -> c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Banks refuse a slash at either end, and two in a row. */
    private static String tidy(String text) {
        return text.replaceAll("/{2,}", "/").replaceAll(" {2,}", " ").replaceAll("^[ /]+|[ /]+$", "");
    }

    /** Whether banks take this character. */
    public static boolean isTaken(int point) {
        return point < ASCII && TAKEN[point];
    }

    private static boolean[] taken() {
        var taken = new boolean[ASCII];
        for (int point = 0; point < ASCII; point++) {
            taken[point] = isLetterOrDigit(point) || "/-?:().,'+ ".indexOf(point) >= 0;
        }
        return taken;
    }

    private static boolean isLetterOrDigit(int point) {
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9');
    }

    /** An accent, or a mark of direction and the like, which people paste without seeing it. */
    private static boolean isUnseen(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT;
    }
}
