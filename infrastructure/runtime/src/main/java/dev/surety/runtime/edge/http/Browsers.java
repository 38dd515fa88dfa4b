package dev.surety.runtime.edge.http;

import dev.surety.model.Invariants;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The headers that browsers get with a page, and with an address to go on to. */
final class Browsers {
    static final String HTML = "text/html; charset=utf-8";
    private static final Set<String> SCHEMES = Set.of("https", "http");

    private Browsers() {}

    /**
     * The page loads and runs nothing, and no site frames it. Its form goes to us and, from there, on to one origin.
     */
    static Map<String, String> page(Optional<URI> leadsTo) {
        String on = leadsTo.map(address -> " " + origin(address)).orElse("");
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'" + on,
                "Referrer-Policy",
                "no-referrer",
                "X-Content-Type-Options",
                "nosniff");
    }

    static Map<String, String> seeOther(URI address) {
        hold(address);
        return Map.of("Location", address.toASCIIString(), "Referrer-Policy", "no-referrer");
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
