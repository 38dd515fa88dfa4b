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
    private final AtomicReference<String> document = new AtomicReference<>(secret("whsec_number_one"));
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
        String good = "t=" + now + v1("whsec_number_one");
        String v0 = ",v0=" + WRONG;
        String last = "t=" + now + v0 + v1("whsec_number_one");
        for (String header : List.of(good, good + v0, last, good.replace(",", ", "))) {
            assertTrue(isGenuine(header), header);
        }
    }

    @Test
    void anotherBodyTimeOrSecretIsForged() {
        assertFalse(isGenuine("t=" + now + v1("whsec_number_one"), BODY + " "));
        assertFalse(isGenuine("t=" + now + v1("whsec_number_one"), ""));
        assertFalse(isGenuine("t=" + (now + 1) + v1("whsec_number_one")));
        assertFalse(isGenuine("t=" + now + v1("whsec_number_two")));
        assertFalse(isGenuine("t=" + now + ",v1=" + WRONG));
    }

    @ParameterizedTest(name = "after {0} s: {1}")
    @CsvSource({"0, true", "300, true", "301, false", "86400, false", "-300, true", "-301, false"})
    void aSignatureIsGoodForFiveMinutes(long seconds, boolean genuine) {
        long sent = now - seconds;
        assertEquals(genuine, isGenuine("t=" + sent + ",v1=" + StripeServer.mac("whsec_number_one", sent, BODY)));
    }

    /** Stripe signs with each secret of an endpoint while one replaces the other. */
    @Test
    void ofSeveralSignaturesOneMustBeRight() {
        assertTrue(isGenuine("t=" + now + v1("whsec_number_two") + v1("whsec_number_one")));
        assertTrue(isGenuine("t=" + now + v1("whsec_number_one") + v1("whsec_number_two")));
        assertFalse(isGenuine("t=" + now + v1("whsec_number_two") + v1("whsec_number_three")));
    }

    @Test
    void ourSecretCanBeReplacedToo() {
        document.set(secret("whsec_number_two", "whsec_number_one"));
        assertTrue(isGenuine("t=" + now + v1("whsec_number_one")));
        assertTrue(isGenuine("t=" + now + v1("whsec_number_two")));
        document.set(secret("whsec_number_three", "whsec_number_two"));
        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        long later = clock.instant().getEpochSecond();
        assertFalse(isGenuine("t=" + later + ",v1=" + StripeServer.mac("whsec_number_one", later, BODY)));
        assertTrue(isGenuine("t=" + later + ",v1=" + StripeServer.mac("whsec_number_two", later, BODY)));
    }

    /** Each marketplace has an endpoint of its own at Stripe. */
    @Test
    void ourSecretHoldsThoseOfSeveralEndpoints() {
        document.set(secret("whsec_number_one\r\n  whsec_number_two\n\n", "whsec_number_three\n"));
        for (String each : List.of("whsec_number_one", "whsec_number_two", "whsec_number_three")) {
            assertTrue(isGenuine("t=" + now + v1(each)), each);
        }
        assertFalse(isGenuine("t=" + now + v1("whsec_number_one\r\n  whsec_number_two\n\n")));
    }

    /** Before an operator puts one there, our secret is random, and no line of it signs. */
    @Test
    void noOtherTextIsASecretOfStripe() {
        for (String other : List.of("0", "random\n0\n", "whsec_", "whsec_short", "sk_test_for_tests_only")) {
            document.set(secret(other));
            clock.advance(Duration.ofMinutes(5).plusMillis(1));
            long later = clock.instant().getEpochSecond();
            other.lines().forEach(line -> assertFalse(
                    isGenuine("t=" + later + ",v1=" + StripeServer.mac(line, later, BODY)), other));
        }
    }

    @Test
    void aMissingSignatureIsNone() {
        assertFalse(signatures.isGenuine("stripe", "demo", Map.of(), BODY.getBytes(StandardCharsets.UTF_8)));
        assertFalse(signatures.isGenuine(
                "stripe",
                "demo",
                Map.of("surety-signature", "t=" + now + v1("whsec_number_one")),
                BODY.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anotherSchemeOrFormIsNone() {
        String mac = StripeServer.mac("whsec_number_one", now, BODY);
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
