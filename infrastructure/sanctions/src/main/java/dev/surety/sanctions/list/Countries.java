package dev.surety.sanctions.list;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of lists for countries, as ISO codes. Words are compared by their letters, without case and accents. */
public final class Countries {
    /** Lists write these where they know no country. */
    private static final Set<String> NONE = Set.of("", "na", "undetermined", "noneidentified", "unknown", "stateless");

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The ISO code of a word or code, if it is one that we know. */
    public static Optional<String> find(String word) {
        return Optional.ofNullable(CODES.get(letters(word)));
    }

    /** The ISO code of a word, else the word itself; empty where the list says that it knows none. */
    static Optional<String> codeOrWord(String word) {
        return NONE.contains(letters(word)) ? Optional.empty() : Optional.of(find(word).orElse(word.strip()));
    }

    private static Map<String, String> codes() {
        try (InputStream table = Countries.class.getResourceAsStream("countries.tsv")) {
            if (table == null) {
                throw new IllegalStateException("countries.tsv is not on the class path");
            }
            Map<String, String> codes = new HashMap<>();
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] words = line.split("\t", -1);
                for (int i = 0; i < words.length && !line.startsWith("#"); i++) {
                    codes.put(letters(words[i]), words[0]);
                }
            }
            return Map.copyOf(codes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String letters(String word) {
        return Normalizer.normalize(word.toLowerCase(Locale.ROOT).replace("&", "and"), Normalizer.Form.NFKD)
                .replaceAll("[^a-z]", "");
    }
}
