package dev.surety.runtime.observe;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Blots out secrets in a log (invariant {@code secret-kept}): tokens, authorisation headers, card numbers, bank
 * accounts, e-mail addresses. The last line of defence: nothing should get here to be blotted out.
 */
final class Redaction {
    private static final String BLOT = "[redacted]";

    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}(\\.[A-Za-z0-9_-]*)?"),
            Pattern.compile("(?i)(bearer|basic) +[A-Za-z0-9._~+/=-]{8,}"),
            Pattern.compile("(?i)(secret|password|authorization|api[-_]?key)(\"? *[:=] *\"?)[^\\s\",}]{4,}"),
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}"),
            Pattern.compile("\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}\\b"),
            Pattern.compile("(?<![0-9A-Za-z_-])[0-9](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z_-])"));

    private static final int LONGEST = 16 * 1024;

    private Redaction() {}

    static String of(String text) {
        // Matching takes up to the square of the length, so a stranger's megabyte must not get here whole.
        String clean = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " [cut]";
        for (Pattern secret : SECRETS) {
            clean = secret.matcher(clean).replaceAll(BLOT);
        }
        return clean;
    }
}
