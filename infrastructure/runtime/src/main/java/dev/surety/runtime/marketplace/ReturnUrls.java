package dev.surety.runtime.marketplace;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whether a return URL lies under a prefix that the marketplace named. The payer's browser goes there. Browsers and
 * servers resolve dot segments, encoded or not, so we refuse every URL that has one.
 */
public final class ReturnUrls {
    private static final int MOST_DECODINGS = 5;
    private static final String ENDS_A_SEGMENT = "/?#";

    private ReturnUrls() {}

    public static boolean isUnder(String prefix, String url) {
        if (!url.startsWith(prefix) || hasDots(url)) {
            return false;
        }
        // A prefix that ends within a segment covers this very segment and all below it, not other segments with the
        // same start.
        boolean isWhole = url.length() == prefix.length() || prefix.endsWith("/") || prefix.contains("?");
        return isWhole || ENDS_A_SEGMENT.indexOf(url.charAt(prefix.length())) >= 0;
    }

    private static boolean hasDots(String url) {
        String path = url.split("[?#]", 2)[0];
        for (int i = 0; i < MOST_DECODINGS; i++) {
            boolean dots = Arrays.stream(path.split("[/\\\\]", -1))
                    // Some servers read the text behind a semicolon as a parameter of the segment.
                    .map(segment -> segment.split(";", 2)[0])
                    .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
            String decoded = decoded(path);
            if (dots || decoded.equals(path)) {
                return dots;
            }
            path = decoded;
        }
        // Only a URL that wants to be misread is encoded this often.
        return true;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }
}
