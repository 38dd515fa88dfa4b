package dev.surety.runtime.edge.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code If-Match: "7"}: the caller has seen this version and means no later one. {@code W/"7"} is the same,
 * because proxies weaken tags on their way; {@code *} is any version, so long as there is one.
 */
public final class IfMatch {
    /** No version in particular: any present one will do. */
    public static final int ANY = -1;

    private static final Pattern FORM = Pattern.compile("(?:W/)?\"([0-9]{1,6})\"");

    private IfMatch() {}

    /** The version named; nothing if there is no such header, or, noted among the errors, if it has another form. */
    public static Optional<Integer> of(Request request, Fields errors) {
        Optional<String> header = request.header("if-match");
        if (header.isEmpty() || header.get().equals("*")) {
            return header.map(_ -> ANY);
        }
        Matcher tag = FORM.matcher(header.get());
        if (!tag.matches()) {
            errors.wrong("If-Match", "format");
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(tag.group(1)));
    }
}
