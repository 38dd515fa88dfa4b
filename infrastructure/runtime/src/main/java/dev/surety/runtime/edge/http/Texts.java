package dev.surety.runtime.edge.http;

/** The texts we accept from outside: whole Unicode, without the characters that only mislead or break. */
public final class Texts {
    private static final int MOST_SHOWN = 100;

    private Texts() {}

    /**
     * True for text without lone surrogates (they have no UTF-8) and without controls other than line feed and tab. Nor
     * may it hold characters that change the direction of text, or the replacement for unreadable bytes.
     */
    static boolean isPlain(String text) {
        return text.codePoints().allMatch(Texts::isPlain);
    }

    /** How many characters, as people and JSON Schema count them: one outside the basic plane is one. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A name of a stranger's, short and plain enough to be repeated in an answer; the rest of it is left out. */
    static String shown(String name) {
        var shown = new StringBuilder();
        name.codePoints().limit(MOST_SHOWN).map(c -> isPlain(c) ? c : '?').forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isPlain(int c) {
        boolean control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f);
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean turnsDirection = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        boolean marksDirection = c == 0x200e || c == 0x200f || c == 0x061c;
        boolean nothing = c == 0xfffd || c == 0xfffe || c == 0xffff;
        return !control && !surrogate && !turnsDirection && !marksDirection && !nothing && !isInvisible(c);
    }

    /** Characters that are there and cannot be seen; the two joiners are not among them, because scripts need them. */
    private static boolean isInvisible(int c) {
        boolean spaceOfNoWidth = c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0x00ad || c == 0x034f;
        boolean filler = c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
        return spaceOfNoWidth || filler || (c >= 0xe0000 && c <= 0xe007f);
    }
}
