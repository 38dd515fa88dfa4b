package dev.surety.model.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.Invariants.Breach;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries that no chain can hold. */
class EntryOutOfPlaceTest {
    @ParameterizedTest(name = "number {0}, predecessor {1}, indexed {2}: {3}")
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "number | previous | indexed | is",
                "1      | ''       | true    | an entry",
                "1      | ''       | false   | an entry",
                "2      | abc      | false   | an entry",
                "500    | abc      | false   | an entry",
                "0      | ''       | false   | chain-linear",
                "-1     | abc      | false   | chain-linear",
                "1      | abc      | false   | chain-linear",
                "2      | ''       | false   | chain-linear",
                "2      | abc      | true    | only the first",
            })
    void anEntryHasItsPlace(int number, String previous, boolean indexed, String is) {
        if (is.equals("an entry")) {
            assertEquals(number, entry(number, previous, indexed).number());
        } else {
            Breach breach = assertThrows(Breach.class, () -> entry(number, previous, indexed));
            assertTrue(breach.getMessage().startsWith(is), breach.getMessage());
        }
    }

    private static Entry entry(int number, String previous, boolean indexed) {
        return new Entry(
                ChainId.parse("escrow#demo#esc_1"),
                number,
                "escrow.created.v1",
                "{}",
                Postings.NONE,
                Instant.parse("2026-11-22T10:00:00Z"),
                Actor.TIMER,
                "k",
                "",
                Optional.empty(),
                previous,
                indexed ? new Entry.Index("", "", "escrow#demo#order-1") : Entry.Index.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
