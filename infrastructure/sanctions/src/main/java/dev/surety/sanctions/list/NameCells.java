package dev.surety.sanctions.list;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells that hold more than one name: several spellings between semicolons, another script in parentheses, or a note.
 * Each spelling is a name. The cell as a whole stays one too, so that nothing of a list is lost by cutting it.
 */
final class NameCells {
    private static final Pattern PARENTHESES = Pattern.compile("\\(([^()]*)\\)?");
    private static final Pattern NOTE = Pattern.compile("(?i),? born .*|\\boriginal script:");

    private NameCells() {}

    static void read(String cell, NameKind kind, Draft into) {
        into.name(cell, isForeign(cell) && kind != NameKind.PRIMARY ? NameKind.ORIGINAL_SCRIPT : kind);
        if (cell.indexOf(';') < 0 && cell.indexOf('(') < 0 && cell.indexOf(')') < 0) {
            return;
        }
        Matcher inside = PARENTHESES.matcher(cell);
        List<String> noted = new ArrayList<>();
        while (inside.find()) {
            if (inside.group(1) != null) {
                noted.add(inside.group(1));
            }
        }
        String outside = cell.replaceAll("\\([^()]*\\)?|\\)", " ");
        boolean isOutsideForeign = isForeign(outside);
        spellings(outside, kind, into);
        for (String each : noted) {
            // Words in the same script as the name are a note about it, such as "birth name".
            if (isForeign(each) != isOutsideForeign) {
                spellings(each, kind, into);
            }
        }
    }

    private static void spellings(String text, NameKind kind, Draft into) {
        NameKind alias = kind == NameKind.PRIMARY ? NameKind.STRONG_ALIAS : kind;
        for (String each : text.split(";", -1)) {
            String name = NOTE.matcher(each).replaceAll("").replaceAll("\\s+", " ").strip();
            into.name(
                    name.endsWith(",") ? name.substring(0, name.length() - 1) : name,
                    isForeign(name) ? NameKind.ORIGINAL_SCRIPT : alias);
        }
    }

    /** Whether a text has letters, and none of them is Latin. */
    private static boolean isForeign(String text) {
        return text.codePoints().anyMatch(Character::isLetter)
                && text.codePoints()
                        .filter(Character::isLetter)
                        .noneMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
    }
}
