package dev.surety.local.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A request as it came in. Header names are lower-case, repeated headers joined by commas, cookies kept apart.
 *
 * @param rawPath as it was written: a route is found by its segments, so that a slash that was written as {@code %2F}
 *     is part of one
 */
record Call(
        String method,
        String path,
        String rawPath,
        String rawQuery,
        String protocol,
        String remote,
        Map<String, String> headers,
        List<String> cookies,
        Optional<byte[]> body) {
    /** The API gateway's own limit. */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    /** A request whose path, query or size the gateway refuses. */
    static final class Unacceptable extends Exception {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // It is never serialised; it only carries the answer up to the edge.
        private final Reply answer;

        Unacceptable(Reply answer) {
            super("status " + answer.status());
            this.answer = answer;
        }

        Reply answer() {
            return answer;
        }
    }

    static Call read(Request request) throws IOException, Unacceptable {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> cookies = new ArrayList<>();
        request.getHeaders().forEach(field -> {
            if (field.getName().equalsIgnoreCase("cookie")) {
                cookies.addAll(List.of(field.getValue().split(";\\s*", -1)));
            } else {
                String name = field.getName().toLowerCase(Locale.ROOT);
                headers.merge(name, field.getValue(), (first, next) -> first + "," + next);
            }
        });
        byte[] body = Content.Source.asInputStream(request).readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new Unacceptable(Reply.gateway(413, "Request Entity Too Large"));
        }
        String rawPath = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        return new Call(
                request.getMethod(),
                decodePath(rawPath),
                rawPath,
                query == null ? "" : query,
                request.getConnectionMetaData().getProtocol(),
                Request.getRemoteAddr(request),
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

    /** In a path a plus is a plus. */
    static String decodePath(String raw) throws Unacceptable {
        return decode(raw.replace("+", "%2B"));
    }

    private static String decode(String text) throws Unacceptable {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unacceptable(Reply.gateway(400, "Bad Request"));
        }
    }
}
