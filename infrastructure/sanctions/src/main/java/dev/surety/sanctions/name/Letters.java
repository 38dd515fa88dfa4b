package dev.surety.sanctions.name;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spells letters of Latin, Greek and Cyrillic in the 26 plain ones. The table is {@code letters.txt}. */
final class Letters {
    private static final String DROPPED = "-";

    private final Map<Integer, String> spellings = new HashMap<>();
    private final Map<Integer, String> greekPairs = new HashMap<>();
    private final Map<Integer, Character> lookAlikes = new HashMap<>();

    Letters(List<ShippedTable.Line> lines) {
        for (ShippedTable.Line line : lines) {
            String letters = line.words().get(0);
            String spelling = line.words().get(1).equals(DROPPED) ? "" : line.words().get(1);
            switch (line.section()) {
                case "confusable" -> letters.codePoints().forEach(c -> lookAlikes.put(c, spelling.charAt(0)));
                case "greek" -> greek(letters, spelling);
                default -> letters.codePoints().forEach(c -> spellings.put(c, spelling));
            }
        }
    }

    private void greek(String letters, String spelling) {
        boolean isPair = letters.length() == 2 && !letters.equals("σς");
        if (isPair) {
            greekPairs.put(pair(letters.charAt(0), letters.charAt(1)), spelling);
        } else {
            letters.codePoints().forEach(c -> spellings.put(c, spelling));
        }
    }

    /** The plain spelling of a letter in lower case, else nothing: then no table knows it. */
    Optional<String> spell(int letter) {
        String spelling = spellings.get(letter);
        if (spelling != null) {
            return Optional.of(spelling);
        }
        int base = withoutAccents(letter);
        if (base >= 'a' && base <= 'z') {
            return Optional.of(String.valueOf((char) base));
        }
        return Optional.ofNullable(spellings.get(base));
    }

    /** The plain spelling of two Greek letters that are one sound. */
    Optional<String> spellPair(int first, int second) {
        return Optional.ofNullable(greekPairs.get(pair(withoutAccents(first), withoutAccents(second))));
    }

    /** The Latin letter that a letter of another script looks like. */
    Optional<Character> lookAlike(int letter) {
        Character latin = lookAlikes.get(letter);
        return Optional.ofNullable(latin == null ? lookAlikes.get(withoutAccents(letter)) : latin);
    }

    private static int withoutAccents(int letter) {
        String apart = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD);
        return Character.toLowerCase(apart.codePointAt(0));
    }

    private static int pair(int first, int second) {
        return first << 16 | (second & 0xffff);
    }
}
