package dev.surety.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as it came in. Header names are lower-case, repeated headers joined by commas, cookies kept apart. */
record Call(
        String method,
        String path,
        String rawQuery,
        String protocol,
        String remote,
        Map<String, String> headers,
        List<String> cookies,
        Optional<byte[]> body) {
    /** What the API gateway takes at most. */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    /** A request whose path, query or size the gateway refuses. */
    static final class Unacceptable extends Exception {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // It is never serialised; it only carries the answer up to the edge.
        private final Answer answer;

        Unacceptable(Answer answer) {
            super("status " + answer.status());
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    static Call read(HttpExchange exchange) throws IOException, Unacceptable {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> cookies = new ArrayList<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("cookie")) {
                values.forEach(value -> cookies.addAll(List.of(value.split(";\\s*"))));
            } else {
                headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
            }
        });
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new Unacceptable(Answer.gateway(413, "Request Entity Too Large"));
        }
        String query = exchange.getRequestURI().getRawQuery();
        return new Call(
                exchange.getRequestMethod(),
                decode(exchange.getRequestURI().getRawPath().replace("+", "%2B")),
                query == null ? "" : query,
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                headers,
                cookies,
                body.length == 0 ? Optional.empty() : Optional.of(body));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The parameters of the query, the values of repeated ones joined by commas. */
    Map<String, String> query() throws Unacceptable {
        return form(rawQuery, ",");
    }

    /** Reads {@code a=1&b=2}. A name that comes again is joined by this separator. */
    static Map<String, String> form(String text, String separator) throws Unacceptable {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.merge(name, value, (first, second) -> first + separator + second);
            }
        }
        return parameters;
    }

    private static String decode(String text) throws Unacceptable {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unacceptable(Answer.gateway(400, "Bad Request"));
        }
    }
}
