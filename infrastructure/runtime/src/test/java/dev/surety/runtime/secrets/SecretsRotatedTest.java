package dev.surety.runtime.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.runtime.Clock;
import dev.surety.runtime.resilience.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A secret that changes while processes hold it. */
class SecretsRotatedTest {
    private final Clock clock = new Clock();
    private final AtomicReference<String> document = new AtomicReference<>(Clock.secret("cursor", "one"));
    private final AtomicInteger reads = new AtomicInteger();
    private final Secrets secrets = new Secrets(
            () -> {
                reads.incrementAndGet();
                return document.get();
            },
            clock);

    @Test
    void nothingIsReadBeforeItIsNeededAndThenOnceInFiveMinutes() {
        assertEquals(0, reads.get());
        secrets.get("cursor");
        clock.advance(Duration.ofMinutes(5));
        secrets.get("cursor");
        assertEquals(1, reads.get());
        clock.advance(Duration.ofMillis(1));
        secrets.get("cursor");
        assertEquals(2, reads.get());
    }

    @Test
    void aRotationIsSeenWithinFiveMinutesAndThePreviousStaysGood() {
        String before = secrets.get("cursor").currentVersion();
        document.set(Clock.secret("cursor", "two", "one"));
        assertEquals(before, secrets.get("cursor").currentVersion());
        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        Secret rotated = secrets.get("cursor");
        assertNotEquals(before, rotated.currentVersion());
        assertArrayEquals("two".getBytes(StandardCharsets.UTF_8), rotated.current());
        assertArrayEquals("one".getBytes(StandardCharsets.UTF_8), rotated.find(before).orElseThrow());
        document.set(Clock.secret("cursor", "three", "two"));
        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        assertTrue(secrets.get("cursor").find(before).isEmpty());
    }

    @Test
    void theNameOfAVersionSaysNothingOfTheSecret() {
        Secret secret = secrets.get("cursor");
        assertTrue(secret.currentVersion().matches("[0-9a-f]{8}"));
        assertEquals("Secret[" + secret.currentVersion() + "]", secret.toString());
    }

    @Test
    void whoeverIsGivenASecretCannotChangeIt() {
        secrets.get("cursor").current()[0] = 0;
        assertArrayEquals("one".getBytes(StandardCharsets.UTF_8), secrets.get("cursor").current());
    }

    @Test
    void aSecretThatIsMissingIsNamedAndNoOtherShown() {
        IllegalStateException missing = assertThrows(IllegalStateException.class, () -> secrets.get("vault"));
        assertTrue(missing.getMessage().contains("vault"));
        assertFalse(missing.getMessage().contains("one"));
    }

    @Test
    void aSourceThatDoesNotAnswerIsAnOutageAndTheNextTryReadsAgain() {
        AtomicReference<RuntimeException> trouble = new AtomicReference<>(new Outage("no answer"));
        Secrets failing = new Secrets(
                () -> {
                    RuntimeException now = trouble.get();
                    if (now != null) {
                        throw now;
                    }
                    return document.get();
                },
                clock);
        assertThrows(Outage.class, () -> failing.get("cursor"));
        trouble.set(null);
        assertArrayEquals("one".getBytes(StandardCharsets.UTF_8), failing.get("cursor").current());
    }
}
