package dev.surety.model.bank;

import java.util.Set;

/** The countries that SEPA credit transfers reach, as {@code sepa-countries.csv} lists them. */
public final class Sepa {
    private static final Set<String> COUNTRIES = Set.copyOf(Table.rows("sepa-countries.csv"));

    private Sepa() {}

    /** @param country the first two letters of an IBAN */
    public static boolean reaches(String country) {
        return COUNTRIES.contains(country);
    }
}
