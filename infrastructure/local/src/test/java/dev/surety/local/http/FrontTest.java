package dev.surety.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over the wire and is no request, or never becomes one. */
class FrontTest {
    private static final Duration IDLE = Duration.ofMillis(400);

    private static Front front;
    private static URI base;

    @BeforeAll
    static void start() throws Exception {
        front = Front.bind("127.0.0.1", 0, IDLE);
        base = front.base();
        front.start(call -> {
            if (call.path().equals("/slow")) {
                pause(IDLE.multipliedBy(4));
            }
            if (call.path().equals("/broken")) {
                throw new IllegalStateException("broken on purpose");
            }
            return Reply.of(200, "text/plain", call.method() + " " + call.rawPath());
        });
    }

    @AfterAll
    static void stop() {
        front.close();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that comes back until the other side closes. */
    private static String send(String bytes) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "GET\r\n\r\n",
                "GET /a HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /a HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a%f HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnope\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
                "GET /broken HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            })
    void whatIsNoRequestIsAnsweredInTheGatewaysWords(String bytes) throws IOException {
        String answer = send(bytes);
        assertTrue(answer.matches("(?s)HTTP/1\\.1 [45]\\d\\d .*\\{\"message\":\"[A-Z][A-Za-z ]+\"}"), answer);
        assertFalse(answer.contains("Exception") || answer.contains("java") || answer.contains("<"), answer);
        assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("jetty"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "GET /a HTTP/1.1\r\nHost: x\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc",
                "GET /a HTTP/1.1\r\nHost: x\r\n\r\n",
            })
    void aConnectionOnWhichNothingComesIsClosed(String half) throws IOException {
        long begun = System.nanoTime();
        String answer = send(half);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took + " " + answer);
        assertFalse(answer.contains("Exception"), answer);
    }

    @Test
    void anAnswerMayTakeLongerThanAConnectionMayIdle() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(base.resolve("/slow")).build(), BodyHandlers.ofString());
            assertEquals("200 GET /slow", answer.statusCode() + " " + answer.body());
        }
    }

    @Test
    void thePathIsSeenAsItWasWritten() throws IOException {
        String answer = send("GET /a%2Fb/%2e%2E//c+d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.endsWith("GET /a%2Fb/%2e%2E//c+d"), answer);
    }

    @Test
    void headAndEmptyAnswersHaveNoBody() throws IOException {
        String answer = send("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 OK") && answer.endsWith("\r\n\r\n"), answer);
    }
}
