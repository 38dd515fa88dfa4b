package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.escrow.EscrowApi;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.runtime.json.Json;
import dev.surety.testkit.doors.QuietContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The deployed door, framework and all: whatever the framework would convert, unwrap, route or log when content of a
 * request asks for it, there is one call, our answer, and the caller the authorizer named.
 */
class HostileBytesAtTheDoorTest {
    private static final String TOKEN = "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJzZWNyZXQifQ.c2lnbmF0dXJl";

    @TempDir
    private static Path folder;

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("surety.env.DOOR", "EscrowApi"),
            Map.entry("surety.env.JOURNAL_TABLE", "journal"),
            Map.entry("surety.env.LEDGER_TABLE", "ledger"),
            Map.entry("surety.env.VAULT_TABLE", "vault"),
            Map.entry("surety.env.VAULT_KEYS_TABLE", "vault-keys"),
            Map.entry("surety.env.SANDBOX_TABLE", "sandbox"),
            Map.entry("surety.env.ESCROW_WAKES_QUEUE", "http://127.0.0.1/nobody"),
            Map.entry("surety.env.DISPUTES_WAKES_QUEUE", "http://127.0.0.1/nobody"),
            Map.entry("surety.env.TOKEN_ISSUER", "https://issuer.example"),
            Map.entry("surety.env.TOKEN_AUDIENCE", "surety"),
            Map.entry("MAIN_CLASS", "dev.surety.escrow.EscrowApplication"));

    private static EscrowApi door;

    @BeforeAll
    static void deploy() throws IOException {
        Path secrets = folder.resolve("secrets.json");
        Files.writeString(secrets, EscrowWorld.SECRETS);
        System.setProperty("surety.env.SECRETS_FILE", secrets.toString());
        SETTINGS.forEach(System::setProperty);
        door = new EscrowApi();
    }

    @AfterAll
    static void forget() {
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty("surety.env.SECRETS_FILE");
    }

    @Test
    void anArrayOfEventsIsNotSplitIntoCalls() throws IOException {
        String event = Json.text(event("GET", "/v1/escrows?x", ""));

        JsonNode answer = call("[" + event + "," + event + "]");

        assertEquals(404, answer.path("statusCode").asInt(0));
        assertEquals("not_found", problem(answer).path("reason").asString(""));
    }

    @Test
    void anArrayBodyIsOneMalformedRequest() throws IOException {
        JsonNode answer = call(Json.text(event("POST", "/v1/escrows", "[{},{}]")));

        assertEquals(400, answer.path("statusCode").asInt(0));
        assertEquals("malformed", problem(answer).path("reason").asString(""));
    }

    @Test
    void headersForTheFrameworkAndForProxiesChangeNothing() throws IOException {
        JsonNode plain = call(Json.text(event("POST", "/v1/escrows", "{}")));
        for (String header : List.of(
                "spring.cloud.function.definition",
                "spring.cloud.function.routing-expression",
                "spring.cloud.function.routing.expression",
                "lambda-runtime-aws-request-id",
                "x-amzn-oidc-identity",
                "x-forwarded-user",
                "x-http-method-override",
                "scf-func-name",
                "contentType",
                "function.name")) {
            ObjectNode event = event("POST", "/v1/escrows", "{}");
            ((ObjectNode) event.get("headers")).put(header, "T(java.lang.System).exit(7)");
            assertEquals(plain, call(Json.text(event)), header);
        }
    }

    @Test
    void aBodyThatLooksLikeAnEventIsStillABody() throws IOException {
        String inner = Json.text(event("GET", "/v1/escrows", ""));
        for (String body : List.of(
                inner,
                "{\"body\":" + inner + "}",
                "{\"payload\":{},\"headers\":{}}",
                "{\"Records\":[{\"body\":\"x\"}]}")) {
            JsonNode answer = call(Json.text(event("POST", "/v1/escrows", body)));
            assertEquals(400, answer.path("statusCode").asInt(0), body);
        }
    }

    @Test
    void nothingInARequestSaysWhoTheCallerIs() throws IOException {
        ObjectNode event = event("GET", "/v1/escrows/esc_" + "a".repeat(26), "");
        ((ObjectNode) event.get("requestContext")).remove("authorizer");
        event.putObject("authorizer").putObject("jwt").putObject("claims").put("marketplace", "demo");
        ((ObjectNode) event.get("headers"))
                .put("authorization", TOKEN)
                .put("marketplace", "demo")
                .put("scope", "operator");

        JsonNode answer = call(Json.text(event));

        assertEquals(401, answer.path("statusCode").asInt(0));
    }

    @Test
    void whateverTheBytesTheAnswerIsAnAnswer() throws IOException {
        for (String bytes : List.of("", "null", "7", "\"x\"", "{", "{}", "[]", "{\"rawPath\":7}", "\u0000\u0001")) {
            JsonNode answer = call(bytes);
            assertTrue(answer.path("statusCode").asInt(0) >= 400, bytes);
            assertFalse(answer.toString().contains("Exception"), bytes);
        }
    }

    @Test
    void aBearerTokenIsNeverLogged() throws IOException {
        var captured = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            ObjectNode event = event("POST", "/v1/escrows", "{\"broken\":true}");
            ((ObjectNode) event.get("headers")).put("authorization", TOKEN);
            call(Json.text(event));
            call("{\"headers\":{\"authorization\":\"" + TOKEN + "\"");
        } finally {
            System.setOut(before);
        }
        String log = captured.toString(StandardCharsets.UTF_8);
        assertTrue(log.contains("an event could not be read"), "the log was not captured: " + log);
        assertFalse(log.contains("eyJhbGciOiJub25lIn0"), log);
    }

    private static JsonNode call(String bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        door.handleRequest(
                new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)), out, new QuietContext());
        return Json.object(out.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode problem(JsonNode answer) {
        return Json.object(answer.path("body").asString(""));
    }

    private static ObjectNode event(String method, String path, String body) {
        ObjectNode event = Json.object().put("version", "2.0").put("rawPath", path).put("body", body);
        event.putObject("headers").put("content-type", "application/json").put("idempotency-key", "command-00000001");
        ObjectNode context = event.putObject("requestContext").put("requestId", "req-1");
        context.putObject("http").put("method", method).put("path", path);
        EscrowWorld.backend().forEach(context.putObject("authorizer").putObject("jwt").putObject("claims")::put);
        return event;
    }
}
