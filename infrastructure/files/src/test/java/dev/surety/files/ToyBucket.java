package dev.surety.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** As much of S3 as we use: objects with metadata, the condition on a put, and no check of signatures. */
final class ToyBucket implements AutoCloseable {
    private static final String SHA256 = "x-amz-meta-sha256";

    private record Held(byte[] bytes, String sha256) {}

    private final Map<String, Held> objects = new ConcurrentHashMap<>();
    private final HttpServer server;

    ToyBucket() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
    }

    void start() {
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, path);
                case "HEAD", "GET" -> give(exchange, path);
                case "DELETE" -> {
                    objects.remove(path);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private void put(HttpExchange exchange, String path) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String sha256 = exchange.getRequestHeaders().getFirst(SHA256);
        boolean once = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        Held before = objects.putIfAbsent(path, new Held(bytes, sha256 == null ? "" : sha256));
        exchange.sendResponseHeaders(before == null ? 200 : once ? 412 : 500, -1);
    }

    private void give(HttpExchange exchange, String path) throws IOException {
        Held held = objects.get(path);
        if (held == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().set(SHA256, held.sha256());
        exchange.getResponseHeaders()
                .set("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(held.bytes().length));
        }
        exchange.sendResponseHeaders(200, head ? -1 : held.bytes().length);
        if (!head) {
            exchange.getResponseBody().write(held.bytes());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
