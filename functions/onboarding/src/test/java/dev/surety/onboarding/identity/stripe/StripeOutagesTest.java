package dev.surety.onboarding.identity.stripe;

import static dev.surety.onboarding.identity.stripe.StripeIdentityTest.CHECK;
import static dev.surety.onboarding.identity.stripe.StripeIdentityTest.DEMO;
import static dev.surety.onboarding.identity.stripe.StripeIdentityTest.ID;
import static dev.surety.onboarding.identity.stripe.StripeIdentityTest.order;
import static dev.surety.onboarding.identity.stripe.StripeIdentityTest.session;
import static dev.surety.onboarding.identity.stripe.StripeServer.fixture;
import static dev.surety.onboarding.identity.stripe.StripeServer.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.onboarding.app.identity.IdentityProvider.Answer;
import dev.surety.onboarding.identity.GuardedIdentity;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripe is away, slow, busy or broken: nothing is decided, and asking again finds what began. */
class StripeOutagesTest {
    private final StripeServer server = new StripeServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Outage starting() {
        return assertThrows(Outage.class, () -> server.adapter().start(order()));
    }

    @Test
    void aBusyStripeIsAskedAgainAfterTheTimeThatItNames() {
        server.says(429, fixture("error", "type", "api_error", "code", "rate_limit"), "Retry-After", "2")
                .says(200, session("requires_input"));
        assertTrue(server.adapter().start(order()) instanceof Answer.Waits);
        assertEquals(List.of(Duration.ofSeconds(2)), server.pauses());
        assertEquals(List.of(CHECK, CHECK), keys(), "the same key, so that it is one check");
    }

    private List<String> keys() {
        return server.calls().stream().map(call -> call.headers().get("Idempotency-Key")).toList();
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @ValueSource(strings = {"", "soon", "-1", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"})
    void aTimeThatCannotBeReadIsOurOwn(String text) {
        server.says(429, "{}", "Retry-After", text).says(200, session("requires_input"));
        assertTrue(server.adapter().start(order()) instanceof Answer.Waits);
        assertEquals(List.of(Limits.IDENTITY_PAUSE), server.pauses());
    }

    @Test
    void aCallDoesNotWaitForLongerThanItMay() {
        server.says(429, "{}", "Retry-After", "60");
        assertTrue(starting().getMessage().contains("PT1M"));
        assertEquals(1, server.calls().size());
        assertEquals(List.of(), server.pauses());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {409, 429, 500, 502, 503, 504})
    void aPassingFaultIsTriedTwiceAndThenAnOutage(int status) {
        server.says(status, fixture("error", "type", "api_error", "code", ""));
        assertTrue(starting().getMessage().contains(Integer.toString(status)));
        assertEquals(List.of(CHECK, CHECK), keys());
        assertEquals(List.of(Limits.IDENTITY_PAUSE), server.pauses());
    }

    /** Stripe's own word about trying again stands above the status, in both directions. */
    @ParameterizedTest(name = "{0}, Stripe-Should-Retry: {1}: {2} calls")
    @CsvSource({
        "400, true, 2", "402, true, 2", "404, true, 2", "400, soon, 1", "409, false, 1", "429, false, 1",
        "500, false, 1", "503, false, 1", "500, soon, 2", "500, true, 2",
    })
    void stripeSaysWhetherACallIsSentAgain(int status, String word, int calls) {
        server.says(
                status, fixture("error", "type", "idempotency_error", "code", ""), "Stripe-Should-Retry", word);
        assertTrue(starting().getMessage().contains(Integer.toString(status)));
        assertEquals(calls, server.calls().size());
    }

    private static String fault() {
        return fixture("error", "type", "api_error", "code", "");
    }

    /** Stripe keeps a fault of its own under the key for a day, so a start under the same key would never succeed. */
    @Test
    void aFaultThatStripeKeepsUnderAKeyIsPassedByTheNextKey() {
        server.says(500, fault(), "Idempotent-Replayed", "true")
                .says(200, list())
                .says(200, session("requires_input"));
        assertTrue(server.adapter().start(order()) instanceof Answer.Waits);
        assertEquals(Arrays.asList(CHECK, null, CHECK + "-2"), keys());
        assertEquals(
                List.of(CHECK, CHECK, CHECK),
                server.calls().stream()
                        .map(call -> call.method().equals("GET") ? call.query() : call.form())
                        .map(members -> members.get("client_reference_id"))
                        .toList());
    }

    /** The fault came after the session was made: it is found, and no second one is made. */
    @Test
    void aSessionThatAFaultHasHiddenIsFound() {
        server.says(500, fault(), "Idempotent-Replayed", "true").says(200, list(session("requires_input")));
        assertTrue(server.adapter().start(order()) instanceof Answer.Waits);
        assertEquals(Arrays.asList(CHECK, null), keys());
    }

    @Test
    void afterThreeFaultsThatStripeKeepsNoFurtherKeyIsTried() {
        server.says(500, fault(), "Idempotent-Replayed", "true")
                .says(200, list())
                .says(500, fault(), "Idempotent-Replayed", "true");
        assertTrue(starting().getMessage().contains("each start"));
        assertEquals(Arrays.asList(CHECK, null, CHECK + "-2", CHECK + "-3"), keys());
    }

    /** A fault of this very moment says nothing about the next start, which asks first. */
    @Test
    void aFreshFaultTakesNoFurtherKey() {
        server.says(500, fault()).says(500, fault(), "Idempotent-Replayed", "true");
        starting();
        assertEquals(List.of(CHECK, CHECK), keys());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {301, 302, 307, 401, 403, 404, 418})
    void aFaultThatStaysIsTriedOnce(int status) {
        server.says(status, "", "Location", server.base() + "/elsewhere");
        assertTrue(starting().getMessage().contains(Integer.toString(status)));
        assertEquals(1, server.calls().size());
    }

    /** The start arrived and its answer did not: by our id, the session is found. */
    @Test
    void aStartWithoutAnAnswerIsFoundLater() {
        server.saysNothing();
        var guarded = new GuardedIdentity(server.adapter());
        assertEquals(new Answer.Unknown(), guarded.start(order()));
        assertEquals(List.of(CHECK, CHECK), keys());
        server.forget();
        server.says(200, list(session("requires_input")));
        assertTrue(guarded.find(DEMO, CHECK, Optional.empty()) instanceof Answer.Waits);
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var nowhere = new StripeIdentity(
                URI.create("http://127.0.0.1:" + port), StripeServer.SILENCE, StripeServer.secrets(StripeServer.KEY),
                server.pauses()::add);
        assertThrows(Outage.class, () -> nowhere.start(order()));
        assertThrows(Outage.class, () -> nowhere.find(DEMO, CHECK, Optional.of(ID)));
        assertEquals(2, server.pauses().size());
        assertEquals(new Answer.Unknown(), new GuardedIdentity(nowhere).start(order()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", " ", "<html></html>", "{", "{\"id\":\"vs_1\",\"id\":\"vs_2\"}", "{} {}", "\u0000"})
    void anAnswerThatIsNotJson(String body) {
        server.says(200, body);
        starting();
        assertThrows(Outage.class, () -> server.adapter().find(DEMO, CHECK, Optional.of(ID)));
        assertThrows(Outage.class, () -> server.adapter().find(DEMO, CHECK, Optional.empty()));
    }

    @Test
    void anAnswerThatBreaksOff() {
        server.says(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });
        starting();
    }

    /** Ten megabytes are not read to their end, whether their length is told or not. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(longs = {10 << 20, 0})
    void anAnswerWithoutMeasure(long told) {
        byte[] some = new byte[1 << 16];
        Arrays.fill(some, (byte) ' ');
        server.says(exchange -> {
            exchange.sendResponseHeaders(200, told);
            OutputStream body = exchange.getResponseBody();
            for (int i = 0; i < (10 << 20) / some.length; i++) {
                body.write(some);
            }
        });
        assertTrue(starting().getMessage().contains("too long"));
    }

    /** Each byte comes in time, and the whole does not. */
    @Test
    void anAnswerThatTrickles() {
        server.says(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (System.nanoTime() < until) {
                body.write(' ');
                body.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        });
        long began = System.nanoTime();
        starting();
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(5));
    }

    /** An operator has to mend the key, and reads so; the key itself is nowhere. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {401, 403})
    void aRefusedKeyTellsAnOperatorAndNotItself(int status) {
        server.says(status, fixture("error", "type", "invalid_request_error", "code", "no " + StripeServer.KEY));
        var guarded = new GuardedIdentity(server.adapter());
        String log = log(() -> guarded.start(order()));
        assertTrue(log.contains("Stripe refuses our call with " + status + ": look at the key"), log);
        assertFalse(log.contains(StripeServer.KEY), log);
        String asked = log(() -> guarded.find(DEMO, CHECK, Optional.of(ID)));
        assertTrue(asked.contains("Stripe refuses our call with " + status + ": look at the key"), asked);
    }

    /** The client would show the whole header in its complaint. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"'sk_test_two\nlines'", "'sk_test_ümlaut'", "''", "'none'", "'sk_test_\u0000zero'"})
    void aSecretThatIsNoKeyIsSentNowhere(String key) {
        var guarded = new GuardedIdentity(server.adapter(key));
        String log = log(() -> guarded.start(order()));
        assertTrue(log.contains("the secret stripe holds no key of Stripe"), log);
        assertFalse(log.contains("sk_test"), log);
        assertEquals(List.of(), server.calls());
    }

    @Test
    void aLineFeedAfterTheKeyIsNotPartOfIt() {
        server.says(200, session("requires_input"));
        server.adapter(StripeServer.KEY + "\n").start(order());
        assertEquals("Bearer " + StripeServer.KEY, server.calls().getFirst().headers().get("Authorization"));
    }

    private static String log(Supplier<Answer> call) {
        var captured = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            assertEquals(new Answer.Unknown(), call.get());
        } finally {
            System.setOut(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }
}
