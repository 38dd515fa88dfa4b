package dev.surety.runtime.edge.http;

import dev.surety.model.Invariants;
import dev.surety.runtime.secrets.Digests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Answers to people, by way of their browser: pages, an address to go on to, and refusals as pages. */
final class Pages {
    private static final Set<String> SCHEMES = Set.of("https", "http");

    /** Two slashes would begin the name of a host. */
    private static final Pattern OWN_PATH = Pattern.compile("/[A-Za-z0-9][A-Za-z0-9/?=&_.-]*");

    private Pages() {}

    /**
     * The page loads and runs nothing, and no site frames it. Its form goes to us and, from there, on to one origin.
     */
    static Rendered of(Response.Page page) {
        String on = page.leadsTo().map(address -> " " + origin(address)).orElse("");
        String style = page.style().map(text -> "; style-src 'sha256-" + hash(text) + "'").orElse("");
        return Rendered.of(page.status(), "text/html; charset=utf-8", page.html())
                .with(Map.of(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'" + on + style,
                        "Referrer-Policy",
                        "no-referrer",
                        "X-Content-Type-Options",
                        "nosniff"));
    }

    private static String hash(String style) {
        return Base64.getEncoder().encodeToString(Digests.sha256(style.getBytes(StandardCharsets.UTF_8)));
    }

    static Rendered seeOther(URI address) {
        hold(address);
        return goingTo(address.toASCIIString());
    }

    static Rendered toPage(String path, Optional<String> cookie) {
        Invariants.hold(OWN_PATH.matcher(path).matches(), "a page of ours is named by a path");
        Rendered answer = goingTo(path);
        return cookie.map(answer::withCookie).orElse(answer);
    }

    private static Rendered goingTo(String location) {
        return Rendered.of(303, "text/plain; charset=utf-8", "")
                .with(Map.of("Location", location, "Referrer-Policy", "no-referrer"));
    }

    /**
     * A refusal or failure with the same status, because a person reads it. It gives the reason of each field's error
     * and not the place: a name may be the request's own.
     */
    static Rendered problem(ObjectNode problem) {
        Set<String> why = new LinkedHashSet<>();
        why.add(problem.path("reason").asString(""));
        problem.path("errors").forEach(error -> why.add(error.path("reason").asString("")));
        String text = """
                <h1>This did not work</h1>
                <p>%s</p>
                <p>Reason: %s. Request: %s.</p>\
                """.formatted(
                problem.path("title").asString(""),
                String.join(", ", why),
                problem.path("requestId").asString(""));
        int status = problem.path("status").intValue();
        return of(Response.Page.of(status, "This did not work", text, Optional.empty()));
    }

    private static String origin(URI address) {
        hold(address);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    /** The code that stores an address accepts only such ones; any other here was never checked. */
    private static void hold(URI address) {
        Invariants.hold(
                address.getHost() != null && address.getUserInfo() == null && SCHEMES.contains(address.getScheme()),
                "a browser is sent to an absolute address of the web only");
    }
}
