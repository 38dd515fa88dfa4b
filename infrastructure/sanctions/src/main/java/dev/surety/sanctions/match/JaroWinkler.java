package dev.surety.sanctions.match;

import dev.surety.sanctions.name.Token;

/**
 * Winkler's likeness of two words, computed in whole numbers: ten-thousandths, rounded down. Words have at most 48
 * letters. W. E. Winkler, String Comparator Metrics, 1990; a prefix of up to four letters, each a tenth, from 0.7 on.
 */
final class JaroWinkler {
    static final int ONE = 10_000;
    private static final int LONGEST_PREFIX = 4;

    private JaroWinkler() {}

    static int likeness(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength) {
        if (aLength > bLength) {
            return likeness(b, bFrom, bLength, a, aFrom, aLength);
        }
        int window = Math.max(bLength / 2 - 1, 0);
        long aTaken = 0;
        long bTaken = 0;
        int common = 0;
        for (int i = 0; i < aLength; i++) {
            byte letter = a[aFrom + i];
            int end = Math.min(i + window + 1, bLength);
            for (int j = Math.max(i - window, 0); j < end; j++) {
                if (b[bFrom + j] == letter && (bTaken >> j & 1) == 0) {
                    aTaken |= 1L << i;
                    bTaken |= 1L << j;
                    common++;
                    break;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        int displaced = 0;
        for (long left = aTaken, right = bTaken; left != 0; left &= left - 1, right &= right - 1) {
            if (a[aFrom + Long.numberOfTrailingZeros(left)] != b[bFrom + Long.numberOfTrailingZeros(right)]) {
                displaced++;
            }
        }
        int prefix = 0;
        while (prefix < LONGEST_PREFIX && prefix < aLength && a[aFrom + prefix] == b[bFrom + prefix]) {
            prefix++;
        }
        return likeness(aLength, bLength, common, displaced, prefix);
    }

    /** The most that two words can reach of which no more than so many letters are common. */
    static int most(int aLength, int bLength, int common, int prefix) {
        return common == 0 ? 0 : likeness(aLength, bLength, common, 0, prefix);
    }

    private static int likeness(int aLength, int bLength, int common, int displaced, int prefix) {
        long whole = 6L * common * aLength * bLength;
        long part = 2L * common * common * (aLength + bLength) + (2L * common - displaced) * aLength * bLength;
        boolean isBoosted = 10 * part >= 7 * whole;
        long boost = isBoosted ? prefix * (whole - part) : 0;
        return (int) (ONE * (10 * part + boost) / (10 * whole));
    }

    /**
     * For two lengths and a common prefix: how many letters have to be common to reach a likeness. One table a
     * likeness; a number above both lengths says that no words of these lengths reach it.
     */
    static byte[] fewestCommon(int likeness) {
        int lengths = Token.MOST_LETTERS + 1;
        byte[] fewest = new byte[lengths * lengths * (LONGEST_PREFIX + 1)];
        for (int a = 1; a < lengths; a++) {
            for (int b = 1; b < lengths; b++) {
                for (int prefix = 0; prefix <= LONGEST_PREFIX; prefix++) {
                    int common = 1;
                    while (common <= Math.min(a, b) && most(a, b, common, prefix) < likeness) {
                        common++;
                    }
                    fewest[place(a, b, prefix)] = (byte) common;
                }
            }
        }
        return fewest;
    }

    static int place(int aLength, int bLength, int prefix) {
        return (aLength * (Token.MOST_LETTERS + 1) + bLength) * (LONGEST_PREFIX + 1) + prefix;
    }
}
