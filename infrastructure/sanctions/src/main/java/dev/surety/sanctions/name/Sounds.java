package dev.surety.sanctions.name;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two keys of a word. Its common form takes away how a transliteration writes a sound, its sound takes away the vowels,
 * too. Tables: {@code sounds.txt} and {@code spellings.txt}.
 */
final class Sounds {
    /** Shorter words have no common form but themselves: two letters are too few to say they sound alike. */
    private static final int SHORTEST = 3;

    private static final int LONGEST_FORM = 2 * Token.MOST_LETTERS;

    private record Rule(String written, boolean first, boolean last, String form) {}

    private final List<List<Rule>> rules = new ArrayList<>();
    private final Map<String, String> spellings = new HashMap<>();

    Sounds(List<ShippedTable.Line> sounds, List<ShippedTable.Line> names) {
        for (int c = 0; c < 128; c++) {
            rules.add(new ArrayList<>());
        }
        for (ShippedTable.Line line : sounds) {
            String written = line.words().get(0);
            boolean first = written.startsWith("^");
            boolean last = written.endsWith("$");
            String bare = written.replace("^", "").replace("$", "");
            rules.get(bare.charAt(0)).add(new Rule(bare, first, last, line.words().get(1)));
        }
        rules.forEach(r -> r.sort((a, b) -> Integer.compare(weight(b), weight(a))));
        for (ShippedTable.Line line : names) {
            line.words().forEach(word -> spellings.putIfAbsent(word, line.words().get(0)));
        }
        for (ShippedTable.Line line : names) {
            line.words().stream()
                    .filter(word -> word.length() >= SHORTEST)
                    .forEach(word -> spellings.putIfAbsent(reduced(word), line.words().get(0)));
        }
    }

    private String reduced(String word) {
        var form = new StringBuilder(word.length() + 4);
        reduce(word, form);
        return form.toString();
    }

    private static int weight(Rule rule) {
        return 2 * rule.written().length() + (rule.first() || rule.last() ? 1 : 0);
    }

    /** A key of the common form; 0 for a word that is too short to have one. */
    int commonForm(byte[] word) {
        if (word.length < 2 || !hasLetter(word)) {
            return 0;
        }
        String text = new String(word, StandardCharsets.ISO_8859_1);
        String first = spellings.get(text);
        if (first != null) {
            return hash(first) | 1;
        }
        if (word.length < SHORTEST) {
            return 0;
        }
        String form = reduced(text);
        return hash(spellings.getOrDefault(form, form)) | 1;
    }

    /** A key of the consonants in order; 0 if there are fewer than two. */
    int sound(byte[] word) {
        if (!hasLetter(word)) {
            return 0;
        }
        String form = reduced(new String(word, StandardCharsets.ISO_8859_1));
        int key = isVowel(form.charAt(0)) ? 1 : 2;
        int consonants = 0;
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (!isVowel(c)) {
                key = 31 * key + c;
                consonants++;
            }
        }
        return consonants < 2 ? 0 : key | 1;
    }

    private void reduce(String word, StringBuilder into) {
        int at = 0;
        while (at < word.length() && into.length() < LONGEST_FORM) {
            Rule rule = fitting(word, at);
            if (rule == null) {
                append(into, word.charAt(at));
                at++;
            } else {
                for (int i = 0; i < rule.form().length(); i++) {
                    append(into, rule.form().charAt(i));
                }
                at += rule.written().length();
            }
        }
    }

    private @Nullable Rule fitting(String word, int at) {
        List<Rule> ofLetter = rules.get(word.charAt(at));
        for (int i = 0; i < ofLetter.size(); i++) {
            Rule rule = ofLetter.get(i);
            int end = at + rule.written().length();
            boolean isPlaced = (!rule.first() || at == 0) && (!rule.last() || end == word.length());
            if (isPlaced && word.startsWith(rule.written(), at)) {
                return rule;
            }
        }
        return null;
    }

    /** A doubled letter is one. */
    private static void append(StringBuilder into, char letter) {
        if (into.isEmpty() || into.charAt(into.length() - 1) != letter) {
            into.append(letter);
        }
    }

    private static int hash(String form) {
        int hash = 17;
        for (int i = 0; i < form.length(); i++) {
            hash = 31 * hash + form.charAt(i);
        }
        return hash;
    }

    private static boolean hasLetter(byte[] word) {
        for (byte b : word) {
            if (b >= 'a') {
                return true;
            }
        }
        return false;
    }

    private static boolean isVowel(char c) {
        return "aeiou".indexOf(c) >= 0;
    }
}
