package dev.surety.sanctions.name;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a name into words, letter by letter, and spells each in plain letters. Used for one name. */
final class RawWords {
    static final int MOST_LETTERS = 1_000;
    static final int MOST_WORDS = 40;

    /** Marks that people write within a word for a sound that Latin has no letter for. */
    private static final String APOSTROPHES = "'`’‘‛ʼʻʽʾʿ´′＇ʹʺʹˈˊˋ\u05f3\u05f4\u0640";

    /** Letters that show nothing. */
    private static final String BLANKS = "\u115f\u1160\u3164\uffa0\u2800";

    private final Letters letters;
    private final Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);

    /** Words in plain letters; empty for a word of another script. */
    private final List<String> plain = new ArrayList<>(6);

    /** The same words, where a foreign letter is the Latin one that it looks like. */
    private final List<String> lookAlikes = new ArrayList<>(0);

    private final StringBuilder word = new StringBuilder(16);
    private List<String> own = List.of();
    private boolean hasOther;

    RawWords(Letters letters, String name) {
        this.letters = letters;
        String bounded = bounded(name);
        boolean isPlain = isAscii(bounded);
        cut(isPlain ? bounded : bounded(composed(bounded)), isPlain);
    }

    /** An acute accent that stands alone is an apostrophe, which NFKC would make a space. */
    private static String composed(String name) {
        return Normalizer.normalize(name.replace('´', '\''), Normalizer.Form.NFKC);
    }

    Set<Doubt> doubts() {
        return doubts;
    }

    List<String> plain() {
        return plain;
    }

    /** Empty if no word looks like a Latin one. */
    List<String> lookAlikes() {
        return lookAlikes;
    }

    boolean hasOtherScript() {
        return hasOther;
    }

    String ownSpelling() {
        return String.join(" ", own.stream().sorted().toList());
    }

    private String bounded(String name) {
        if (name.length() <= MOST_LETTERS) {
            return name;
        }
        doubts.add(Doubt.TOO_LONG);
        return name.substring(0, MOST_LETTERS);
    }

    private void cut(String name, boolean isPlain) {
        int at = 0;
        while (at < name.length()) {
            int letter = name.codePointAt(at);
            at += Character.charCount(letter);
            if (letter < 128 ? isAsciiLetterOrDigit(letter) : Character.isLetterOrDigit(letter) && !isDropped(letter)) {
                add(letter);
            } else if (!isDropped(letter)) {
                end(isPlain);
            }
        }
        end(isPlain);
    }

    private void add(int letter) {
        if (letter < 128) {
            word.append((char) (letter >= 'A' && letter <= 'Z' ? letter + 32 : letter));
        } else if (Character.isDigit(letter)) {
            word.append((char) ('0' + Character.digit(letter, 10)));
        } else {
            word.appendCodePoint(Character.toLowerCase(letter));
        }
    }

    private void end(boolean isPlain) {
        if (word.isEmpty()) {
            return;
        }
        String text = word.toString();
        word.setLength(0);
        if (text.length() > Token.MOST_LETTERS) {
            doubts.add(Doubt.TOO_LONG);
        }
        if (plain.size() == MOST_WORDS) {
            doubts.add(Doubt.TOO_LONG);
            return;
        }
        if (isPlain || isAscii(text)) {
            keep(text, text);
        } else {
            spell(text);
        }
        if (!isPlain) {
            own = own.isEmpty() ? new ArrayList<>(plain.size() + 2) : own;
            own.add(text.toLowerCase(Locale.ROOT));
        }
    }

    private void spell(String text) {
        Set<Script> scripts = EnumSet.noneOf(Script.class);
        text.codePoints()
                .filter(c -> c >= 128 || c > '9')
                .forEach(c -> scripts.add(Script.of(c)));
        if (scripts.size() > 1) {
            doubts.add(Doubt.MIXED_SCRIPT);
        }
        if (scripts.contains(Script.OTHER)) {
            hasOther = true;
            keep("", "");
            return;
        }
        boolean isMixed = scripts.size() > 1;
        String spelled = isMixed ? lookAlike(text, true) : transliterated(text);
        keep(spelled, isMixed || scripts.contains(Script.LATIN) ? spelled : lookAlike(text, false));
    }

    /** The word with Latin letters for those that look like one; empty if it has to be whole and is not. */
    private String lookAlike(String text, boolean isPart) {
        var latin = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int letter = text.codePointAt(at);
            if (letter < 128) {
                latin.append((char) letter);
            } else if (letters.lookAlike(letter).isPresent() && Script.of(letter) != Script.LATIN) {
                latin.append((char) letters.lookAlike(letter).get());
            } else if (isPart) {
                latin.append(plainLetter(letter));
            } else {
                return "";
            }
        }
        return latin.toString();
    }

    private String transliterated(String text) {
        var latin = new StringBuilder(text.length() + 4);
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            at += Character.charCount(letter);
            if (letter < 128) {
                latin.append((char) letter);
                continue;
            }
            var pair = at < text.length() ? letters.spellPair(letter, text.codePointAt(at)) : letters.spellPair(0, 0);
            if (pair.isPresent()) {
                latin.append(pair.get());
                at += Character.charCount(text.codePointAt(at));
            } else {
                latin.append(plainLetter(letter));
            }
        }
        return latin.toString();
    }

    private String plainLetter(int letter) {
        return letters.spell(letter).orElseGet(() -> {
            doubts.add(Doubt.UNKNOWN_LETTER);
            return "";
        });
    }

    private void keep(String spelled, String lookAlike) {
        boolean differs = !lookAlike.isEmpty() && !lookAlike.equals(spelled);
        if (differs && lookAlikes.isEmpty()) {
            lookAlikes.addAll(plain);
        }
        if (differs || !lookAlikes.isEmpty()) {
            lookAlikes.add(lookAlike.isEmpty() ? spelled : lookAlike);
        }
        plain.add(spelled);
    }

    private static boolean isDropped(int letter) {
        if (letter < 128) {
            boolean isControl = letter == 127 || (letter < ' ' && !Character.isWhitespace(letter));
            return isControl || letter == '\'' || letter == '`';
        }
        return switch (Character.getType(letter)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> APOSTROPHES.indexOf(letter) >= 0 || BLANKS.indexOf(letter) >= 0;
        };
    }

    private static boolean isAsciiLetterOrDigit(int letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
