package dev.surety.sanctions.index;

import dev.surety.sanctions.name.Token;
import java.util.Arrays;

/**
 * The different words of all names, the short ones first. Callers read the bytes in place and never write. Common form
 * and sound are the keys of {@link Token}.
 */
public final class Vocabulary {
    private final Texts words;
    private final int[] commonForm;
    private final int[] sound;
    private final byte[] light;

    private final long[] letters;
    private final int[] head;
    private final int[] firstOfLength = new int[Token.MOST_LETTERS + 2];
    private final long[] byCommonForm;
    private final long[] bySound;

    Vocabulary(Texts words, int[] commonForm, int[] sound, byte[] light) {
        this.words = words;
        this.commonForm = commonForm;
        this.sound = sound;
        this.light = light;
        int size = words.size();
        letters = new long[size];
        head = new int[size];
        byCommonForm = new long[size];
        bySound = new long[size];
        for (int word = 0; word < size; word++) {
            letters[word] = letters(words.bytes(), words.from(word), words.length(word));
            head[word] = head(words.bytes(), words.from(word), words.length(word));
            firstOfLength[words.length(word) + 1]++;
            byCommonForm[word] = (long) commonForm[word] << 32 | word;
            bySound[word] = (long) sound[word] << 32 | word;
        }
        for (int length = 1; length < firstOfLength.length; length++) {
            firstOfLength[length] += firstOfLength[length - 1];
        }
        Arrays.sort(byCommonForm);
        Arrays.sort(bySound);
    }

    public int size() {
        return words.size();
    }

    public byte[] bytes() {
        return words.bytes();
    }

    public int from(int word) {
        return words.from(word);
    }

    public int length(int word) {
        return words.length(word);
    }

    public String text(int word) {
        return words.get(word);
    }

    public int commonForm(int word) {
        return commonForm[word];
    }

    public int sound(int word) {
        return sound[word];
    }

    public boolean isLight(int word) {
        return light[word] != 0;
    }

    /** See {@link #letters(byte[], int, int)}. */
    public long letters(int word) {
        return letters[word];
    }

    public int head(int word) {
        return head[word];
    }

    /** The words of a length lie from here to the first of the next length. */
    public int firstOfLength(int length) {
        return firstOfLength[length];
    }

    /** Where the words of this common form begin in the order of common forms. */
    public int firstOfForm(int form) {
        return first(byCommonForm, form);
    }

    /** The word at a place in the order of common forms, or -1 if it has another form. */
    public int wordOfForm(int place, int form) {
        return word(byCommonForm, place, form);
    }

    /** Where the words of this sound begin in the order of sounds. */
    public int firstOfSound(int key) {
        return first(bySound, key);
    }

    /** The word at a place in the order of sounds, or -1 if it has another sound. */
    public int wordOfSound(int place, int key) {
        return word(bySound, place, key);
    }

    private static int first(long[] sorted, int key) {
        int at = Arrays.binarySearch(sorted, (long) key << 32);
        return at < 0 ? -at - 1 : at;
    }

    private static int word(long[] sorted, int place, int key) {
        boolean has = place < sorted.length && (int) (sorted[place] >> 32) == key;
        return has ? (int) sorted[place] : -1;
    }

    /** A bit for each letter and digit, and one for each letter's second occurrence. */
    public static long letters(byte[] bytes, int from, int length) {
        long set = 0;
        for (int i = from; i < from + length; i++) {
            int c = bytes[i];
            long bit = c >= 'a' ? 1L << (c - 'a') : 1L << (52 + c - '0');
            set |= c >= 'a' && (set & bit) != 0 ? bit << 26 : bit;
        }
        return set;
    }

    /** The first four letters. */
    public static int head(byte[] bytes, int from, int length) {
        int head = 0;
        for (int i = 0; i < 4; i++) {
            head = head << 8 | (i < length ? bytes[from + i] : 0);
        }
        return head;
    }

    Texts words() {
        return words;
    }

    int[] commonForms() {
        return commonForm;
    }

    int[] sounds() {
        return sound;
    }

    byte[] lightness() {
        return light;
    }
}
