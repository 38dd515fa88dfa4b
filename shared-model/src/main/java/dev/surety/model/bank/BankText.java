package dev.surety.model.bank;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a text in the characters that banks take: {@code a-z A-Z 0-9 / - ? : ( ) . , ' +} and space. The file {@code
 * bank-characters.csv} says how others are written.
 */
public final class BankText {
    /** A name in a SEPA credit transfer. */
    public static final int SEPA_NAME = 70;
    /** A name in an entry of a NACHA file. */
    public static final int ACH_NAME = 22;

    private static final String TAKEN = "/-?:().,'+ ";
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

    private static Optional<String> written(int point) {
        if (isTaken(point)) {
            return Optional.of(Character.toString(point));
        }
        String found = WRITTEN.get(point);
        if (found != null) {
            return Optional.of(found);
        }
        String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        var written = new StringBuilder();
        for (int part : parts.codePoints().filter(of -> !isAccent(of)).toArray()) {
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

    private static boolean isTaken(int point) {
        return isLetterOrDigit(point) || TAKEN.indexOf(point) >= 0;
    }

    private static boolean isLetterOrDigit(int point) {
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9');
    }

    private static boolean isAccent(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
