package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.model.Invariants.Breach;
import dev.surety.runtime.Clock;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.tokens.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What arrives at a gateway's endpoint, genuine and otherwise. */
class NoticeOfAGatewayTest {
    private static final String PATH = "/v1/gateways/sandbox/demo-1/webhooks";
    private static final String BODY = "{\"id\":\"evt-1\",\"note\":\"é\"}";
    private static final byte[] BYTES = BODY.getBytes(StandardCharsets.UTF_8);

    private final Clock clock = new Clock();
    private final AtomicReference<String> document = new AtomicReference<>(Clock.secret("notice", "one"));
    private final WebhookSignatures notices = new WebhookSignatures(new Secrets(document::get, clock), clock);
    private final List<Request> ran = new ArrayList<>();
    private final List<Route<?>> table = List.of(Route.hears(
            "/v1/gateways/{gateway}/{endpoint}/webhooks", NoticeOfAGatewayTest::parse, (_, request) -> {
                ran.add(request);
                return Response.ok(Json.object());
            }));
    private final TokenVerifier tokens = new TokenVerifier("https://issuer.example", "surety", Map::of, clock);
    private final HttpEdge edge = new HttpEdge(
            table, new Metrics("test", clock, _ -> {}), Optional.of(tokens), Optional.of(notices));

    private static Parsed<String> parse(Request request) {
        Fields fields = request.fields();
        var id = fields.text("id", 1, 20);
        fields.optionalText("note", 0, 100);
        return fields.build(id::orElseThrow);
    }

    private static HttpBytes notice(String path) {
        return HttpBytes.of("POST", path).without("authorization").without("idempotency-key").anonymous().body(BODY);
    }

    private APIGatewayV2HTTPResponse send(HttpBytes bytes) {
        return edge.apply(bytes.stream());
    }

    private String signed() {
        return notices.sign("sandbox", "demo-1", BYTES);
    }

    private boolean isGenuine(String header) {
        return notices.isGenuine("sandbox", "demo-1", Optional.of(header), BYTES);
    }

    private void notGenuine(HttpBytes bytes) {
        APIGatewayV2HTTPResponse response = send(bytes);
        DoorFixture.problem(401, "unauthenticated", response);
        assertEquals("No usable signature came with this.", DoorFixture.body(response).get("detail").stringValue());
        assertEquals(0, ran.size());
    }

    @Test
    void aGenuineNoticeNeedsNeitherTokenNorKey() {
        assertEquals(200, send(notice(PATH).header("surety-signature", signed())).getStatusCode());
        assertEquals("sandbox", ran.getFirst().parameter("gateway"));
        assertEquals("demo-1", ran.getFirst().parameter("endpoint"));
        String base64 = Base64.getEncoder().encodeToString(BYTES);
        assertEquals(200, send(notice(PATH).encodedBody(base64).header("surety-signature", signed())).getStatusCode());
    }

    /** So that whoever writes a gateway's side can check it without us. */
    @Test
    void theSignatureIsWhatTheDescriptionSays() {
        byte[] secret = Digests.hmac(
                "one".getBytes(StandardCharsets.UTF_8),
                "gateway notice\nsandbox\ndemo-1".getBytes(StandardCharsets.UTF_8));
        long now = clock.instant().getEpochSecond();
        assertEquals("t=" + now + ",v1=" + Digests.hmacHex(secret, now + "." + BODY), signed());
    }

    @Test
    void aNoticeAlteredInAnyByteIsNone() {
        String header = signed();
        for (int i = 0; i < BYTES.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] altered = BYTES.clone();
                altered[i] ^= (byte) (1 << bit);
                assertFalse(notices.isGenuine("sandbox", "demo-1", Optional.of(header), altered));
            }
        }
        for (String other : List.of(BODY + " ", " " + BODY, BODY + "\n", "{\"note\":\"é\",\"id\":\"evt-1\"}", "")) {
            byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
            assertFalse(notices.isGenuine("sandbox", "demo-1", Optional.of(header), bytes), other);
        }
    }

    @Test
    void aSignatureAlteredInAnyCharacterIsNone() {
        String header = signed();
        for (int i = 0; i < header.length(); i++) {
            for (char other : new char[] {'0', '1', 'f', 'F', ' ', ',', '='}) {
                if (header.charAt(i) != other) {
                    var altered = new StringBuilder(header);
                    altered.setCharAt(i, other);
                    assertFalse(isGenuine(altered.toString()), altered.toString());
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} s old: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "seconds | genuine", "0 | true", "300 | true", "301 | false", "86400 | false", "-300 | true",
                "-301 | false", "-86400 | false",
            })
    void aNoticeIsGenuineForFiveMinutesEitherWay(int seconds, boolean genuine) {
        String header = signed();
        clock.advance(Duration.ofSeconds(seconds));
        assertEquals(genuine, isGenuine(header));
    }

    /** The event's id, which is the key of what it causes, makes the second one harmless. */
    @Test
    void aNoticeThatComesAgainIsGenuineAgain() {
        String header = signed();
        assertEquals(200, send(notice(PATH).header("surety-signature", header)).getStatusCode());
        clock.advance(Duration.ofMinutes(4));
        assertEquals(200, send(notice(PATH).header("surety-signature", header)).getStatusCode());
    }

    @ParameterizedTest(name = "signed for {0}/{1}, sent to {2}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "gateway  | endpoint | path",
                "sandbox  | demo-2   | /v1/gateways/sandbox/demo-1/webhooks",
                "sandbox  | demo-1   | /v1/gateways/sandbox/demo-2/webhooks",
                "stripe   | demo-1   | /v1/gateways/sandbox/demo-1/webhooks",
                "sandbox- | demo1    | /v1/gateways/sandbox/-demo1/webhooks",
                "demo-1   | sandbox  | /v1/gateways/sandbox/demo-1/webhooks",
                "SANDBOX  | demo-1   | /v1/gateways/SANDBOX/demo-1/webhooks",
                "a b      | demo-1   | /v1/gateways/a b/demo-1/webhooks",
                "x        | ''       | /v1/gateways/x//webhooks",
            })
    void oneEndpointCannotSpeakForAnother(String gateway, String endpoint, String path) {
        notGenuine(notice(path).header("surety-signature", notices.sign(gateway, endpoint, BYTES)));
    }

    @Test
    void aPathIsNoPlaceForTwoNamesInOne() {
        String header = notices.sign("a\nb", "c", BYTES);
        assertFalse(notices.isGenuine("a\nb", "c", Optional.of(header), BYTES));
        assertFalse(notices.isGenuine("a", "b\nc", Optional.of(header), BYTES));
    }

    @Test
    void ofManySignaturesOneMustBeRight() {
        String right = signed();
        String mac = right.substring(right.indexOf(",v1="));
        String time = right.substring(0, right.indexOf(','));
        String wrong = ",v1=" + "0".repeat(64);
        for (String header : List.of(right, time + wrong + mac, time + mac + wrong, time + wrong.repeat(4) + mac)) {
            assertTrue(isGenuine(header), header);
        }
        for (String header : List.of(time + wrong, time + wrong.repeat(5), time + wrong.repeat(5) + mac, time)) {
            assertFalse(isGenuine(header), header);
        }
    }

    @Test
    void aHeaderOfAnotherFormIsNone() {
        String right = signed();
        String mac = right.substring(right.indexOf("v1="));
        long now = clock.instant().getEpochSecond();
        List<String> headers = List.of(
                "", " ", ",", "t=", "t=,v1=", "v1=", mac, "t=" + now, mac + ",t=" + now, right + ",", "," + right,
                right + " ", " " + right, right.replace(",", ", "), right + ",v1=", right + ",v0=1",
                right + ",t=" + now, right + "," + right, "t=" + now + ",t=" + now + "," + mac, "t=-1," + mac,
                "t=+" + now + "," + mac,
                "t=0x1," + mac, "t=" + now + ".0," + mac, "t=9999999999999999999999," + mac, "t=٣," + mac,
                right.replace("v1", "V1"), right.replace("v1", "v2"), right.toUpperCase(java.util.Locale.ROOT),
                right.substring(0, right.length() - 1), right + "0", right.replace("v1=", "v1=0x"), "\u0000" + right,
                "Bearer " + right, "t=" + now + ",v1=" + "0".repeat(1_000_000), "v1=,".repeat(250_000),
                right + (",v1=" + "0".repeat(64)).repeat(10_000));
        for (String header : headers) {
            assertFalse(isGenuine(header), header.substring(0, Math.min(200, header.length())));
        }
        for (String header : headers) {
            notGenuine(notice(PATH).header("surety-signature", header));
        }
        notGenuine(notice(PATH));
        notGenuine(notice(PATH).header("x-surety-signature", right).header("authorization", right));
    }

    @Test
    void theSignatureGoesBeforeAllElseThatIsWrong() {
        notGenuine(notice(PATH).body("{").header("surety-signature", signed()));
        notGenuine(notice(PATH).body("x".repeat(70_000)).query("x", "1"));
        byte[] broken = "{".getBytes(StandardCharsets.UTF_8);
        String header = notices.sign("sandbox", "demo-1", broken);
        DoorFixture.problem(400, "malformed", send(notice(PATH).body("{").header("surety-signature", header)));
        byte[] large = "x".repeat(70_000).getBytes(StandardCharsets.UTF_8);
        String signedLarge = notices.sign("sandbox", "demo-1", large);
        DoorFixture.problem(413, "too_large", send(notice(PATH)
                .body("x".repeat(70_000))
                .header("surety-signature", signedLarge)));
        assertEquals(0, ran.size());
    }

    /** A document names a secret's versions; what the previous one signed is good until it goes. */
    @Test
    void ourSecretCanBeTurnedOver() {
        String before = signed();
        document.set(Clock.secret("notice", "two", "one"));
        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        String after = signed();
        assertNotEquals(mac(before), mac(after));
        assertTrue(isGenuine(after));
        var older = new WebhookSignatures(new Secrets(() -> Clock.secret("notice", "one"), clock), clock);
        assertTrue(isGenuine(older.sign("sandbox", "demo-1", BYTES)), "the previous is accepted");
        document.set(Clock.secret("notice", "three", "two"));
        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        assertFalse(isGenuine(older.sign("sandbox", "demo-1", BYTES)), "the one before is not");
    }

    private static String mac(String header) {
        return HexFormat.of().formatHex(header.substring(header.indexOf("v1=")).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aTableThatHearsIsNotServedWithoutWhatKnowsSignatures() {
        var metrics = new Metrics("test", clock, _ -> {});
        assertThrows(Breach.class, () -> new HttpEdge(table, metrics));
        assertThrows(Breach.class, () -> new HttpEdge(table, metrics, Optional.of(tokens), Optional.empty()));
        assertThrows(Breach.class, () -> Route.hears("/v1/notices", NoticeOfAGatewayTest::parse, (_, _) -> null));
        assertEquals(Set.of(), table.getFirst().scopes());
    }
}
