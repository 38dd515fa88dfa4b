package dev.surety.sanctions.name;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables that ship, as the generator of variants reads them. */
public final class Spellings {
    private static final Map<String, List<String>> LINES = new HashMap<>();
    private static final Words WORDS = new Words(ShippedTable.read(ShippedTable.WORDS));

    static {
        for (ShippedTable.Line line : ShippedTable.read(ShippedTable.SPELLINGS)) {
            line.words().forEach(word -> LINES.putIfAbsent(word, line.words()));
        }
    }

    private Spellings() {}

    /** Other usual spellings of a word in lower case; none for a word that is not in the list. */
    public static List<String> othersOf(String word) {
        return LINES.getOrDefault(word, List.of()).stream()
                .filter(other -> !other.equals(word))
                .toList();
    }

    public static boolean isLight(String word) {
        return WORDS.isLight(word);
    }
}
