package dev.surety.sanctions.match;

/** The rules of a score. All in ten-thousandths but a word's weight. */
final class Weights {
    /** Words less alike than this are different words. */
    static final int ALIKE = 8_300;

    /** Words with the same consonants in order, and as like as this, count as alike: vowels are often guessed. */
    static final int NEARLY_ALIKE = 6_000;

    /** Two spellings of one name or sound. */
    static final int SPELLING = 9_600;

    /** A letter that stands for a name. */
    static final int INITIAL = 8_500;

    /** Added to words that are alike and have the same consonants in order. */
    static final int SAME_SOUND = 200;

    /** Other words are never taken for equal, however alike. */
    static final int NOT_EQUAL = 9_900;

    /** Credit for a listed word that the query does not have: people leave out names. */
    static final int MISSING = 4_000;

    /** Credit for a word of the query that the listed name does not have. */
    static final int EXTRA = 2_000;

    static final int HEAVIEST = 6;

    private Weights() {}

    /** Long words say more than short ones, up to four letters; light words say little. */
    static int of(int length, boolean isLight) {
        if (isLight) {
            return 1;
        }
        return 2 + Math.min(length, 4) - (length == 1 ? 1 : 0);
    }
}
