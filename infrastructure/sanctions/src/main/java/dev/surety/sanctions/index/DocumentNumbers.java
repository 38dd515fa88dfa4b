package dev.surety.sanctions.index;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Numbers of documents as they are compared: letters and digits only. */
final class DocumentNumbers {
    /** Shorter numbers belong to too many people. */
    private static final int FEWEST = 5;

    private static final int MOST = 64;

    private DocumentNumbers() {}

    static Optional<String> plain(String number) {
        if (number.length() > 2 * MOST) {
            return Optional.empty();
        }
        var plain = new StringBuilder();
        Normalizer.normalize(number, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        boolean says = plain.length() >= FEWEST && plain.chars().anyMatch(Character::isDigit);
        return says ? Optional.of(plain.toString()) : Optional.empty();
    }
}
