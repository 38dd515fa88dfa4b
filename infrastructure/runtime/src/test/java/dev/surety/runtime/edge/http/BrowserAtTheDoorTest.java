package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.model.Invariants;
import dev.surety.runtime.Clock;
import dev.surety.runtime.observe.Metrics;
import dev.surety.runtime.resilience.Outage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, the forms they send, and where browsers are sent on to. */
class BrowserAtTheDoorTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PAGE = "<!doctype html><title>x</title>";

    private final List<String> taken = new ArrayList<>();
    private Optional<RuntimeException> fails = Optional.empty();
    private Response says = new Response.Page(200, PAGE, Optional.empty());
    private final HttpEdge edge = new HttpEdge(
            List.of(
                    Route.reads("/pages/{id}", Set.of(), Route.People.ANYONE, Request::plain, (_, _) -> say()),
                    Route.takesForm("/pages/{id}", BrowserAtTheDoorTest::word, this::take)),
            new Metrics("test", new Clock(), _ -> {}));

    private static Parsed<String> word(Request request) {
        Fields fields = request.fields();
        var word = fields.text("word", 1, 20);
        return fields.build(word::orElseThrow);
    }

    private Response take(String word, Request request) {
        taken.add(word);
        return say();
    }

    private Response say() {
        return fails.<Response>map(failure -> {
            throw failure;
        }).orElse(says);
    }

    private APIGatewayV2HTTPResponse get() {
        return edge.apply(HttpBytes.of("GET", "/pages/7").anonymous().stream());
    }

    private APIGatewayV2HTTPResponse send(String type, byte[] body) {
        HttpBytes bytes = HttpBytes.of("POST", "/pages/7")
                .anonymous()
                .without("idempotency-key")
                .encodedBody(Base64.getEncoder().encodeToString(body));
        if (type.isEmpty()) {
            bytes.without("content-type");
        } else {
            bytes.header("content-type", type);
        }
        return edge.apply(bytes.stream());
    }

    private APIGatewayV2HTTPResponse send(String form) {
        return send(FORM, form.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPageLoadsNothingRunsNothingAndIsFramedByNobody() {
        APIGatewayV2HTTPResponse response = get();

        assertEquals(200, response.getStatusCode());
        assertEquals(PAGE, response.getBody());
        Map<String, String> headers = response.getHeaders();
        assertEquals("text/html; charset=utf-8", headers.get("Content-Type"));
        assertEquals(
                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
                headers.get("Content-Security-Policy"));
        assertEquals("nosniff", headers.get("X-Content-Type-Options"));
        assertEquals("no-referrer", headers.get("Referrer-Policy"));
        assertEquals("no-store", headers.get("Cache-Control"));
        assertEquals("JKJaXmPLvHcESHA=", headers.get("Request-Id"));
    }

    @Test
    void aBrowserIsSentToAPageOfOursWithACookie() {
        says = new Response.ToPage("/pages/7?step=two", Optional.of("a=1; Path=/"));
        APIGatewayV2HTTPResponse response = get();

        assertEquals(303, response.getStatusCode());
        assertEquals("/pages/7?step=two", response.getHeaders().get("Location"));
        assertEquals(List.of("a=1; Path=/"), response.getCookies());
        assertEquals("no-store", response.getHeaders().get("Cache-Control"));
        says = new Response.ToPage("/pages/7");
        assertNull(get().getCookies());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "pages", "/a\r\nb: c", ""})
    void onlyAPathIsAPageOfOurs(String path) {
        says = new Response.ToPage(path);
        assertEquals(500, get().getStatusCode());
    }

    @Test
    void aPageMayHaveOneStyleSheetWithinIt() {
        says = new Response.Page(200, PAGE, Optional.empty(), Optional.of("p{margin:0}"));
        String policy = get().getHeaders().get("Content-Security-Policy");
        assertTrue(policy.endsWith("; style-src 'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA='"), policy);
    }

    @Test
    void cookiesComeApartFromTheOtherHeaders() {
        var seen = new ArrayList<String>();
        var door = new HttpEdge(
                List.of(Route.reads("/pages/{id}", Set.of(), Route.People.ANYONE, Request::plain, (_, request) -> {
                    seen.add(request.header("cookie").orElse("none"));
                    return say();
                })),
                new Metrics("test", new Clock(), _ -> {}));
        String event = """
                {"rawPath":"/pages/7","cookies":["a=1","b=2"],"headers":{},
                 "requestContext":{"http":{"method":"GET"},"requestId":"r"}}
                """;
        door.apply(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of("a=1; b=2"), seen);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "address                               | origin",
                "https://shop.example/done?a=1;b=%27x# | https://shop.example",
                "http://localhost:3000/                | http://localhost:3000",
                "https://shop.example:8443/a/b         | https://shop.example:8443",
            })
    void aFormMayLeadOnToOneOriginAndNoFurther(String address, String origin) {
        says = new Response.Page(404, PAGE, Optional.of(URI.create(address)));

        APIGatewayV2HTTPResponse response = get();

        assertEquals(404, response.getStatusCode());
        assertTrue(
                response.getHeaders().get("Content-Security-Policy").endsWith("form-action 'self' " + origin),
                response.getHeaders().get("Content-Security-Policy"));
    }

    @Test
    void aBrowserIsSentOn() {
        says = new Response.SeeOther(URI.create("https://shop.example/done?order=7&of=%C3%A9"));

        APIGatewayV2HTTPResponse response = send("word=yes");

        assertEquals(303, response.getStatusCode());
        assertEquals("https://shop.example/done?order=7&of=%C3%A9", response.getHeaders().get("Location"));
        assertEquals("", response.getBody());
        assertEquals("no-store", response.getHeaders().get("Cache-Control"));
        assertEquals("no-referrer", response.getHeaders().get("Referrer-Policy"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/only/a/path", "//shop.example/", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example",
                "ftp://shop.example/", "https://user@shop.example/", "https:///path"
            })
    void anAddressThatIsNoneOfTheWebIsABreachAndNotSentOnTo(String address) {
        says = new Response.SeeOther(URI.create(address));
        APIGatewayV2HTTPResponse response = send("word=yes");
        assertEquals(500, response.getStatusCode());
        assertNull(response.getHeaders().get("Location"));

        says = new Response.Page(200, PAGE, Optional.of(URI.create(address)));
        assertEquals(500, get().getStatusCode());
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form                  | outcome   | reason",
                "word=yes              | yes       | ",
                "word=a+b%20c          | a b c     | ",
                "word=%C3%A9           | é         | ",
                "word=a=b              | a=b       | ",
                "w%6frd=yes            | yes       | ",
                "word=%26%3D%2B        | &=+       | ",
                "word=                 | malformed | bound",
                "word                  | malformed | bound",
                "other=yes&word=yes    | malformed | unknown",
                "other=yes             | malformed | missing, unknown",
                "word=yes&word=no      | malformed | not_form",
                "word=yes&w%6Frd=no    | malformed | not_form",
                "word=yes&             | malformed | not_form",
                "&word=yes             | malformed | not_form",
                "=yes                  | malformed | not_form",
                "word=%                | malformed | not_form",
                "word=%4               | malformed | not_form",
                "word=%zz              | malformed | not_form",
                "word=%-1              | malformed | not_form",
                "word=%C3              | malformed | not_utf8",
                "word=%C0%80           | malformed | not_utf8",
                "word=%ED%A0%80        | malformed | not_utf8",
                "word=%00              | malformed | characters",
                "word=%E2%80%AEx       | malformed | characters",
                "{\"word\":\"yes\"}    | malformed | missing, unknown",
                "``                    | malformed | missing",
            })
    void aFormIsReadOrRefused(String form, String outcome, String reason) {
        APIGatewayV2HTTPResponse response = send(form);
        if (reason == null) {
            assertEquals(List.of(outcome), taken, response.getBody());
            return;
        }
        trouble(400, outcome + ", " + reason, response);
        assertEquals(List.of(), taken);
    }

    /** A page that says this and no more, which loads and runs nothing, as every page of ours. */
    private static void trouble(int status, String reason, APIGatewayV2HTTPResponse response) {
        assertEquals(status, response.getStatusCode());
        assertEquals("text/html; charset=utf-8", response.getHeaders().get("Content-Type"));
        assertTrue(response.getHeaders().get("Content-Security-Policy").startsWith("default-src 'none';"));
        assertEquals("no-store", response.getHeaders().get("Cache-Control"));
        assertTrue(response.getBody().startsWith("<!doctype html>\n<html lang=\"en\">"), response.getBody());
        String said = "<p>Reason: " + reason + ". Request: " + response.getHeaders().get("Request-Id") + ".</p>";
        assertTrue(response.getBody().contains(said), response.getBody());
    }

    @Test
    void whatGoesWrongBehindAFormIsAPageToo() {
        fails = Optional.of(new Outage("table secret-name"));
        trouble(503, "unavailable", send("word=yes"));
        assertEquals("2", send("word=yes").getHeaders().get("Retry-After"));
        fails = Optional.of(new Invariants.Breach("secret"));
        trouble(500, "internal", send("word=yes"));
        fails = Optional.of(new IllegalStateException("secret"));
        trouble(500, "internal", send("word=yes"));
        assertFalse(send("word=yes").getBody().contains("secret"));
    }

    @Test
    void whatIsNoFormOfAPageIsAnsweredAsEver() {
        fails = Optional.of(new IllegalStateException("secret"));
        DoorFixture.problem(500, "internal", get());
        DoorFixture.problem(400, "malformed", edge.apply(HttpBytes.of("GET", "/pages/7").query("a", "b").stream()));
        DoorFixture.problem(404, "not_found", edge.apply(HttpBytes.of("POST", "/elsewhere").stream()));
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, "Application/X-WWW-Form-URLencoded", FORM + ";charset=UTF-8", FORM + " ; a=b"})
    void aMediaTypeIsWrittenInAnyCaseAndMayHaveParameters(String type) {
        assertEquals(200, send(type, "word=yes".getBytes(StandardCharsets.UTF_8)).getStatusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/plain", "multipart/form-data; boundary=x", FORM + "x"})
    void whatIsNotSentAsAFormIsNone(String type) {
        trouble(400, "malformed, not_form", send(type, "word=yes".getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of(), taken);
    }

    @Test
    void aFormHasItsLimits() {
        trouble(413, "too_large", send("word=" + "x".repeat(64 * 1024)));
        trouble(400, "malformed, not_form", send("a=1&".repeat(20) + "word=yes"));
        trouble(400, "malformed, not_utf8", send(FORM, new byte[] {'w', '=', (byte) 0xff}));
        assertEquals(List.of(), taken);
    }

    @Test
    void whateverComesToAPageIsAnsweredAndNotRepeated() {
        byte[] whole = HttpBytes.of("POST", "/pages/7").header("content-type", FORM).body("word=yes").bytes();
        for (int length = 0; length < whole.length; length++) {
            int status = edge.apply(new ByteArrayInputStream(whole, 0, length)).getStatusCode();
            assertTrue(status >= 400 && status < 500);
        }
        String hostile = "<script>alert(1)";
        HttpBytes bytes = HttpBytes.of("GET", "/pages/" + hostile).header("referer", hostile).header("host", hostile);
        APIGatewayV2HTTPResponse response = edge.apply(bytes.stream());
        assertFalse((response.getBody() + response.getHeaders()).contains("script"), response.getBody());
        DoorFixture.problem(400, "malformed", edge.apply(bytes.query("next", "https://evil.example/").stream()));
    }
}
