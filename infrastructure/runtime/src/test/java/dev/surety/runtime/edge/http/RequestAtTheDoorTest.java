package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.model.Invariants;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.resilience.TooMuchContention;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes as they reach a function, hostile ones among them, and answers that give nothing away. */
class RequestAtTheDoorTest extends DoorFixture {
    @Test
    void aGoodRequestIsAnsweredOnce() {
        APIGatewayV2HTTPResponse response = send(make());
        assertEquals(201, response.getStatusCode());
        assertEquals("{\"made\":true}", response.getBody());
        assertFalse(response.getIsBase64Encoded());
        assertEquals("application/json", response.getHeaders().get("Content-Type"));
        assertEquals("JKJaXmPLvHcESHA=", response.getHeaders().get("Request-Id"));
        assertEquals("\"1\"", response.getHeaders().get("ETag"));
        assertNull(response.getHeaders().get("Idempotency-Replayed"));
        assertEquals(1, ran.size());
        assertEquals(HttpBytes.KEY, ran.getFirst().idempotencyKey());
        assertEquals("backend:demo-backend", ran.getFirst().caller().actor().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "not json", "{", "[]", "[{\"a\":1},{\"b\":2}]", "null", "true", "7", "\"text\"", "{}",
                "{\"requestContext\":null}", "{\"requestContext\":[]}", "{\"requestContext\":{\"http\":7}}",
                "{\"headers\":[]}", "{\"headers\":7,\"queryStringParameters\":\"x\",\"body\":{\"a\":1}}",
                "{\"rawPath\":{\"a\":1}}", "{} {}", "\u0000\u0001\u0002",
                "{\"body\":null,\"isBase64Encoded\":\"maybe\"}",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}]}", "{\"body\":\"{}\",\"payload\":{}}"
            })
    void bytesThatAreNoRequestGetTheirFourHundred(String event) {
        APIGatewayV2HTTPResponse response = send(event);
        assertTrue(response.getStatusCode() == 400 || response.getStatusCode() == 404, response.getBody());
        problem(response.getStatusCode(), response.getStatusCode() == 400 ? "malformed" : "not_found", response);
        assertEquals(0, ran.size());
    }

    @Test
    void aStreamThatBreaksIsAnswered() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("secret detail");
            }
        };
        APIGatewayV2HTTPResponse response = edge.apply(broken);
        assertTrue(response.getStatusCode() >= 400);
        assertFalse(response.getBody().contains("secret detail"));
    }

    @Test
    void everyEventCutShortIsAnswered() {
        byte[] whole = make().bytes();
        for (int length = 0; length < whole.length; length++) {
            APIGatewayV2HTTPResponse response = edge.apply(new ByteArrayInputStream(whole, 0, length));
            assertTrue(response.getStatusCode() >= 400 && response.getStatusCode() < 500, response.getBody());
        }
        assertEquals(0, ran.size());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body                       | pointer | reason",
                "[]                         | ``      | type",
                "[{\"name\":\"x\"}]         | ``      | type",
                "\"x\"                      | ``      | type",
                "null                       | ``      | type",
                "{\"name\":\"x\"            | ``      | not_json",
                "{\"name\":\"x\"}{}         | ``      | not_json",
                "{\"name\":1,\"name\":\"x\"} | ``     | not_json",
                "` `                        | ``      | empty",
                "``                         | ``      | missing",
                "{}                         | /name   | missing",
                "{\"name\":null}            | /name   | type",
                "{\"name\":\"x\",\"fee\":0} | /fee    | unknown",
            })
    void aBodyThatIsWrongIsMalformedAndSaysWhere(String body, String pointer, String reason) {
        APIGatewayV2HTTPResponse response = send(make().body(body));
        problem(400, "malformed", response);
        assertEquals(
                "{\"pointer\":\"" + pointer + "\",\"reason\":\"" + reason + "\"}",
                Json.text(body(response).get("errors").get(0)));
        assertEquals(0, ran.size());
    }

    @Test
    void aBodyInBase64IsTheSameBody() {
        String body = "{\"name\":\"é\"}";
        String base64 = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
        assertEquals(201, send(make().encodedBody(base64)).getStatusCode());
        assertEquals(body, ran.getFirst().canonicalBody());
        problem(400, "malformed", send(make().encodedBody("%%%")));
        problem(400, "malformed", send(make().encodedBody(Base64.getEncoder().encodeToString(new byte[] {-1, -2}))));
        problem(400, "malformed", send(make().body(base64)));
    }

    @Test
    void aBodyMayHaveSixtyFourKilobytesAndNotOneByteMore() {
        String frame = "{\"name\":\"x\"}";
        String fits = frame + " ".repeat(64 * 1024 - frame.length());
        assertEquals(201, send(make().body(fits)).getStatusCode());
        problem(413, "too_large", send(make().body(fits + " ")));
        problem(413, "too_large", send(make().body("x".repeat(6_000_000))));
        String bytes = "é".repeat(32 * 1024) + "é";
        problem(413, "too_large", send(make().body(bytes)));
        problem(413, "too_large", send(make().encodedBody(Base64.getEncoder().encodeToString(new byte[70_000]))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "method | path                    | parameter",
                "GET    | /v1/things/abc          | abc",
                "GET    | /v1/things/a%2Fb        | a%2Fb",
                "GET    | /v1/things/a+b          | a+b",
                "GET    | /v1/things/%zz          | %zz",
                "GET    | /v1/things/%            | %",
                "GET    | /v1/things/..           | ..",
                "GET    | /v1/things              | no route",
                "GET    | /v1/things/a/b          | no route",
                "GET    | /v1/things/a/           | no route",
                "GET    | //v1/things/a           | no route",
                "GET    | /v1/Things/a            | no route",
                "DELETE | /v1/things/a            | no route",
                "get    | /v1/things/a            | no route",
                "GET    | /v1/things/../things/a  | no route",
            })
    void aPathIsMatchedSegmentBySegment(String method, String path, String parameter) {
        behaviour = () -> Response.ok(Json.object());
        APIGatewayV2HTTPResponse response = send(HttpBytes.of(method, path));
        if (parameter.equals("no route")) {
            problem(404, "not_found", response);
        } else {
            assertEquals(200, response.getStatusCode());
            assertEquals(parameter, ran.getFirst().parameter("id"));
        }
    }

    @Test
    void exactWordsGoBeforeNames() {
        assertEquals("{\"special\":true}", read("/v1/things/special").getBody());
        assertEquals(0, ran.size());
    }

    @Test
    void anOutageIsToBeTriedAgainAndIsCounted() {
        behaviour = () -> {
            throw new Outage("table secret-name at 10.0.0.1", new IOException("secret cause"));
        };
        APIGatewayV2HTTPResponse response = send(make());
        problem(503, "unavailable", response);
        assertEquals("2", response.getHeaders().get("Retry-After"));
        assertFalse(response.getBody().contains("secret"));
        assertTrue(metrics.getLast().contains("\"outage\":1"));
    }

    @Test
    void lostRacesAreToBeTriedAgainSoonerAndAreNoOutage() {
        behaviour = () -> {
            throw new TooMuchContention("escrow#demo#esc_secret is being written by too many");
        };
        APIGatewayV2HTTPResponse response = send(make());
        problem(503, "unavailable", response);
        assertEquals("1", response.getHeaders().get("Retry-After"));
        assertFalse(response.getBody().contains("secret"));
        assertTrue(metrics.getLast().contains("\"contended\":1"));
        assertFalse(metrics.stream().anyMatch(line -> line.contains("outage")));
    }

    @Test
    void aRefusalOfTooManyOrNotNowSaysWhenToTryAgain() {
        behaviour = () -> Response.refuse(CommonReason.RATE_LIMITED.with("x."));
        assertEquals("2", send(make()).getHeaders().get("Retry-After"));
        behaviour = () -> Response.refuse(CommonReason.UNAVAILABLE.with("x."));
        assertEquals("2", send(make()).getHeaders().get("Retry-After"));
        behaviour = () -> Response.refuse(CommonReason.PAUSED.with("x."));
        assertNull(send(make()).getHeaders().get("Retry-After"));
    }

    /** What code throws once a route runs is our fault: the answer must not be a 4xx, which promises no effect. */
    @Test
    void noExceptionsTextIsEverShownAndNoneBecomesARefusal() {
        List<Throwable> thrown = List.of(
                new IllegalArgumentException("secret"), new IllegalStateException("secret"),
                new NullPointerException("secret"), new ClassCastException("secret"), new ArithmeticException("secret"),
                new Invariants.Breach("secret"), new StackOverflowError("secret"), new OutOfMemoryError("secret"),
                new AssertionError("secret"), new java.io.UncheckedIOException(new IOException("secret")));
        for (Throwable each : thrown) {
            behaviour = () -> {
                RequestAtTheDoorTest.<RuntimeException>sneak(each);
                return Response.notFound();
            };
            serverError(each.getClass().getSimpleName());
        }
        behaviour = () -> Response.ok(Json.object("{\"stored\":secret}"));
        serverError("stored data that cannot be read");
        behaviour = () -> null;
        serverError("no answer at all");
    }

    private void serverError(String what) {
        APIGatewayV2HTTPResponse response = send(make());
        assertEquals(500, response.getStatusCode(), what + ": " + response.getBody());
        problem(500, "internal", response);
        assertFalse(response.getBody().contains("secret"), what);
        assertFalse(response.getBody().contains("Exception"), what);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable throwable) throws T {
        throw (T) throwable;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nset-cookie: x", "<script>", "é", "x\u0000"})
    void aRequestIdThatCouldNotBeAHeaderIsNotRepeated(String id) {
        HttpBytes bytes = make();
        bytes.event().withObject("requestContext").put("requestId", id);
        assertEquals("unknown", send(bytes).getHeaders().get("Request-Id"));
    }

    /** The answer leaves as UTF-8: an unpaired surrogate in it would break the door after the edge. */
    @Test
    void whateverTheRequestSaysTheAnswerCanBeWritten() {
        for (String name : List.of("x".repeat(99) + "🙂", "\\ud800", "a\\udc00\\ud800", "\\u0000")) {
            APIGatewayV2HTTPResponse response = send(make().body("{\"" + name + "\":1}"));
            problem(400, "malformed", response);
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(response.getBody()), name);
        }
    }

    @Test
    void twiceTheSameBytesGiveTwiceTheSameAnswer() {
        APIGatewayV2HTTPResponse one = send(make());
        APIGatewayV2HTTPResponse two = send(make());
        assertEquals(one.getBody(), two.getBody());
        assertEquals(Map.copyOf(one.getHeaders()), Map.copyOf(two.getHeaders()));
    }
}
