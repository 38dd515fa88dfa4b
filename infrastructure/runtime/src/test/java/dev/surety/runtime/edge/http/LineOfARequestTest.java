package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An operator follows a request by its id: whatever became of it, it left one line, and no word of the request. */
class LineOfARequestTest extends DoorFixture {
    private static final String ESCROW = "esc_abcdefghijklmnopqrstuvwx27";
    private static final String ID = "JKJaXmPLvHcESHA=";

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(before);
    }

    /** The one line of the requests made since; and what else was logged. */
    private JsonNode line() {
        List<JsonNode> lines = out.toString(StandardCharsets.UTF_8).lines()
                .<JsonNode>map(Json::object)
                .filter(line -> line.path("message").asString("").equals("request"))
                .toList();
        assertEquals(1, lines.size(), out.toString(StandardCharsets.UTF_8));
        out.reset();
        Set<String> says = new TreeSet<>(lines.getFirst().propertyNames());
        assertEquals(
                Set.of("at", "level", "logger", "message", "requestId", "route", "caller", "status", "reason", "millis",
                        "chain"),
                says);
        assertTrue(lines.getFirst().get("millis").stringValue().matches("[0-9]{1,5}"));
        return lines.getFirst();
    }

    private void says(String requestId, String route, String caller, int status, String reason, String chain) {
        JsonNode line = line();
        assertEquals(
                List.of(requestId, route, caller, Integer.toString(status), reason, chain),
                List.of("requestId", "route", "caller", "status", "reason", "chain").stream()
                        .map(name -> line.get(name).stringValue())
                        .toList());
    }

    @Test
    void whatWasDoneLeavesALine() {
        behaviour = () -> Response.of(201, Json.object().put("id", ESCROW));
        send(make());
        says(ID, "POST /v1/things", "backend", 201, "", ESCROW);
        read("/v1/things/" + ESCROW);
        says(ID, "GET /v1/things/{id}", "backend", 200, "", ESCROW);
    }

    @Test
    void everyKindOfCallerIsNamedAndNobodyOfThem() {
        send(make().withoutClaim("kind").claim("person", "per.jo"));
        says(ID, "POST /v1/things", "staff", 201, "", "");
        send(HttpBytes.of("POST", "/v1/things/7/use").withoutClaim("kind").claim("participant", PERSON)
                .claim("iat", "0").claim("exp", "900"));
        says(ID, "POST /v1/things/{id}/use", "participant", 201, "", "");
        send(make().anonymous());
        says(ID, "POST /v1/things", "none", 401, "unauthenticated", "");
    }

    @Test
    void whatWasRefusedOrFailedSaysWhy() {
        send(make().claim("scope", "other"));
        says(ID, "POST /v1/things", "backend", 403, "forbidden", "");
        send(make().body("{\"name\":7}"));
        says(ID, "POST /v1/things", "backend", 400, "malformed", "");
        send(HttpBytes.of("GET", "/v1/jo@example.org"));
        says(ID, "", "none", 404, "not_found", "");
        send("not an event");
        says("unknown", "", "none", 400, "malformed", "");
        behaviour = () -> {
            throw new Outage("no answer");
        };
        send(make());
        says(ID, "POST /v1/things", "backend", 503, "unavailable", "");
        behaviour = () -> {
            throw new Invariants.Breach("broken");
        };
        send(make());
        says(ID, "POST /v1/things", "backend", 500, "internal", "");
        behaviour = () -> {
            throw new StackOverflowError();
        };
        send(make());
        says(ID, "POST /v1/things", "backend", 500, "internal", "");
    }

    @Test
    void nothingThatTheRequestSaysIsInTheLine() {
        HttpBytes bytes = HttpBytes.of("POST", "/v1/things/secret-path/use")
                .header("idempotency-key", "secret-key-0123456789")
                .header("x-forwarded-for", "secret-address")
                .query("secret-name", "secret-value")
                .body("{\"secret\":\"secret-body\"}")
                .claim("sub", "secret-subject")
                .claim("client_id", "secret-client");
        bytes.event().withObject("requestContext").put("requestId", "secret id with blanks");
        send(bytes);
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("secret"), out.toString(StandardCharsets.UTF_8));
        says("unknown", "POST /v1/things/{id}/use", "backend", 400, "malformed", "");
    }
}
