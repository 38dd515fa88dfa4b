package dev.surety.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An API that answers as a test says, and the command line that asks it. */
final class ScriptedApi implements AutoCloseable {
    final List<String> keys = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();
    final StringWriter out = new StringWriter();
    final StringWriter problems = new StringWriter();
    final Path session;

    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    ScriptedApi(Path folder) throws IOException {
        session = folder.resolve("session.json");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        new Session(url(), "demo-maker", "token", Instant.parse("2199-01-01T00:00:00Z")).store(session);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** An answer is a status, a blank and a body; {@code lost} closes the connection without one. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) {
            keys.add(key);
        }
        Deque<String> queue = answers.getOrDefault(path, new ArrayDeque<>(List.of("404 {\"reason\":\"not_found\"}")));
        String answer = queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
        if (!answer.equals("lost")) {
            byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer.substring(0, 3));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    void says(String path, String... inTurn) {
        answers.put(path, new ArrayDeque<>(List.of(inTurn)));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--session", session.toString()));
        all.addAll(List.of(arguments));
        return Surety.run(
                new PrintWriter(out, true), new PrintWriter(problems, true), false, all.toArray(String[]::new));
    }
}
