package dev.surety.messages.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which encoding a file has: the one of its byte-order mark, else the one that it declares, else UTF-8. */
final class Encodings {
    /** An XML declaration is within these many bytes, or the file has none. */
    static final int DECLARED_WITHIN = 512;

    /** A file begins in this encoding after a mark of some bytes. */
    record Found(Charset charset, int mark) {}

    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"'>]{1,40})[\"']");
    private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    /** Some programs declare UTF-16 and write UTF-8: a declaration that can be read byte by byte proves it. */
    private static final Map<String, Charset> TAKEN = Map.ofEntries(
            Map.entry("utf-16", StandardCharsets.UTF_8),
            Map.entry("utf-8", StandardCharsets.UTF_8),
            Map.entry("utf8", StandardCharsets.UTF_8),
            Map.entry("us-ascii", StandardCharsets.US_ASCII),
            Map.entry("ascii", StandardCharsets.US_ASCII),
            Map.entry("iso-8859-1", StandardCharsets.ISO_8859_1),
            Map.entry("iso8859-1", StandardCharsets.ISO_8859_1),
            Map.entry("latin1", StandardCharsets.ISO_8859_1),
            Map.entry("iso-8859-15", LATIN_9),
            Map.entry("iso8859-15", LATIN_9),
            Map.entry("windows-1252", WINDOWS),
            Map.entry("cp1252", WINDOWS));

    private Encodings() {}

    /** Empty if the file declares an encoding that we do not read. */
    static Optional<Found> of(byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(new Found(StandardCharsets.UTF_8, 3));
        }
        if (begins(head, 0xFE, 0xFF)) {
            return Optional.of(new Found(StandardCharsets.UTF_16BE, 2));
        }
        if (begins(head, 0xFF, 0xFE)) {
            return Optional.of(new Found(StandardCharsets.UTF_16LE, 2));
        }
        if (begins(head, 0, '<')) {
            return Optional.of(new Found(StandardCharsets.UTF_16BE, 0));
        }
        if (begins(head, '<', 0)) {
            return Optional.of(new Found(StandardCharsets.UTF_16LE, 0));
        }
        var declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return Optional.of(new Found(StandardCharsets.UTF_8, 0));
        }
        return Optional.ofNullable(TAKEN.get(declared.group(1).toLowerCase(Locale.ROOT)))
                .map(charset -> new Found(charset, 0));
    }

    private static boolean begins(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
