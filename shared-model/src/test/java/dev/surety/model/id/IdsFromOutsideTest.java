package dev.surety.model.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.Seeded;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that we made, and texts that only look like one. */
class IdsFromOutsideTest {
    private static final String BODY = "abcdefghijklmnopqrstuvwx27";

    @Test
    void theSameWordsGiveTheSameIdForEver() {
        assertEquals("esc_hvh54a7qyc5i4xluewnqxrpwnr", Id.derive("esc", "demo", "backend", "k"));
        assertEquals(Id.derive("esc", "a", "b"), Id.derive("esc", "a", "b"));
    }

    @Test
    void wordsAreFramedSoThatNoTwoListsMeet() {
        Set<String> ids = new HashSet<>();
        assertTrue(ids.add(Id.derive("esc", "ab", "c")));
        assertTrue(ids.add(Id.derive("esc", "a", "bc")));
        assertTrue(ids.add(Id.derive("esc", "abc")));
        assertTrue(ids.add(Id.derive("esc", "abc", "")));
        assertTrue(ids.add(Id.derive("esc", "", "abc")));
        assertTrue(ids.add(Id.derive("esc", "c", "ab")));
        assertTrue(ids.add(Id.derive("esc", "1:a", "b")));
        assertTrue(ids.add(Id.derive("esc", "1:a1:b")));
        assertTrue(ids.add(Id.derive("esc")));
    }

    @Test
    void whateverTheWordsTheIdIsWellFormedAndOfItsKindOnly() {
        Seeded.rounds(500, random -> {
            String word = Long.toString(random.nextLong(), 36) + (char) random.nextInt(0x20, 0xd800);
            String id = Id.derive("pay", word);
            assertTrue(Id.isWellFormed("pay", id), id);
            assertFalse(Id.isWellFormed("par", id), id);
            assertEquals(id, new PaymentId(id).toString());
            assertThrows(Breach.class, () -> new EscrowId(id));
            assertThrows(Breach.class, () -> new ParticipantId(id));
            assertNotEquals(id.substring(3), Id.derive("pay", word, "").substring(3));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "esc", "esc_", "esc_abc", "ESC_" + BODY, "esc-" + BODY, "esc" + BODY, "esc_" + BODY + "a",
                "par_" + BODY, "xesc_" + BODY, "esc_abcdefghijklmnopqrstuvwxyZ", "esc_abcdefghijklmnopqrstuvwx01",
                "esc_abcdefghijklmnopqrstuvwx8", "esc_abcdefghijklmnopqrstuvwx 2", "esc_abcdefghijklmnopqrstuvwx2\n",
                "esc_abcdefghijklmnopqrstuvwx2#", "esc_аbcdefghijklmnopqrstuvwx27", "esc_../../../../../../../etc/"
            })
    void whatOnlyLooksLikeAnIdIsNone(String text) {
        assertFalse(Id.isWellFormed("esc", text));
        assertThrows(Breach.class, () -> new EscrowId(text));
        assertTrue(Id.isWellFormed("esc", "esc_" + BODY));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "name                              | fits",
                "demo                              | true",
                "a1                                | true",
                "a-                                | true",
                "abcdefghijklmnopqrstuvwxyz012345  | true",
                "abcdefghijklmnopqrstuvwxyz0123456 | false",
                "a                                 | false",
                "''                                | false",
                "1a                                | false",
                "-a                                | false",
                "Demo                              | false",
                "de_mo                             | false",
                "de#mo                             | false",
                "demo/other                        | false",
                "dèmo                              | false",
            })
    void aMarketplaceIsAPartOfEveryKey(String name, boolean fits) {
        assertEquals(fits, MarketplaceId.isWellFormed(name));
        if (fits) {
            assertEquals(name, new MarketplaceId(name).toString());
        } else {
            assertThrows(Breach.class, () -> new MarketplaceId(name));
        }
    }
}
