package dev.surety.onboarding.http.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** The page's texts in one language, by key, from {@code words_<language>.properties}. */
record Words(Language language, Properties texts) {
    private static final Map<Language, Words> ALL = read();

    static Words in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /** @param arguments for the places {@code {0}}, {@code {1}} of the text */
    String get(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("the page has no text " + key + " in " + language);
        }
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", arguments[i].toString());
        }
        return text;
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    private static Map<Language, Words> read() {
        Map<Language, Words> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            var texts = new Properties();
            String name = "words_" + language.code() + ".properties";
            try (var in = new InputStreamReader(
                    Words.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
                texts.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            all.put(language, new Words(language, texts));
        }
        return all;
    }
}
