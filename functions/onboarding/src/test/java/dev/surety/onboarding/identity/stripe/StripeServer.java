package dev.surety.onboarding.identity.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.runtime.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stripe over HTTP as its public reference has it: says what the test wrote down, and keeps the calls. */
public final class StripeServer implements AutoCloseable {
    public static final String KEY = "sk_test_for_tests_only";
    public static final Duration SILENCE = Duration.ofMillis(400);

    private static final String WEBHOOK_SECRET = "whsec_for_tests_only";

    /** One call as it came. */
    public record Call(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        public Map<String, String> form() {
            return members(body);
        }
    }

    /** The answer to a call. */
    public interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public StripeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    /** The adapter, which asks this server and only notes how long it would pause. */
    public StripeIdentity adapter() {
        return adapter(KEY);
    }

    StripeIdentity adapter(String key) {
        return new StripeIdentity(base(), SILENCE, secrets(key), pauses::add);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    static Secrets secrets(String key) {
        String document = "{\"stripe\":{\"current\":\"" + base64(key) + "\"},\"stripenotices\":{\"current\":\""
                + base64(WEBHOOK_SECRET) + "\"}}";
        return new Secrets(() -> document, InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public List<Call> calls() {
        return calls;
    }

    List<Duration> pauses() {
        return pauses;
    }

    /** Says this next. The last one is said as often as it is asked for. */
    public StripeServer says(int status, String body, String... headers) {
        return says(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    StripeServer says(Reply reply) {
        replies.add(reply);
        return this;
    }

    /** Takes the call and never answers. */
    public StripeServer saysNothing() {
        return says(_ -> stayed(closed));
    }

    private static void stayed(CountDownLatch until) {
        try {
            until.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void forget() {
        replies.clear();
        calls.clear();
        pauses.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            calls.add(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    members(exchange.getRequestURI().getRawQuery()),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Reply reply = replies.size() > 1 ? replies.poll() : replies.peek();
            reply.to(exchange);
        }
    }

    /** Each member once, as the reference has them. */
    private static Map<String, String> members(String encoded) {
        Map<String, String> members = new TreeMap<>();
        Arrays.stream((encoded == null ? "" : encoded).split("&"))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split("=", 2))
                .forEach(pair -> members.merge(decoded(pair[0]), decoded(pair[1]), (one, more) -> one + " " + more));
        return members;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A fixture without its first two lines, which say where it is from. Each word given replaces one in braces. */
    public static String fixture(String name, String... words) {
        try {
            String text = Files.readString(Path.of(
                    System.getProperty("surety.root"),
                    "functions/onboarding/src/test/resources/stripe/" + name + ".txt"));
            text = text.substring(text.indexOf('{'));
            for (int i = 0; i < words.length; i += 2) {
                text = text.replace("{" + words[i] + "}", words[i + 1]);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String list(String... sessions) {
        return fixture("list").replace("\"{session}\"", String.join(",", sessions));
    }

    /** The header's {@code v1} as the reference describes it, computed without the code under test. */
    public static String mac(long time, String body) {
        return mac(WEBHOOK_SECRET, time, body);
    }

    static String mac(String secret, long time, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
