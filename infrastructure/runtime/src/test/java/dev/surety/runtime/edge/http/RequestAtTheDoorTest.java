package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.model.Invariants;
import dev.surety.model.refusal.CommonReason;
import dev.surety.runtime.Clock;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bytes as they reach a function: hostile ones, wrong tokens, and which refusal comes first. */
class RequestAtTheDoorTest {
    private static final String PERSON = "par_abcdefghijklmnopqrstuvwx27";

    private final List<Request> ran = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private Supplier<Answer> behaviour = () -> Answer.of(201, Json.object().put("made", true)).version(1);

    private final HttpEdge edge = new HttpEdge(
            List.of(
                    Route.changes("POST", "/v1/things", Set.of("things:write", "things:operate"),
                            Route.People.MARKETPLACE_ONLY, RequestAtTheDoorTest::named, this::run),
                    Route.changes("POST", "/v1/things/{id}/use", Set.of("things:write"),
                            Route.People.PARTICIPANTS_TOO, RequestAtTheDoorTest::anything, this::run),
                    Route.reads("/v1/things/{id}", Set.of("things:read"),
                            Route.People.PARTICIPANTS_TOO, RequestAtTheDoorTest::anything, this::run),
                    Route.reads("/v1/things/special", Set.of("things:read"),
                            Route.People.PARTICIPANTS_TOO, RequestAtTheDoorTest::anything,
                            (_, _) -> Answer.ok(Json.object().put("special", true))),
                    Route.reads("/health", Set.of(), Route.People.ANYONE, RequestAtTheDoorTest::anything, this::run)),
            new Metrics("test", new Clock(), metrics::add));

    private static Parsed<String> named(Request request) {
        Fields fields = request.fields();
        var name = fields.text("name", 1, 20);
        return fields.build(name::orElseThrow);
    }

    private static Parsed<String> anything(Request request) {
        return new Parsed.Ok<>("");
    }

    private Answer run(String command, Request request) {
        ran.add(request);
        return behaviour.get();
    }

    private static HttpBytes make() {
        return HttpBytes.of("POST", "/v1/things").body("{\"name\":\"x\"}");
    }

    private APIGatewayV2HTTPResponse send(HttpBytes bytes) {
        return edge.apply(bytes.stream());
    }

    private APIGatewayV2HTTPResponse send(String event) {
        return edge.apply(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode body(APIGatewayV2HTTPResponse response) {
        return Json.object(response.getBody());
    }

    private static void problem(int status, String reason, APIGatewayV2HTTPResponse response) {
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
                "{\"rawPath\":{\"a\":1}}", "{} {}", "\u0000\u0001\u0002", "{\"body\":null,\"isBase64Encoded\":\"maybe\"}",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amzn-oidc-data", "x-amzn-oidc-identity", "x-amzn-request-context", "x-amz-security-token",
                "spring.cloud.function.definition", "spring.cloud.function.routing-expression",
                "spring_cloud_function_definition", "x-forwarded-user", "x-original-url", "x-rewrite-url",
                "x-http-method-override", "x-marketplace", "marketplace", "x-participant", "scope", "x-apigateway-event"
            })
    void noHeaderChangesWhoCallsOrWhatIsCalled(String header) {
        String claims = "{\"marketplace\":\"other\",\"scope\":\"operator\",\"participant\":\"" + PERSON + "\"}";
        for (String value : List.of(claims, "other", "functionRouter", "T(java.lang.Runtime).getRuntime()", "DELETE")) {
            ran.clear();
            APIGatewayV2HTTPResponse response = send(make().header(header, value));
            assertEquals(201, response.getStatusCode());
            assertEquals(1, ran.size());
            assertEquals("POST /v1/things", ran.getFirst().method() + " " + ran.getFirst().path());
            assertEquals("demo", ran.getFirst().caller().marketplace().value());
            assertEquals("backend", ran.getFirst().caller().principal());
            assertEquals(Set.of("things:read", "things:write"), ran.getFirst().caller().scopes());
        }
    }

    @Test
    void otherPeoplesTokensInTheHeadersAreNotLookedAt() {
        String theirs = "Bearer eyJhbGciOiJub25lIn0.eyJtYXJrZXRwbGFjZSI6Im90aGVyIn0.";
        send(make().header("authorization", theirs).header("Authorization", theirs).header("proxy-authorization", "x"));
        assertEquals("demo", ran.getFirst().caller().marketplace().value());
        problem(401, "unauthenticated", send(make().header("authorization", theirs).anonymous()));
    }

    @Test
    void claimsAreReadInOnePlaceOnly() {
        HttpBytes elsewhere = make().anonymous();
        elsewhere.event().putObject("authorizer").putObject("jwt").putObject("claims").put("marketplace", "demo")
                .put("client_id", "x").put("scope", "things:write");
        elsewhere.event().withObject("requestContext").putObject("authorizer").put("marketplace", "demo")
                .putObject("lambda").put("marketplace", "demo").put("client_id", "x").put("scope", "things:write");
        problem(401, "unauthenticated", send(elsewhere));
        assertEquals(0, ran.size());
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "claim       | value                              | outcome",
                "marketplace |                                    | unauthenticated",
                "marketplace | ''                                 | unauthenticated",
                "marketplace | Demo                               | unauthenticated",
                "marketplace | demo#other                         | unauthenticated",
                "marketplace | demo other                         | unauthenticated",
                "marketplace | d                                  | unauthenticated",
                "participant | par_1                              | unauthenticated",
                "participant | esc_abcdefghijklmnopqrstuvwx27     | unauthenticated",
                "participant | PAR_abcdefghijklmnopqrstuvwx27     | unauthenticated",
                "participant | par_abcdefghijklmnopqrstuvwx27     | forbidden",
                "person      | jo@example.org                     | unauthenticated",
                "person      | a b                                | unauthenticated",
                "client_id   | a#b                                | unauthenticated",
                "client_id   | ' '                                | unauthenticated",
                "scope       |                                    | forbidden",
                "scope       | ''                                 | forbidden",
                "scope       | ' '                                | forbidden",
                "scope       | things:read                        | forbidden",
                "scope       | things:writer                      | forbidden",
                "scope       | xthings:write                      | forbidden",
                "scope       | things                             | forbidden",
                "scope       | things:write,things:read           | forbidden",
                "scope       | [things:write]                     | forbidden",
                "scope       | THINGS:WRITE                       | forbidden",
                "scope       | things:*                           | forbidden",
                "scope       | *                                  | forbidden",
                "scope       | things:write                       | made",
                "scope       | things:read  things:operate        | made",
                "scope       | ' things:write '                   | made",
                "scope       | things:write things:write          | made",
                "person      | per.1                              | made",
            })
    void aTokenIsWhatItsClaimsSay(String claim, String value, String outcome) {
        HttpBytes bytes = value == null ? make().withoutClaim(claim) : make().claim(claim, value);
        APIGatewayV2HTTPResponse response = send(bytes);
        switch (outcome) {
            case "unauthenticated" -> problem(401, outcome, response);
            case "forbidden" -> problem(403, outcome, response);
            default -> assertEquals(201, response.getStatusCode(), response.getBody());
        }
        assertEquals(outcome.equals("made") ? 1 : 0, ran.size());
    }

    @Test
    void aClaimThatIsNoTextIsNone() {
        HttpBytes bytes = make();
        ((tools.jackson.databind.node.ObjectNode) bytes.event().at("/requestContext/authorizer/jwt/claims"))
                .putArray("marketplace").add("demo");
        problem(401, "unauthenticated", send(bytes));
    }

    @Test
    void aParticipantsTokenActsAsThatParticipantOnly() {
        HttpBytes own = HttpBytes.of("POST", "/v1/things/7/use").claim("participant", PERSON).claim("person", "per.1");
        assertEquals(201, send(own).getStatusCode());
        Caller caller = ran.getFirst().caller();
        assertEquals(Caller.Kind.PARTICIPANT, caller.kind());
        assertEquals(PERSON, caller.principal());
        assertEquals("participant:" + PERSON, caller.actor().toString());
    }

    /** Each row is wrong in all that its predecessor was not, so the order shows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "first                   | status | route  | token  | scope  | size   | form   | key",
                "not_found               | 404    | wrong  | wrong  | wrong  | wrong  | wrong  | wrong",
                "unauthenticated         | 401    | right  | wrong  | wrong  | wrong  | wrong  | wrong",
                "forbidden               | 403    | right  | right  | wrong  | wrong  | wrong  | wrong",
                "too_large               | 413    | right  | right  | right  | wrong  | wrong  | wrong",
                "malformed               | 400    | right  | right  | right  | right  | wrong  | wrong",
                "idempotency_key_missing | 400    | right  | right  | right  | right  | right  | wrong",
            })
    void onlyTheFirstRefusalThatAppliesIsGiven(
            String first, int status, String route, String token, String scope, String size, String form, String key) {
        HttpBytes bytes = HttpBytes.of("POST", route.equals("wrong") ? "/v1/nothing" : "/v1/things");
        bytes.body((form.equals("wrong") ? "{\"name\":7}" : "{\"name\":\"x\"}")
                + " ".repeat(size.equals("wrong") ? 70_000 : 0));
        if (token.equals("wrong")) {
            bytes.withoutClaim("marketplace");
        }
        if (scope.equals("wrong")) {
            bytes.claim("scope", "nothing");
        }
        if (key.equals("wrong")) {
            bytes.without("idempotency-key");
        }
        problem(status, first, send(bytes));
        assertEquals(0, ran.size());
        assertTrue(metrics.getLast().contains("\"refusal\":1"), "counted: " + metrics);
        assertTrue(metrics.getLast().contains("\"reason\":\"" + first + "\""), "counted: " + metrics);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "key                                                               | fits",
                "0123456789abcdef                                                  | true",
                "ABCDEFGHIJ-_abcdef                                                | true",
                "0123456789012345678901234567890123456789012345678901234567890123  | true",
                "01234567890123456789012345678901234567890123456789012345678901234 | false",
                "0123456789abcde                                                   | false",
                "''                                                                | false",
                "'0123456789abcde '                                                | false",
                "0123456789abcdef,0123456789abcdef                                 | false",
                "0123456789abcde#                                                  | false",
                "0123456789abcdé                                                   | false",
            })
    void anIdempotencyKeyHasSixteenToSixtyFourPlainCharacters(String key, boolean fits) {
        APIGatewayV2HTTPResponse response = send(make().header("idempotency-key", key));
        if (fits) {
            assertEquals(201, response.getStatusCode());
        } else {
            problem(400, "idempotency_key_missing", response);
        }
        assertEquals(200, read("/v1/things/7").getStatusCode());
    }

    private APIGatewayV2HTTPResponse read(String path) {
        behaviour = () -> Answer.ok(Json.object());
        return send(HttpBytes.of("GET", path).without("idempotency-key"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "method | path                    | parameter",
                "GET    | /v1/things/abc          | abc",
                "GET    | /v1/things/a%2Fb        | a/b",
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
        behaviour = () -> Answer.ok(Json.object());
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
    void aRouteForAnyoneKnowsNoCaller() {
        behaviour = () -> Answer.ok(Json.object());
        assertEquals(200, send(HttpBytes.of("GET", "/health").anonymous()).getStatusCode());
        assertEquals(Set.of(), ran.getFirst().caller().scopes());
        assertEquals("no-one", ran.getFirst().caller().marketplace().value());
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
    void aRefusalOfTooManyOrNotNowSaysWhenToTryAgain() {
        behaviour = () -> Answer.refuse(CommonReason.RATE_LIMITED.with("x."));
        assertEquals("2", send(make()).getHeaders().get("Retry-After"));
        behaviour = () -> Answer.refuse(CommonReason.UNAVAILABLE.with("x."));
        assertEquals("2", send(make()).getHeaders().get("Retry-After"));
        behaviour = () -> Answer.refuse(CommonReason.PAUSED.with("x."));
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
                return Answer.notFound();
            };
            serverError(each.getClass().getSimpleName());
        }
        behaviour = () -> Answer.ok(Json.object("{\"stored\":secret}"));
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
