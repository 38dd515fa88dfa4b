package dev.surety.onboarding.http.page;

import dev.surety.runtime.edge.http.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * The page's cookies. No script reads them, and no other site's form brings them. Their names begin with
 * {@code __Host-}, so browsers let no other host set them. Chromium takes them from {@code http://localhost}, too.
 */
final class Cookies {
    static final String SESSION = "__Host-surety-onboarding";
    static final String LANGUAGE = "__Host-surety-language";

    private static final int LONGEST_HEADER = 8_192;

    private Cookies() {}

    static Optional<String> find(Request request, String name) {
        String header = request.header("cookie").filter(text -> text.length() <= LONGEST_HEADER).orElse("");
        String start = name + "=";
        Optional<String> found = Optional.empty();
        for (String cookie : header.split(";", -1)) {
            if (cookie.strip().startsWith(start)) {
                // Of two with one name neither is believed: another site may have set one of them.
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(cookie.strip().substring(start.length()));
            }
        }
        return found;
    }

    static String set(String name, String value, Duration life) {
        return name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; Secure; HttpOnly; SameSite=Lax";
    }
}
