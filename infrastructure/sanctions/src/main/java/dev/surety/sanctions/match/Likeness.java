package dev.surety.sanctions.match;

import dev.surety.sanctions.index.Vocabulary;
import dev.surety.sanctions.match.Explanation.Agreement;

/** How like a word of a query and a listed word are: 0 for two different words. */
final class Likeness {
    private Likeness() {}

    static int of(QueryName query, int word, Vocabulary listed, int other) {
        int aFrom = query.from[word];
        int aLength = query.length(word);
        int bFrom = listed.from(other);
        int bLength = listed.length(other);
        byte[] a = query.bytes;
        byte[] b = listed.bytes();
        if (aLength == bLength && isEqual(a, aFrom, b, bFrom, aLength)) {
            return JaroWinkler.ONE;
        }
        boolean isSpelling = query.commonForm[word] != 0 && query.commonForm[word] == listed.commonForm(other);
        if (isSpelling) {
            return Weights.SPELLING;
        }
        if (aLength == 1 || bLength == 1) {
            return aLength != bLength && a[aFrom] == b[bFrom] ? Weights.INITIAL : 0;
        }
        return ofLetters(
                JaroWinkler.likeness(a, aFrom, aLength, b, bFrom, bLength),
                query.sound[word] != 0 && query.sound[word] == listed.sound(other));
    }

    private static int ofLetters(int likeness, boolean isSameSound) {
        if (isSameSound && likeness >= Weights.NEARLY_ALIKE) {
            return Math.min(Math.max(likeness, Weights.ALIKE) + Weights.SAME_SOUND, Weights.NOT_EQUAL);
        }
        return likeness < Weights.ALIKE ? 0 : Math.min(likeness, Weights.NOT_EQUAL);
    }

    /** Why two words that are alike are so. */
    static Agreement agreement(QueryName query, int word, Vocabulary listed, int other) {
        if (query.length(word) == listed.length(other)
                && isEqual(query.bytes, query.from[word], listed.bytes(), listed.from(other), query.length(word))) {
            return Agreement.EQUAL;
        }
        if (query.commonForm[word] != 0 && query.commonForm[word] == listed.commonForm(other)) {
            return Agreement.SPELLING;
        }
        if (query.length(word) == 1 || listed.length(other) == 1) {
            return Agreement.INITIAL;
        }
        boolean isSameSound = query.sound[word] != 0 && query.sound[word] == listed.sound(other);
        return isSameSound ? Agreement.SOUND : Agreement.LETTERS;
    }

    private static boolean isEqual(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
        for (int i = 0; i < length; i++) {
            if (a[aFrom + i] != b[bFrom + i]) {
                return false;
            }
        }
        return true;
    }
}
