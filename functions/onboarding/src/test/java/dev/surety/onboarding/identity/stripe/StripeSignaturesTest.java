package dev.surety.onboarding.identity.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.clock.FixedClock;
import dev.surety.runtime.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scheme of {@code Stripe-Signature} as Stripe's reference describes it. */
class StripeSignaturesTest {
    private static final String BODY = StripeServer.fixture("event", "status", "verified", "check", "chk_ü");
    private static final String WRONG = "0".repeat(64);

    private final FixedClock clock = FixedClock.at("2026-11-22T10:00:00Z");
    private final long now = clock.instant().getEpochSecond();
    private final AtomicReference<String> document = new AtomicReference<>(secret("one"));
    private final StripeSignatures signatures = new StripeSignatures(new Secrets(document::get, clock), clock);

    private static String secret(String current, String... previous) {
        String more = previous.length == 0 ? "" : ",\"previous\":\"" + StripeServer.base64(previous[0]) + "\"";
        return "{\"stripenotices\":{\"current\":\"" + StripeServer.base64(current) + "\"" + more + "}}";
    }

    private String v1(String secret) {
        return ",v1=" + StripeServer.mac(secret, now, BODY);
    }

    private boolean isGenuine(String header, String body) {
        return signatures.isGenuine(
                "stripe", "demo", Map.of("stripe-signature", header), body.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isGenuine(String header) {
        return isGenuine(header, BODY);
    }

    @Test
    void aHeaderOfTheReferenceIsGenuine() {
        String good = "t=" + now + v1("one");
        String v0 = ",v0=" + WRONG;
        for (String header : List.of(good, good + v0, "t=" + now + v0 + v1("one"), good.replace(",", ", "))) {
            assertTrue(isGenuine(header), header);
        }
    }

    @Test
    void anotherBodyTimeOrSecretIsForged() {
        assertFalse(isGenuine("t=" + now + v1("one"), BODY + " "));
        assertFalse(isGenuine("t=" + now + v1("one"), ""));
        assertFalse(isGenuine("t=" + (now + 1) + v1("one")));
        assertFalse(isGenuine("t=" + now + v1("two")));
        assertFalse(isGenuine("t=" + now + ",v1=" + WRONG));
    }

    @ParameterizedTest(name = "after {0} s: {1}")
    @CsvSource({"0, true", "300, true", "301, false", "86400, false", "-300, true", "-301, false"})
    void aSignatureIsGoodForFiveMinutes(long seconds, boolean genuine) {
        long sent = now - seconds;
        assertEquals(genuine, isGenuine("t=" + sent + ",v1=" + StripeServer.mac("one", sent, BODY)));
    }

    /** Stripe signs with each secret of an endpoint while one replaces the other. */
    @Test
    void ofSeveralSignaturesOneMustBeRight() {
        assertTrue(isGenuine("t=" + now + v1("two") + v1("one")));
        assertTrue(isGenuine("t=" + now + v1("one") + v1("two")));
        assertFalse(isGenuine("t=" + now + v1("two") + v1("three")));
    }

    @Test
    void ourSecretCanBeReplacedToo() {
        document.set(secret("two", "one"));
        assertTrue(isGenuine("t=" + now + v1("one")));
        assertTrue(isGenuine("t=" + now + v1("two")));
        document.set(secret("three", "two"));
        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        long later = clock.instant().getEpochSecond();
        assertFalse(isGenuine("t=" + later + ",v1=" + StripeServer.mac("one", later, BODY)));
        assertTrue(isGenuine("t=" + later + ",v1=" + StripeServer.mac("two", later, BODY)));
    }

    @Test
    void aMissingSignatureIsNone() {
        assertFalse(signatures.isGenuine("stripe", "demo", Map.of(), BODY.getBytes(StandardCharsets.UTF_8)));
        assertFalse(signatures.isGenuine(
                "stripe",
                "demo",
                Map.of("surety-signature", "t=" + now + v1("one")),
                BODY.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anotherSchemeOrFormIsNone() {
        String mac = StripeServer.mac("one", now, BODY);
        List<String> headers = List.of(
                "", ",", "t=", "t=,v1=", "v1=" + mac, "t=" + now, "t=" + now + ",v0=" + mac, "t=" + now + ",v2=" + mac,
                "t=" + now + ",V1=" + mac, "t=" + now + ",v1=" + mac.toUpperCase(Locale.ROOT), "t=" + now + ",v1=",
                "t=" + now + ",v1=" + mac.substring(1), "t=" + now + ",v1=0" + mac, "t=" + now + ";v1=" + mac,
                "t=" + now + ",t=" + now + ",v1=" + mac, "t=-" + now + ",v1=" + mac, "t=+" + now + ",v1=" + mac,
                "t=" + now + ".0,v1=" + mac, "t=99999999999999999999,v1=" + mac, "t=٣,v1=" + mac, mac,
                "t=" + now + ",v1=" + mac + (",v1=" + WRONG).repeat(20), "v1=,".repeat(250_000));
        for (String header : headers) {
            assertFalse(isGenuine(header), header.substring(0, Math.min(200, header.length())));
        }
    }
}
