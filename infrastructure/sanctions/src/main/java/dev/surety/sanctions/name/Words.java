package dev.surety.sanctions.name;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Legal forms, honorifics, particles and joining words. The table is {@code words.txt}. */
final class Words {
    private static final int LONGEST_ABBREVIATION = 5;
    private static final Set<String> SERVANT = Set.of("abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdool");
    private static final Set<String> ARTICLES =
            Set.of("al", "el", "ul", "ur", "us", "ud", "ar", "as", "ad", "an", "ash", "il", "ol");

    private final Set<String> light = new HashSet<>();
    private final Set<String> legalForms = new HashSet<>();

    Words(List<ShippedTable.Line> lines) {
        for (ShippedTable.Line line : lines) {
            light.addAll(line.words());
            if (line.section().equals("legal form")) {
                legalForms.addAll(line.words());
            }
        }
    }

    boolean isLight(String word) {
        return light.contains(word);
    }

    /** How many words from this one on are the letters of an abbreviated legal form, as in {@code S. A.}; else 1. */
    int abbreviated(List<String> words, int from) {
        int end = from;
        while (end < words.size() && end - from < LONGEST_ABBREVIATION && words.get(end).length() == 1) {
            end++;
        }
        for (int to = end; to - from >= 2; to--) {
            if (legalForms.contains(String.join("", words.subList(from, to)))) {
                return to - from;
            }
        }
        return 1;
    }

    /** How many words from this one on are one name of a "servant of", as in {@code Abd al-Rahman}; else 1. */
    int servant(List<String> words, int from) {
        if (!SERVANT.contains(words.get(from))) {
            return 1;
        }
        int next = from + 1;
        if (next < words.size() && ARTICLES.contains(words.get(next))) {
            next++;
        }
        return next < words.size() && words.get(next).length() >= 3 ? next + 1 - from : 1;
    }
}
