package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.runtime.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has the version that is there is not sent it again. */
class VersionAlreadyKnownTest extends DoorFixture {
    private APIGatewayV2HTTPResponse knowing(String tags) {
        behaviour = () -> Response.ok(Json.object().put("name", "x")).version(7);
        return send(HttpBytes.of("GET", "/v1/things/1").header("if-none-match", tags));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"7\"             | 304",
                "W/\"7\"           | 304",
                "*                 | 304",
                "\"6\", \"7\"      | 304",
                "\"6\",W/\"7\"     | 304",
                "\"6\"             | 200",
                "7                 | 200",
                "\"77\"            | 200",
                "w/\"7\"           | 200",
                "''                | 200",
            })
    void theAnswerIsShortIfTheVersionIsOneOfThoseKnown(String tags, int status) {
        APIGatewayV2HTTPResponse response = knowing(tags);
        assertEquals(status, response.getStatusCode());
        assertEquals("\"7\"", response.getHeaders().get("ETag"));
        assertEquals("no-store", response.getHeaders().get("Cache-Control"));
        assertEquals(status == 304 ? "" : "{\"name\":\"x\"}", response.getBody());
        assertEquals(status == 200, response.getHeaders().containsKey("Content-Type"));
    }

    @Test
    void whatHasNoVersionIsAlwaysSent() {
        behaviour = () -> Response.ok(Json.object());
        assertEquals(200, send(HttpBytes.of("GET", "/v1/things/1").header("if-none-match", "*")).getStatusCode());
    }

    @Test
    void aCommandIsDoneWhateverVersionIsKnown() {
        behaviour = () -> Response.of(200, Json.object()).version(7);
        assertEquals(200, send(make().header("if-none-match", "*")).getStatusCode());
        assertFalse(ran.isEmpty());
    }

    @Test
    void whoMayNotReadIsNotToldThatNothingChanged() {
        HttpBytes bytes = HttpBytes.of("GET", "/v1/things/1").header("if-none-match", "*");
        problem(403, "forbidden", send(bytes.claim("scope", "things:write")));
        behaviour = () -> Response.notFound();
        problem(404, "not_found", send(HttpBytes.of("GET", "/v1/things/1").header("if-none-match", "*")));
    }
}
