package dev.surety.sanctions.list;

import java.util.Optional;

/**
 * A number that identifies a listed party: of a passport, a register, a ship.
 *
 * @param kind the list's own word, such as {@code Passport}
 * @param number as the list writes it
 * @param country of issue: ISO code where known, else the list's word
 */
public record ListedDocument(String kind, String number, Optional<String> country) {}
