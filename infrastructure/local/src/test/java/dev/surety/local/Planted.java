package dev.surety.local;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Personal data that no text has by chance. Each value is given once, with the field that it was put into. Several
 * threads may plant.
 */
final class Planted {
    private static final int LETTERS = 14;

    private final Random random;
    private final Map<String, String> fields = new LinkedHashMap<>();

    Planted(long seed) {
        random = new Random(seed);
    }

    private String kept(String field, String value) {
        fields.put(value.toLowerCase(Locale.ROOT), field);
        return value;
    }

    /** A word that begins with a capital letter, as names do. */
    synchronized String word(String field) {
        String letters = IntStream.range(0, LETTERS)
                .mapToObj(_ -> String.valueOf((char) ('a' + random.nextInt(26))))
                .collect(Collectors.joining());
        return kept(field, "Q" + letters);
    }

    synchronized String digits(String field, String before, int count) {
        return kept(field, before + IntStream.range(0, count)
                .mapToObj(_ -> String.valueOf(random.nextInt(10)))
                .collect(Collectors.joining()));
    }

    synchronized String iban(String field) {
        return kept(field, Payday.iban(100_000_000 + random.nextInt(900_000_000)));
    }

    /** A day on which no person of the other tests was born. */
    synchronized String birthDate(String field) {
        return kept(field, "19%02d-0%d-1%d".formatted(
                21 + random.nextInt(10), 1 + random.nextInt(9), random.nextInt(10)));
    }

    /** One that the caller knows, such as a name on a list. */
    synchronized void known(String field, String value) {
        kept(field, value);
    }

    synchronized int count() {
        return fields.size();
    }

    /** The fields whose values are in a text. */
    synchronized Set<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Set<String> found = new TreeSet<>();
        fields.forEach((value, field) -> {
            if (lower.contains(value)) {
                found.add(field);
            }
        });
        return found;
    }

    /** The same for bytes that may be of anything. */
    Set<String> in(byte[] bytes) {
        return in(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
