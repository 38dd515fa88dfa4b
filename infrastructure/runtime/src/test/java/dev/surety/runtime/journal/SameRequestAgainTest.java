package dev.surety.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.runtime.Clock;
import dev.surety.runtime.secrets.Secrets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What makes two requests the same, and what does not. */
class SameRequestAgainTest {
    private static final String PATH = "/v1/escrows";
    private static final String BODY = "{\"amount\":1}";

    private final Clock clock = new Clock();
    private final AtomicReference<String> document = new AtomicReference<>(Clock.secret("fingerprint", "one"));
    private final Fingerprints fingerprints = new Fingerprints(new Secrets(document::get, clock));

    private CommandKey key(String body) {
        return fingerprints.key("demo", "backend", "POST", PATH, "key-0123456789abcdef", body);
    }

    @Test
    void theKeyIsTheScopeAndTheFingerprintTheContent() {
        CommandKey first = key(BODY);
        assertEquals(first, key(BODY));
        assertEquals(first.hash(), key("{\"amount\":2}").hash());
        assertNotEquals(first.fingerprint(), key("{\"amount\":2}").fingerprint());
        assertTrue(first.hash().matches("[0-9a-f]{32}"));
        assertTrue(first.fingerprint().matches("2\\.[0-9a-f]{8}\\.[0-9a-f]{32}"), first.fingerprint());
    }

    @Test
    void anythingElseInTheScopeIsAnotherKey() {
        Set<String> hashes = new HashSet<>();
        String k = "key-0123456789abcdef";
        assertTrue(hashes.add(fingerprints.key("demo", "backend", "POST", PATH, k, BODY).hash()));
        assertTrue(hashes.add(fingerprints.key("other", "backend", "POST", PATH, k, BODY).hash()));
        assertTrue(hashes.add(fingerprints.key("demo", "operator", "POST", PATH, k, BODY).hash()));
        assertTrue(hashes.add(fingerprints.key("demo", "backend", "PUT", PATH, k, BODY).hash()));
        assertTrue(hashes.add(fingerprints.key("demo", "backend", "POST", PATH + "/x", k, BODY).hash()));
        assertTrue(hashes.add(fingerprints.key("demo", "backend", "POST", PATH, k + "x", BODY).hash()));
        assertTrue(hashes.add(fingerprints.key("demob", "ackend", "POST", PATH, k, BODY).hash()));
    }

    @Test
    void aFactIsFramedToo() {
        assertNotEquals(CommandKey.ofFact("ab", "c"), CommandKey.ofFact("a", "bc"));
        assertNotEquals(CommandKey.ofFact("a"), CommandKey.ofFact("a", ""));
        assertEquals("", CommandKey.ofFact("a").fingerprint());
        assertEquals(CommandKey.ofFact("deadline", "3"), CommandKey.ofFact("deadline", "3"));
    }

    @Test
    void aReplayIsRecognisedAcrossOneRotation() {
        String stored = key(BODY).fingerprint();
        document.set(Clock.secret("fingerprint", "two", "one"));
        clock.advance(Duration.ofMinutes(6));
        CommandKey again = key(BODY);
        assertNotEquals(stored, again.fingerprint());
        assertTrue(fingerprints.same(stored, again, "POST", PATH, BODY));
        assertFalse(fingerprints.same(stored, key("{}"), "POST", PATH, "{}"));
    }

    @Test
    void aStoredFingerprintThatIsNoneIsAnotherRequest() {
        CommandKey now = key(BODY);
        for (String stored : new String[] {"", "1", "1..", "..", "1.x.y", "1.x.y.z", now.fingerprint() + "0"}) {
            assertFalse(fingerprints.same(stored, now, "POST", PATH, BODY), stored);
        }
    }

    @Test
    void withoutTheSecretNoGuessCanBeTested() {
        String ours = key(BODY).fingerprint();
        document.set(Clock.secret("fingerprint", "guess"));
        clock.advance(Duration.ofMinutes(6));
        assertNotEquals(ours.substring(11), key(BODY).fingerprint().substring(11));
    }
}
