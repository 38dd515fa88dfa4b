package dev.surety.runtime.edge.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code If-Match: "7"}: the version a caller has seen and wants nobody to have gone beyond. */
public final class IfMatch {
    private static final Pattern FORM = Pattern.compile("\"[0-9]{1,6}\"");

    private IfMatch() {}

    /** The version named; nothing if there is no such header, or, noted among the errors, if it has another form. */
    public static Optional<Integer> of(Request request, Fields errors) {
        Optional<String> header = request.header("if-match");
        if (header.isPresent() && !FORM.matcher(header.get()).matches()) {
            errors.wrong("If-Match", "format");
            return Optional.empty();
        }
        return header.map(text -> Integer.parseInt(text.substring(1, text.length() - 1)));
    }
}
