package dev.surety.runtime.edge.http;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A route's answer to a request: a body with a status, or a refusal. A browser gets a page, or an address to go on to.
 */
public sealed interface Response {
    record Said(int status, ObjectNode body, Map<String, String> headers) implements Response {
        public Said {
            headers = Map.copyOf(headers);
        }

        public Said with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Said(status, body, more);
        }

        /** Marks the answer as that of an earlier request with the same key. */
        public Said replayed(boolean replayed) {
            return replayed ? with("Idempotency-Replayed", "true") : this;
        }

        public Said version(int version) {
            return with("ETag", "\"" + version + "\"");
        }
    }

    record Refused(Refusal refusal) implements Response {}

    /**
     * A page for people. It can load nothing and run nothing, and no site can frame it. Its text is ours; a part of a
     * request is in it only as text, escaped by the code that made the page.
     *
     * @param leadsTo where its form goes, or where the answer sends the browser on; browsers hold a form to that
     * @param style the style sheet within the page, if it has one; the browser takes no other
     */
    record Page(int status, String html, Optional<URI> leadsTo, Optional<String> style) implements Response {
        public Page(int status, String html, Optional<URI> leadsTo) {
            this(status, html, leadsTo, Optional.empty());
        }

        /** @param text HTML */
        public static Page of(int status, String title, String text, Optional<URI> leadsTo) {
            String html = """
                    <!doctype html>
                    <html lang="en">
                    <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <meta name="color-scheme" content="light dark">
                    <title>%s</title>
                    </head>
                    <body>
                    <main>
                    %s
                    </main>
                    </body>
                    </html>
                    """.formatted(title, text);
            return new Page(status, html, leadsTo);
        }
    }

    /** A file that is not JSON, such as a CSV. */
    record Document(String contentType, String text) implements Response {}

    /** Sends a browser on to an absolute address: one that we stored, never one that came with the request. */
    record SeeOther(URI location) implements Response {}

    /**
     * Sends a browser on to a page of ours.
     *
     * @param path with its query; nothing of it came with the request
     * @param cookie that the browser is to keep, as {@code Set-Cookie} writes it
     */
    record ToPage(String path, Optional<String> cookie) implements Response {
        public ToPage(String path) {
            this(path, Optional.empty());
        }
    }

    static Said ok(ObjectNode body) {
        return new Said(200, body, Map.of());
    }

    static Said of(int status, ObjectNode body) {
        return new Said(status, body, Map.of());
    }

    static Response refuse(Refusal refusal) {
        return new Refused(refusal);
    }

    static Response notFound() {
        return new Refused(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
    }
}
