package dev.surety.sanctions.match;

import java.util.List;
import java.util.Optional;

/**
 * The way to a score. It has words of the list only. Words of the query are places in its name as it was written, from
 * 0. So the name itself stays where it is kept.
 *
 * @param queryName the query's name that was meant, from 0
 * @param pairs words that were taken for one another
 * @param extra words of the query that the listed name does not have
 * @param missing words of the listed name that the query does not have
 * @param nameScore of the names alone, in ten-thousandths
 * @param adjustments added to it
 * @param document the listed document whose number is the query's: such a score is 10,000
 */
public record Explanation(
        int queryName,
        List<Pair> pairs,
        List<Integer> extra,
        List<String> missing,
        int nameScore,
        List<Adjustment> adjustments,
        Optional<String> document) {
    public Explanation {
        pairs = List.copyOf(pairs);
        extra = List.copyOf(extra);
        missing = List.copyOf(missing);
        adjustments = List.copyOf(adjustments);
    }

    /** How two words agree. */
    public enum Agreement {
        EQUAL,
        /** Two spellings of one name or sound. */
        SPELLING,
        /** Letters alike, and the same consonants in order. */
        SOUND,
        LETTERS,
        INITIAL,
        /** The whole name in a script that is compared exactly. */
        OWN_SCRIPT
    }

    /** @param likeness in ten-thousandths */
    public record Pair(int queryWord, String listedWord, Agreement agreement, int likeness) {}

    /** Facts that speak against a hit. */
    public enum Fact {
        BIRTH_DATE,
        COUNTRY,
        KIND
    }

    /** @param amount in ten-thousandths, below 0 */
    public record Adjustment(Fact fact, int amount) {}
}
