package dev.surety.sanctions.name;

import java.nio.charset.StandardCharsets;

/** A word of a name in plain letters and digits, with the keys by which it is found. */
public final class Token {
    public static final int MOST_LETTERS = 48;

    private final byte[] letters;
    private final int position;
    private final boolean light;
    private final int commonForm;
    private final int sound;

    Token(byte[] letters, int position, boolean light, int commonForm, int sound) {
        this.letters = letters;
        this.position = position;
        this.light = light;
        this.commonForm = commonForm;
        this.sound = sound;
    }

    public int length() {
        return letters.length;
    }

    public byte letter(int at) {
        return letters[at];
    }

    public void copyTo(byte[] target, int from) {
        System.arraycopy(letters, 0, target, from, letters.length);
    }

    /** The word's place in the name as it was written, from 0. */
    public int position() {
        return position;
    }

    /** A legal form, an honorific, a particle or a joining word: it says little about who is meant. */
    public boolean isLight() {
        return light;
    }

    /** Equal for spellings of one name; 0 for none. */
    public int commonForm() {
        return commonForm;
    }

    /** Equal for words with the same consonants; 0 for none. */
    public int sound() {
        return sound;
    }

    public String text() {
        return new String(letters, StandardCharsets.US_ASCII);
    }
}
