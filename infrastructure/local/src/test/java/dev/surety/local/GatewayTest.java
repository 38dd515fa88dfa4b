package dev.surety.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.surety.runtime.tokens.PublishedKeys;
import dev.surety.runtime.tokens.TokenVerifier;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the HTTP API does in front of a function, over real HTTP. */
class GatewayTest {
    @TempDir
    static Path folder;

    private static ToyWorld toys;
    private static String token;

    @BeforeAll
    static void start() {
        toys = new ToyWorld(folder, true);
        token = "Bearer " + toys.token("demo-backend", "");
    }

    @AfterAll
    static void stop() {
        toys.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode event(String path) {
        HttpResponse<String> answer = toys.get(path, "authorization", token);
        assertEquals(201, answer.statusCode(), answer.body());
        return json(answer).path("event");
    }

    private static String status(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void theFunctionSeesTheEventOfPayloadFormatTwo() {
        JsonNode event = event("/things/t%201?a=1&b=x%2Cy&a=2&c");
        assertEquals("2.0", event.path("version").asString());
        assertEquals("GET /things/{id}", event.path("routeKey").asString());
        assertEquals("/things/t 1", event.path("rawPath").asString());
        assertEquals("t 1", event.path("pathParameters").path("id").asString());
        assertEquals("a=1&b=x%2Cy&a=2&c", event.path("rawQueryString").asString());
        assertEquals("1,2", event.path("queryStringParameters").path("a").asString());
        assertEquals("x,y", event.path("queryStringParameters").path("b").asString());
        assertEquals("", event.path("queryStringParameters").path("c").asString("-"));
        assertFalse(event.has("body"));
        JsonNode context = event.path("requestContext");
        assertEquals("GET", context.path("http").path("method").asString());
        assertEquals("127.0.0.1", context.path("http").path("sourceIp").asString());
        assertTrue(context.path("timeEpoch").isNumber());
        assertFalse(context.path("requestId").asString().isEmpty());
        JsonNode jwt = context.path("authorizer").path("jwt");
        assertEquals("demo", jwt.path("claims").path("marketplace").asString());
        assertEquals("surety", jwt.path("claims").path("aud").asString());
        assertTrue(jwt.path("claims").path("exp").isString(), "claims are text");
        assertTrue(jwt.path("scopes").toString().contains("\"escrows:write\""));
        assertFalse(jwt.path("claims").has("person"), "a back end is nobody");
    }

    @Test
    void aFunctionCanVerifyATokenOnceMore() {
        String issuer = toys.world().base().toString();
        var verifier = new TokenVerifier(issuer, "surety", new PublishedKeys(issuer), InstantSource.system());
        JsonNode event = event("/things/1");
        Optional<String> header = Optional.of(event.path("headers").path("authorization").asString());
        JsonNode claims = event.path("requestContext").path("authorizer").path("jwt").path("claims");
        assertTrue(verifier.isGenuine(header, claims));
        assertFalse(verifier.isGenuine(Optional.of("Bearer " + toys.token("other-backend", "")), claims));
    }

    @Test
    void aWrittenSegmentWinsOverAVariableOne() {
        assertEquals("GET /things/special", event("/things/special").path("routeKey").asString());
        assertEquals("GET /things/{id}", event("/things/specials").path("routeKey").asString());
        assertEquals("GET /things/{id}/{part}", event("/things/special/x").path("routeKey").asString());
    }

    /** A slash that was written as such parts segments; one that was written as %2F is part of one. */
    @Test
    void aPathIsTakenApartBeforeItIsDecoded() {
        JsonNode event = event("/things/a%2Fb");
        assertEquals("GET /things/{id}", event.path("routeKey").asString());
        assertEquals("a/b", event.path("pathParameters").path("id").asString());
        assertEquals("GET /things/{id}/{part}", event("/things/a/b").path("routeKey").asString());
        assertEquals("404 {\"message\":\"Not Found\"}", status(toys.get("/things%2Fa", "authorization", token)));
    }

    /** Decoded with a replacement, two different bodies would become one text. */
    @Test
    void bytesThatAreNoTextReachTheFunctionAsTheyAre() {
        byte[] bytes = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
        JsonNode event = json(toys.send(HttpRequest.newBuilder(toys.at("/things"))
                        .header("authorization", token)
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofByteArray(bytes))
                        .build()))
                .path("event");
        assertTrue(event.path("isBase64Encoded").asBoolean());
        assertEquals(Base64.getEncoder().encodeToString(bytes), event.path("body").asString());
    }

    @Test
    void headersAreLowerCaseAndCookiesApart() {
        HttpResponse<String> answer = toys.get(
                "/things/1", "authorization", token, "X-Two", "a", "X-Two", "b", "Cookie", "k=v; l=w",
                "x-forwarded-for", "6.6.6.6");
        JsonNode event = json(answer).path("event");
        assertEquals("a,b", event.path("headers").path("x-two").asString());
        assertEquals("[\"k=v\",\"l=w\"]", event.path("cookies").toString());
        assertFalse(event.path("headers").has("cookie"));
        assertEquals("127.0.0.1", event.path("headers").path("x-forwarded-for").asString());
    }

    @Test
    void textComesAsTextAndTheRestAsBase64() {
        HttpRequest.Builder post =
                HttpRequest.newBuilder(toys.at("/things")).header("authorization", token);
        JsonNode text = json(toys.send(post.copy()
                        .header("content-type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString("{\"ö\":1}"))
                        .build()))
                .path("event");
        assertEquals("{\"ö\":1}", text.path("body").asString());
        assertFalse(text.path("isBase64Encoded").asBoolean());
        JsonNode binary = json(toys.send(post.copy()
                        .header("content-type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(new byte[] {0, -1}))
                        .build()))
                .path("event");
        assertEquals(
                Base64.getEncoder().encodeToString(new byte[] {0, -1}),
                binary.path("body").asString());
        assertTrue(binary.path("isBase64Encoded").asBoolean());
    }

    @Test
    void theFunctionIsWiredByTheTemplate() {
        JsonNode settings = json(toys.get("/health")).path("settings");
        assertEquals("Things", settings.path("THINGS_TABLE").asString());
        assertEquals("local-x", settings.path("JOINED").asString());
        assertEquals("arn/Things/local", settings.path("SUBBED").asString());
        assertEquals("absent", settings.path("NEVER").asString());
        assertTrue(settings.path("JOBS_QUEUE").asString().startsWith("http://127.0.0.1:"));
        assertEquals("[Things]", settings.path("tables").asString());
        JsonNode context = json(toys.get("/health")).path("context");
        assertTrue(context.path("remaining").asInt() <= 1000 && context.path("remaining").asInt() > 500);
        assertTrue(context.path("arn").asString().endsWith(":function:Echo:live"));
    }

    @Test
    void theGatewayAnswersForItself() {
        String missing = "401 {\"message\":\"Unauthorized\"}";
        assertEquals(missing, status(toys.get("/things/1")));
        assertEquals(missing, status(toys.get("/things/1", "authorization", "Bearer nonsense")));
        assertEquals("404 {\"message\":\"Not Found\"}", status(toys.get("/nowhere")));
        assertEquals("404 {\"message\":\"Not Found\"}", status(toys.get("/health/")));
        assertEquals(404, toys.get("/things", "authorization", token).statusCode());
        String auditor = "Bearer " + toys.token("demo-checker", "");
        assertEquals(
                "403 {\"message\":\"Forbidden\"}", status(toys.get("/things/1", "authorization", auditor)));
        assertEquals(
                "500 {\"message\":\"Internal Server Error\"}",
                status(toys.get("/things/broken", "authorization", token)));
        assertEquals(
                "500 {\"message\":\"Internal Server Error\"}",
                status(toys.get("/things/unreadable", "authorization", token)));
        assertEquals(504, toys.get("/things/slow", "authorization", token).statusCode());
        HttpResponse<String> large = toys.send(HttpRequest.newBuilder(toys.at("/things"))
                .header("authorization", token)
                .POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1]))
                .build());
        assertEquals("413 {\"message\":\"Request Entity Too Large\"}", status(large));
    }

    @Test
    void anyOfARoutesScopesWillDo() {
        String operator = "Bearer " + toys.token("demo-operator", "&scope=escrows:operate");
        HttpResponse<String> answer = toys.send(HttpRequest.newBuilder(toys.at("/things"))
                .header("authorization", operator)
                .POST(BodyPublishers.noBody())
                .build());
        assertEquals(201, answer.statusCode());
        JsonNode claims = json(answer).at("/event/requestContext/authorizer/jwt/claims");
        assertEquals("demo-operator", claims.path("person").asString());
        assertEquals("escrows:operate", claims.path("scope").asString());
    }

    @Test
    void onlyTheIssuersOwnFreshTokensForUsAreAdmitted() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("stranger").generate();
        String kid = SignedJWT.parse(toys.token("demo-backend", "")).getHeader().getKeyID();
        RSAKey disguised = new RSAKey.Builder(stranger).keyID(kid).build();
        for (RSAKey key : new RSAKey[] {stranger, disguised}) {
            SignedJWT forged = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                    new JWTClaimsSet.Builder()
                            .issuer(toys.world().base().toString())
                            .audience("surety")
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .claim("scope", "escrows:read")
                            .build());
            forged.sign(new RSASSASigner(key));
            assertEquals(
                    401, toys.get("/things/1", "authorization", "Bearer " + forged.serialize()).statusCode());
        }
        String[] parts = toys.token("demo-backend", "").split("\\.");
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
        assertEquals(401, toys.get("/things/1", "authorization", "Bearer " + none + "." + parts[1] + ".").statusCode());
    }

    @Test
    void corsIsAnsweredByTheGatewayAndNotByTheFunction() {
        HttpRequest preflight = HttpRequest.newBuilder(toys.at("/things"))
                .method("OPTIONS", BodyPublishers.noBody())
                .headers("Origin", "https://shop.example", "Access-Control-Request-Method", "POST")
                .build();
        HttpResponse<String> answer = toys.send(preflight);
        assertEquals(204, answer.statusCode());
        assertEquals("GET,POST", answer.headers().firstValue("access-control-allow-methods").orElse(""));
        assertEquals(
                "authorization,content-type",
                answer.headers().firstValue("access-control-allow-headers").orElse(""));
        HttpResponse<String> plain = toys.get("/health", "Origin", "https://shop.example");
        assertEquals("https://shop.example", plain.headers().firstValue("access-control-allow-origin").orElse(""));
        assertEquals("request-id", plain.headers().firstValue("access-control-expose-headers").orElse(""));
        assertTrue(toys.get("/health", "Origin", "https://evil.example")
                .headers()
                .firstValue("access-control-allow-origin")
                .isEmpty());
        assertEquals(
                "https://shop.example",
                toys.get("/things/1", "Origin", "https://shop.example")
                        .headers()
                        .firstValue("access-control-allow-origin")
                        .orElse(""),
                "also on what the gateway refuses");
    }

    @Test
    void theReferenceComesFromThisHostAlone() {
        assertEquals(200, toys.get("/docs").statusCode());
        assertFalse(toys.get("/docs").body().contains("://"));
        assertEquals("/docs", toys.get("/").headers().firstValue("location").orElse(""));
        assertEquals(200, toys.get("/docs/swagger-ui-bundle.js").statusCode());
        assertEquals(404, toys.get("/openapi.yaml").statusCode(), "the toys have no description");
        assertEquals(404, toys.get("/docs/../template.yaml").statusCode());
    }
}
