package dev.surety.model.money;

import dev.surety.model.Invariants;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A currency of ISO 4217, with the number of decimals of its minor unit. The file {@code iso4217.csv} beside this class
 * lists them, because the JDK's tables change with the JDK and stored money must not.
 */
public record Currency(String code, int decimals) implements Comparable<Currency> {
    private static final Map<String, Currency> LISTED = read();

    public Currency {
        Invariants.hold(code.length() == 3, "a currency code has three letters");
        Invariants.hold(decimals >= 0 && decimals <= 4, "a minor unit has 0 to 4 decimals");
    }

    /** The currency of a code; empty if it is not in the list. */
    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(LISTED.get(code));
    }

    /** The currency of a code that an earlier check has accepted. */
    public static Currency of(String code) {
        return find(code).orElseThrow(() -> new Invariants.Breach("no such currency: " + code));
    }

    private static Map<String, Currency> read() {
        Map<String, Currency> listed = new TreeMap<>();
        try (var stream = Currency.class.getResourceAsStream("iso4217.csv")) {
            Invariants.hold(stream != null, "iso4217.csv is part of this module");
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int comma = line.indexOf(',');
                    String code = line.substring(0, comma);
                    listed.put(code, new Currency(code, Integer.parseInt(line.substring(comma + 1))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(listed);
    }

    @Override
    public int compareTo(Currency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
