package dev.surety.sanctions.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** Names of people on no list, built from the names of a census. Each is drawn once. */
final class OrdinaryNames {
    private final List<String> surnames = new ArrayList<>();
    private final List<String> given = new ArrayList<>();

    OrdinaryNames() {
        List<String> section = surnames;
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                section = line.equals("[surname]") ? surnames : given;
            } else if (!line.startsWith("#")) {
                section.addAll(List.of(line.split(" ")));
            }
        }
    }

    /** Seven of ten have one given name, two have two, one has an initial between. */
    List<String> draw(int count, long seed) {
        var random = new Random(seed);
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < count) {
            String first = given.get(random.nextInt(given.size()));
            String second = given.get(random.nextInt(given.size()));
            String surname = surnames.get(random.nextInt(surnames.size()));
            names.add(
                    switch (random.nextInt(10)) {
                        case 0, 1 -> first + " " + second + " " + surname;
                        case 2 -> first + " " + second.charAt(0) + ". " + surname;
                        default -> first + " " + surname;
                    });
        }
        return List.copyOf(names);
    }

    private static String text() {
        try (InputStream in = OrdinaryNames.class.getResourceAsStream("us-census-1990.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
