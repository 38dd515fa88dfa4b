package dev.surety.onboarding.publisher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.surety.onboarding.app.lists.Publishers;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publishers that answer as they should, too much, too slowly, or by leading us elsewhere. */
class PublishersOverHttpTest {
    private static final byte[] FILE = "36,\"A\"".getBytes(StandardCharsets.US_ASCII);
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    private static HttpsServer server;
    private static SSLContext tls;

    @BeforeAll
    static void serve() throws Exception {
        tls = context(folder.resolve("keys.p12"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", PublishersOverHttpTest::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        ASKED.add(path);
        try (exchange) {
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "good.csv" -> send(exchange, 200, FILE);
                case "moved.csv" -> redirect(exchange, "/elsewhere/good.csv");
                case "loop.csv" -> redirect(exchange, "/lists/loop.csv");
                case "plain.csv" -> redirect(exchange, "http://localhost:" + port() + "/good.csv");
                case "inside.csv" -> redirect(exchange, "https://inside.example:" + port() + "/good.csv");
                case "metadata.csv" -> redirect(exchange, "https://169.254.169.254/latest/meta-data");
                case "user.csv" -> redirect(exchange, "https://a@localhost:" + port() + "/good.csv");
                case "file.csv" -> redirect(exchange, "file:///etc/passwd");
                case "nowhere.csv" -> exchange.sendResponseHeaders(302, -1);
                case "nonsense.csv" -> redirect(exchange, "https://[");
                case "large.csv" -> send(exchange, 200, new byte[5_000]);
                case "endless.csv" -> endless(exchange, 0);
                case "slow.csv" -> endless(exchange, 50);
                case "cut.csv" -> cut(exchange);
                default -> send(exchange, 404, FILE);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void endless(HttpExchange exchange, long pauseMillis) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() < until) {
            body.write(pauseMillis == 0 ? new byte[1_000] : new byte[1]);
            body.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }
    }

    private static void cut(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write(FILE);
        exchange.getResponseBody().flush();
        throw new IOException("cut");
    }

    private static int port() {
        return server.getAddress().getPort();
    }

    private static Publishers publishers() {
        // The test's own server stands for one that everybody may reach.
        Map<String, String> names = Map.of("localhost", "93.184.215.14", "inside.example", "10.0.0.7");
        var hosts = new PublicHosts(
                host -> new InetAddress[] {InetAddress.getByName(names.getOrDefault(host, host))});
        var client = HttpClient.newBuilder()
                .sslContext(tls)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new HttpPublishers(
                Map.of("ofac_sdn", URI.create("https://localhost:" + port() + "/lists/")),
                hosts,
                client,
                new HttpPublishers.Bounds(2_000, Duration.ofSeconds(2)));
    }

    @Test
    void aFileIsFetchedAlsoWhereItHasMovedTo() {
        assertArrayEquals(FILE, publishers().fetch("ofac_sdn", "good.csv"));
        assertArrayEquals(FILE, publishers().fetch("ofac_sdn", "moved.csv"));
        assertEquals(List.of("/lists/good.csv", "/lists/moved.csv", "/elsewhere/good.csv"), ASKED);
    }

    @ParameterizedTest
    @CsvSource({
        "plain.csv, 1",
        "inside.csv, 1",
        "metadata.csv, 1",
        "user.csv, 1",
        "file.csv, 1",
        "nowhere.csv, 1",
        "nonsense.csv, 1",
        "loop.csv, 4",
        "absent.csv, 1"
    })
    void anAnswerThatLeadsElsewhereIsNotFollowed(String file, int asked) {
        assertThrows(Outage.class, () -> publishers().fetch("ofac_sdn", file));
        assertEquals(asked, ASKED.size(), ASKED.toString());
    }

    @ParameterizedTest
    @CsvSource({"large.csv", "endless.csv", "slow.csv", "cut.csv"})
    void anAnswerWithoutMeasureEndsInTime(String file) {
        long before = System.nanoTime();
        assertThrows(Outage.class, () -> publishers().fetch("ofac_sdn", file));
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(10), "took too long");
    }

    @Test
    void aListWithoutAddressIsAnOutage() {
        assertThrows(Outage.class, () -> publishers().fetch("eu", "good.csv"));
    }

    @Test
    void aPublisherThatFailsTwiceIsLeftAloneAndOthersAreNot() {
        List<String> calls = new ArrayList<>();
        var guarded = new GuardedPublishers((list, file) -> {
            calls.add(list + " " + file);
            if (list.equals("un")) {
                throw new Outage("away");
            }
            return FILE;
        });
        assertThrows(Outage.class, () -> guarded.fetch("un", "a"));
        assertThrows(Outage.class, () -> guarded.fetch("un", "b"));
        assertArrayEquals(FILE, guarded.fetch("ofac_sdn", "c"));
        assertEquals(List.of("un a", "un a", "ofac_sdn c"), calls);
    }

    @Test
    void addressesAreAsTheDeploymentSays() {
        Publishers invented = ConfiguredPublishers.of(Map.of("ofac_sdn", "synthetic", "un", "synthetic"));
        assertTrue(invented.fetch("un", "consolidated.xml").length > 1_000);
        Publishers insecure = ConfiguredPublishers.of(Map.of("ofac_sdn", "http://localhost:" + port() + "/lists"));
        assertThrows(Outage.class, () -> insecure.fetch("ofac_sdn", "good.csv"));
        Publishers inside = ConfiguredPublishers.of(Map.of("ofac_sdn", "https://localhost:" + port() + "/lists"));
        assertThrows(Outage.class, () -> inside.fetch("ofac_sdn", "good.csv"));
        assertEquals(List.of(), ASKED);
    }

    @ParameterizedTest
    @CsvSource({
        "93.184.215.14, true",
        "8.8.8.8, true",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c, true",
        "127.0.0.1, false",
        "10.1.2.3, false",
        "172.16.0.1, false",
        "172.32.0.1, true",
        "192.168.1.1, false",
        "192.0.0.8, false",
        "169.254.169.254, false",
        "100.64.0.1, false",
        "100.128.0.1, true",
        "198.18.0.1, false",
        "0.0.0.0, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "::1, false",
        "::, false",
        "fe80::1, false",
        "fd00:ec2::254, false",
        "::ffff:10.0.0.1, false",
        "::10.0.0.1, false",
        "64:ff9b::a00:1, false",
        "64:ff9b::808:808, true",
        "2002:a00:1::1, false",
        "ff02::1, false"
    })
    void onlyPublicAddressesAreAsked(String address, boolean isPublic) throws IOException {
        assertEquals(isPublic, PublicHosts.isPublic(InetAddress.getByName(address)));
    }

    /** A certificate for the test's own server, made by the JDK's tool. */
    private static SSLContext context(Path keys) throws Exception {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        tool.toString(), "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=localhost",
                        "-ext", "SAN=dns:localhost", "-validity", "2", "-keystore", keys.toString(), "-storetype",
                        "PKCS12", "-storepass", new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertEquals(0, made.waitFor(), () -> "keytool failed");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", store.getCertificate("a"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
