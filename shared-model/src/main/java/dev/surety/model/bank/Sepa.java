package dev.surety.model.bank;

import java.util.Map;
import java.util.stream.Collectors;

/** The countries that SEPA credit transfers reach, as {@code sepa-countries.csv} lists them. */
public final class Sepa {
    private static final Map<String, Boolean> IN_EEA = Table.rows("sepa-countries.csv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.substring(0, 2), row -> row.endsWith(",eea")));

    private Sepa() {}

    /** @param country the first two letters of an IBAN */
    public static boolean reaches(String country) {
        return IN_EEA.containsKey(country);
    }

    /**
     * Whether the country is in the European Economic Area. A transfer to an account elsewhere carries the address of
     * its holder.
     *
     * @param country the first two letters of an IBAN
     */
    public static boolean isInEea(String country) {
        return IN_EEA.getOrDefault(country, false);
    }
}
