package dev.surety.runtime.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.runtime.Clock;
import dev.surety.runtime.resilience.Outage;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An issuer that rotates its keys, withdraws them, or does not answer. */
class KeysOfAnIssuerTest {
    private static final RSAPublicKey ONE = Signer.publicKey(Signer.KEY);
    private static final RSAPublicKey TWO = Signer.publicKey(Signer.OTHER_KEY);

    private final Clock clock = new Clock();
    private Map<String, RSAPublicKey> published = Map.of("one", ONE);
    private boolean answers = true;
    private int fetched;
    private final RememberedKeys keys = new RememberedKeys(
            () -> {
                fetched++;
                if (!answers) {
                    throw new Outage("no answer");
                }
                return published;
            },
            clock);

    @Test
    void nothingIsFetchedBeforeItIsNeededAndThenOnceInFiveMinutes() {
        assertEquals(0, fetched);
        assertEquals(Optional.of(ONE), keys.find("one"));
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertEquals(Optional.of(ONE), keys.find("one"));
        assertEquals(1, fetched);
        clock.advance(Duration.ofMillis(1));
        keys.find("one");
        assertEquals(2, fetched);
    }

    @Test
    void aNewKeyIsKnownAtOnceOrAfterHalfAMinute() {
        keys.find("one");
        published = Map.of("one", ONE, "two", TWO);
        assertEquals(Optional.empty(), keys.find("two"));
        clock.advance(Duration.ofSeconds(30));
        assertEquals(Optional.of(TWO), keys.find("two"));
        assertEquals(Optional.of(ONE), keys.find("one"));
        assertEquals(2, fetched);
    }

    @Test
    void keysThatNobodyHasDoNotMakeUsAskMoreThanTwiceAMinute() {
        for (int second = 0; second < 60; second++) {
            assertEquals(Optional.empty(), keys.find("nobody's " + second));
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(2, fetched);
    }

    @Test
    void aWithdrawnKeyIsGoodForFiveMinutesAtMost() {
        keys.find("one");
        published = Map.of("two", TWO);
        clock.advance(Duration.ofMinutes(5));
        assertEquals(Optional.empty(), keys.find("one"));
    }

    @Test
    void whileTheIssuerDoesNotAnswerWhatIsKnownIsGoodAndTheRestIsAnOutage() {
        keys.find("one");
        answers = false;
        clock.advance(Duration.ofMinutes(1));
        assertEquals(Optional.of(ONE), keys.find("one"));
        assertThrows(Outage.class, () -> keys.find("two"));
        clock.advance(Duration.ofMinutes(4));
        assertThrows(Outage.class, () -> keys.find("one"));
        answers = true;
        assertEquals(Optional.of(ONE), keys.find("one"));
    }

    @Test
    void aClockThatWasPutBackKeepsNoKeyLonger() {
        keys.find("one");
        clock.advance(Duration.ofHours(-1));
        keys.find("one");
        assertEquals(2, fetched);
        clock.advance(Duration.ofMinutes(5));
        keys.find("one");
        assertEquals(3, fetched);
    }

    @Test
    void anOutageOfTheIssuerIsNoJudgementOfAToken() {
        answers = false;
        var verifier = new TokenVerifier("https://issuer.example", "surety", () -> {
            throw new Outage("no answer");
        }, clock);
        String token = Signer.sign("{}", Signer.KEY);
        assertThrows(Outage.class, () -> verifier.isGenuine(
                Optional.of("Bearer " + token), dev.surety.runtime.json.Json.object()));
        assertTrue(fetched == 0);
    }
}
