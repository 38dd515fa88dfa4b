package dev.surety.sanctions.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Names of syllables, so that many are alike, with initials, legal forms and particles between. */
public final class InventedNames {
    private static final String[] SYLLABLES = {
        "mu", "ham", "mad", "ka", "rim", "ov", "sky", "al", "ber", "to", "li", "na", "jo", "se", "kh", "ya", "iv",
        "an", "shah", "zad", "eh", "wo", "ng", "tei", "ro", "que", "ph", "os"
    };
    private static final String[] SHORT = {"Ltd", "S.A.", "al", "bin", "Abd al", "J.", "K", "de la", "Dr", "OOO"};

    private InventedNames() {}

    static Set<String> words(int count, Random random) {
        Set<String> words = new LinkedHashSet<>();
        while (words.size() < count) {
            var word = new StringBuilder();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words.add(word.toString());
        }
        return words;
    }

    public static Set<String> draw(int count, Random random) {
        List<String> words = List.copyOf(words(count / 2, random));
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < count) {
            List<String> name = new ArrayList<>();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                boolean isShort = random.nextInt(4) == 0;
                name.add(isShort ? SHORT[random.nextInt(SHORT.length)] : words.get(random.nextInt(words.size())));
            }
            names.add(String.join(" ", name));
        }
        return names;
    }

    /** Up to three changes: a typo, words swapped, doubled, dropped, cut to an initial, or put in. */
    public static String disturbed(String name, Random random) {
        List<String> words = new ArrayList<>(Arrays.asList(name.split("[ ,]+")));
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(words.size());
            String word = words.get(at);
            switch (random.nextInt(6)) {
                case 0, 1 -> words.set(at, word.length() < 2 ? word : Variants.typo(word, random));
                case 2 -> Collections.swap(words, at, random.nextInt(words.size()));
                case 3 -> words.add(at, word);
                case 4 -> words.set(at, word.isEmpty() ? word : word.substring(0, 1));
                default -> {
                    if (words.size() > 1 && random.nextBoolean()) {
                        words.remove(at);
                    } else {
                        words.add(SHORT[random.nextInt(SHORT.length)]);
                    }
                }
            }
        }
        return String.join(" ", words);
    }
}
