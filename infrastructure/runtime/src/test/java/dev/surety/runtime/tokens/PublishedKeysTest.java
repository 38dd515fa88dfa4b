package dev.surety.runtime.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An issuer over HTTP, and what it may say of its keys. */
class PublishedKeysTest {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private record Page(int status, String body) {}

    private final Map<String, Page> pages = new HashMap<>();
    private HttpServer server;
    private String issuer;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Page page = pages.getOrDefault(exchange.getRequestURI().getPath(), new Page(404, "{}"));
                byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Location", "/moved");
                exchange.sendResponseHeaders(page.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        says(issuer, issuer + "/keys");
        pages.put("/keys", new Page(200, new JWKSet(Signer.KEY).toString(true)));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void says(String as, String keys) {
        pages.put(DISCOVERY, new Page(200, Json.text(Json.object().put("issuer", as).put("jwks_uri", keys))));
    }

    private Set<String> fetched() {
        return new PublishedKeys(issuer).fetch().keySet();
    }

    @Test
    void theKeysAreWhereTheDiscoveryDocumentSays() {
        assertEquals(Map.of("key-1", Signer.publicKey(Signer.KEY)), new PublishedKeys(issuer).fetch());
    }

    @Test
    void anIssuersNameMayEndInASlash() {
        says(issuer + "/", issuer + "/keys");
        assertEquals(Set.of("key-1"), new PublishedKeys(issuer + "/").fetch().keySet());
    }

    @Test
    void onlyKeysThatCanHaveSignedATokenAreTaken() throws JOSEException {
        var keys = List.of(
                Signer.KEY,
                new RSAKey.Builder(Signer.KEY)
                        .keyID("signs")
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .build(),
                new RSAKey.Builder(Signer.KEY).keyID("encrypts").keyUse(KeyUse.ENCRYPTION).build(),
                new RSAKey.Builder(Signer.KEY).keyID("other").algorithm(JWSAlgorithm.RS512).build(),
                new RSAKey.Builder(Signer.KEY).keyID(null).build(),
                Signer.generate("short", 1024),
                new ECKeyGenerator(Curve.P_256).keyID("curve").generate());
        pages.put("/keys", new Page(200, new JWKSet(List.copyOf(keys)).toString(true)));
        assertEquals(Set.of("key-1", "signs"), fetched());
    }

    @Test
    void aKeyThatIsNoneIsPassedOver() {
        for (String key : List.of("7", "[]", "{}", "{\"kty\":\"RSA\",\"kid\":\"k\"}",
                "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%%\",\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":7,\"e\":\"AQAB\"}",
                "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" + "_".repeat(400) + "\",\"e\":\"\"}",
                "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" + "_".repeat(9000) + "\",\"e\":\"AQAB\"}")) {
            String right = Signer.KEY.toPublicJWK().toJSONString();
            pages.put("/keys", new Page(200, "{\"keys\":[" + key + "," + right + "]}"));
            assertEquals(Set.of("key-1"), fetched(), key);
        }
    }

    @Test
    void whateverKeepsTheKeysFromBeingKnownIsAnOutage() {
        Map<String, Page> good = Map.copyOf(pages);
        List<Page> bad = List.of(
                new Page(500, "{}"), new Page(404, "{}"), new Page(302, "{}"), new Page(204, ""), new Page(200, ""),
                new Page(200, "<html>"), new Page(200, "[]"), new Page(200, "{}"), new Page(200, "{\"keys\":7}"),
                new Page(200, "{\"issuer\":\"https://another.example\",\"jwks_uri\":\"" + issuer + "/keys\"}"),
                new Page(200, "{\"keys\":{}}"));
        for (String path : List.of(DISCOVERY, "/keys")) {
            for (Page page : bad) {
                pages.clear();
                pages.putAll(good);
                pages.put("/moved", good.get(path));
                pages.put(path, page);
                assertThrows(Outage.class, this::fetched, path + " " + page);
            }
            pages.clear();
            pages.putAll(good);
            assertEquals(Set.of("key-1"), fetched());
            pages.compute(path, (_, page) -> new Page(200, page.body() + " ".repeat(300_000)));
            assertThrows(Outage.class, this::fetched, path + " is too large");
        }
        pages.clear();
        pages.putAll(good);
        for (String keys : List.of("file:///etc/passwd", "ftp://127.0.0.1/keys", "/keys", "", "no uri", "http:")) {
            says(issuer, keys);
            assertThrows(Outage.class, this::fetched, keys);
        }
        server.stop(0);
        assertThrows(Outage.class, this::fetched);
    }

    @Test
    void anIssuerThatNeverComesToAnEndIsAnOutageInTime() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 100; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long begun = System.nanoTime();
        assertThrows(Outage.class, this::fetched);
        long took = (System.nanoTime() - begun) / 1_000_000;
        assertTrue(took < 2 * Limits.TOKEN_KEYS_CALL.toMillis() + 1_000, took + " ms");
    }
}
