package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.runtime.Clock;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A door of five routes that notes what it ran, and words for what it answers. */
abstract class DoorFixture {
    static final String PERSON = "par_abcdefghijklmnopqrstuvwx27";

    final List<Request> ran = new ArrayList<>();
    final List<String> metrics = new ArrayList<>();
    Supplier<Response> behaviour = () -> Response.of(201, Json.object().put("made", true)).version(1);

    final HttpEdge edge = new HttpEdge(
            List.of(
                    Route.changes("POST", "/v1/things", Set.of("things:write", "things:operate"),
                            Route.People.MARKETPLACE_ONLY, DoorFixture::named, this::run),
                    Route.changes("POST", "/v1/things/{id}/use", Set.of("things:write"),
                            Route.People.PARTICIPANTS_TOO, DoorFixture::anything, this::run),
                    Route.reads("/v1/things/{id}", Set.of("things:read"),
                            Route.People.PARTICIPANTS_TOO, DoorFixture::anything, this::run),
                    Route.reads("/v1/things/special", Set.of("things:read"),
                            Route.People.PARTICIPANTS_TOO, DoorFixture::anything,
                            (_, _) -> Response.ok(Json.object().put("special", true))),
                    Route.reads("/health", Set.of(), Route.People.ANYONE, DoorFixture::anything, this::run)),
            new Metrics("test", new Clock(), metrics::add));

    private static Parsed<String> named(Request request) {
        Fields fields = request.fields();
        var name = fields.text("name", 1, 20);
        return fields.build(name::orElseThrow);
    }

    private static Parsed<String> anything(Request request) {
        return new Parsed.Ok<>("");
    }

    private Response run(String command, Request request) {
        ran.add(request);
        return behaviour.get();
    }

    static HttpBytes make() {
        return HttpBytes.of("POST", "/v1/things").body("{\"name\":\"x\"}");
    }

    APIGatewayV2HTTPResponse send(HttpBytes bytes) {
        return edge.apply(bytes.stream());
    }

    APIGatewayV2HTTPResponse send(String event) {
        return edge.apply(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }

    static JsonNode body(APIGatewayV2HTTPResponse response) {
        return Json.object(response.getBody());
    }

    static void problem(int status, String reason, APIGatewayV2HTTPResponse response) {
        JsonNode body = body(response);
        assertEquals(reason, body.get("reason").stringValue(), response.getBody());
        assertEquals(status, response.getStatusCode());
        assertEquals(status, body.get("status").intValue());
        assertEquals("urn:surety:problem:" + reason, body.get("type").stringValue());
        assertEquals("application/problem+json", response.getHeaders().get("Content-Type"));
        assertEquals(response.getHeaders().get("Request-Id"), body.get("requestId").stringValue());
        assertTrue(body.get("title").stringValue().endsWith("."));
        assertEquals("no-store", response.getHeaders().get("Cache-Control"));
    }

    APIGatewayV2HTTPResponse read(String path) {
        behaviour = () -> Response.ok(Json.object());
        return send(HttpBytes.of("GET", path).without("idempotency-key"));
    }
}
