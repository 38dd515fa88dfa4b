package dev.surety.onboarding.http.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages of the page. */
enum Language {
    EN(Locale.ENGLISH),
    DE(Locale.GERMAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    Locale locale() {
        return locale;
    }

    /** As {@code lang} writes it. */
    String code() {
        return locale.getLanguage();
    }

    static Optional<Language> find(String code) {
        return Arrays.stream(values()).filter(of -> of.code().equals(code)).findFirst();
    }

    /** The first of ours that {@code Accept-Language} names with a weight above the others; else English. */
    static Language accepted(String header) {
        if (header.length() > 500) {
            return EN;
        }
        try {
            Locale best = Locale.lookup(
                    Locale.LanguageRange.parse(header), Arrays.stream(values()).map(Language::locale).toList());
            return best == null ? EN : find(best.getLanguage()).orElse(EN);
        } catch (IllegalArgumentException unreadable) {
            return EN;
        }
    }
}
