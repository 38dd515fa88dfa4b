package dev.surety.runtime.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.runtime.Clock;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.secrets.Sealed;
import dev.surety.runtime.secrets.Secrets;
import dev.surety.runtime.tokens.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors that were altered, borrowed, kept too long, or made elsewhere. */
class CursorNotOursTest {
    private static final String FILTERS = "payer=par_x";
    private static final String PLACE = "2026-11-22T10:00:00.000Z/escrow#demo#esc_1";

    private final Clock clock = new Clock();
    private final AtomicReference<String> document = new AtomicReference<>(Clock.secret("cursor", "one"));
    private final Cursors cursors = new Cursors(new Secrets(document::get, clock), clock);
    private final Caller caller = caller("demo", Caller.Kind.BACKEND, "demo-backend");

    private static Caller caller(String marketplace, Caller.Kind kind, String id) {
        return new Caller(new MarketplaceId(marketplace), kind, id, Set.of("escrows:read"));
    }

    @Test
    void itsOwnerFindsThePlaceAgain() {
        String cursor = cursors.of(caller, FILTERS, PLACE);
        assertEquals(Optional.of(PLACE), cursors.parse(caller, FILTERS, cursor));
    }

    @Test
    void noCharacterCanBeAlteredToAnotherPlace() {
        String cursor = cursors.of(caller, FILTERS, PLACE);
        for (int at = 0; at < cursor.length(); at++) {
            for (char other : "A9_-.=%\u0000é".toCharArray()) {
                String altered = cursor.substring(0, at) + other + cursor.substring(at + 1);
                if (!altered.equals(cursor)) {
                    assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, altered), altered);
                }
            }
            assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, cursor.substring(0, at)));
        }
        assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, cursor + "="));
        assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, cursor + "AAAA"));
    }

    @Test
    void nobodyReadsThePlaceAndNoTwoCursorsAreAlike() {
        String cursor = cursors.of(caller, FILTERS, PLACE);
        String read = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
        for (String word : List.of("escrow", "demo", "esc_1", "2026", "\"p\"", FILTERS)) {
            assertFalse(read.contains(word), word);
            assertFalse(cursor.contains(word), word);
        }
        Set<String> many = IntStream.range(0, 1_000)
                .mapToObj(_ -> cursors.of(caller, FILTERS, PLACE))
                .collect(Collectors.toSet());
        assertEquals(1_000, many.size(), "a nonce is never used twice");
    }

    @Test
    void theSecretItselfIsNotTheKey() {
        byte[] cursor = Base64.getUrlDecoder().decode(cursors.of(caller, FILTERS, PLACE));
        byte[] secret = new Secrets(document::get, clock).get("cursor").current();
        byte[] asKey = Arrays.copyOf(secret, 32);
        byte[] bound = ("demo\nbackend\n" + FILTERS).getBytes(StandardCharsets.UTF_8);
        assertEquals(Optional.empty(), Sealed.open(asKey, cursor, bound));
        byte[] derived = Digests.hmac(secret, "surety cursor, AES-256-GCM, 1".getBytes(StandardCharsets.UTF_8));
        assertTrue(Sealed.open(derived, cursor, bound).isPresent(), "the line above tests something");
    }

    @Test
    void anotherCallerOrAnotherListCannotUseIt() {
        String cursor = cursors.of(caller, FILTERS, PLACE);
        assertEquals(Optional.empty(), cursors.parse(caller, "payee=par_x", cursor));
        assertEquals(Optional.empty(), cursors.parse(caller, "", cursor));
        Caller abroad = caller("other", Caller.Kind.BACKEND, "demo-backend");
        Caller person = caller("demo", Caller.Kind.PARTICIPANT, Id.derive("par", "x"));
        assertEquals(Optional.empty(), cursors.parse(abroad, FILTERS, cursor));
        assertEquals(Optional.empty(), cursors.parse(person, FILTERS, cursor));
    }

    @Test
    void itIsGoodForADay() {
        String cursor = cursors.of(caller, FILTERS, PLACE);
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertEquals(Optional.of(PLACE), cursors.parse(caller, FILTERS, cursor));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, cursor));
    }

    @Test
    void itSurvivesOneRotationOfTheSecret() {
        String cursor = cursors.of(caller, FILTERS, PLACE);
        document.set(Clock.secret("cursor", "two", "one"));
        clock.advance(Duration.ofMinutes(6));
        assertEquals(Optional.of(PLACE), cursors.parse(caller, FILTERS, cursor));
        document.set(Clock.secret("cursor", "three", "two"));
        clock.advance(Duration.ofMinutes(6));
        assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, cursor));
    }

    @Test
    void aSealOfAnotherSecretIsNone() {
        Cursors theirs = new Cursors(new Secrets(() -> Clock.secret("cursor", "guess"), clock), clock);
        String forged = theirs.of(caller, FILTERS, PLACE);
        assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, forged));
        String ours = cursors.of(caller, FILTERS, PLACE);
        for (int at = 4; at < ours.length(); at += 4) {
            String spliced = forged.substring(0, at) + ours.substring(at);
            assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, spliced));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", "a.b", "e30.", ".e30", "e30.e30", "💣.💣", "null", "{}.{}", " . ",
        "eyJmIjoiOWI3NCIsInAiOiIxNzk1MzQyODMwNDE3IiwieCI6MTc5NTQyOTIzMX0.c2VhbA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoCursorIsNothingAndNeverThrows(String text) {
        assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, text));
    }

    @Test
    void aCursorOfAMegabyteIsNotEvenDecoded() {
        String huge = Base64.getUrlEncoder().encodeToString(new byte[1 << 20]);
        assertEquals(Optional.empty(), cursors.parse(caller, FILTERS, huge));
    }
}
