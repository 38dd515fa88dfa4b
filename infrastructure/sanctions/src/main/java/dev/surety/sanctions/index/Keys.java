package dev.surety.sanctions.index;

import java.util.Arrays;

/** Places that are found by an exact text: 32 bits of its hash and the place. A caller compares the text itself. */
final class Keys {
    private final long[] sorted;

    Keys(long[] sorted) {
        this.sorted = sorted;
    }

    static long key(String text, int place) {
        return (long) text.hashCode() << 32 | place;
    }

    int first(String text) {
        int at = Arrays.binarySearch(sorted, key(text, 0));
        return at < 0 ? -at - 1 : at;
    }

    /** The place that stands here, or -1 if it belongs to another text. */
    int place(int at, String text) {
        boolean has = at < sorted.length && (int) (sorted[at] >> 32) == text.hashCode();
        return has ? (int) sorted[at] : -1;
    }

    long[] sorted() {
        return sorted;
    }

    static Keys of(long[] keys) {
        Arrays.sort(keys);
        return new Keys(keys);
    }
}
