package dev.surety.messages.pain;

import dev.surety.model.bank.BankText;

/**
 * The least structured address that banks take. An address of free lines alone is refused since November 2026.
 *
 * @param country as ISO 3166 writes it, with two capitals
 */
public record Address(String town, String country) {
    public Address {
        Field.text("town", town, BankText.SEPA_TOWN);
        Field.form("country", country, Field.COUNTRY);
    }
}
