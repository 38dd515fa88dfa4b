package dev.surety.messages.camt;

import dev.surety.model.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A balance of an account.
 *
 * @param type the standard's code, such as {@code OPBD}, {@code CLBD} or {@code PRCD}; else the bank's own word
 * @param amount below zero if we owe the bank
 * @param on the bank's local date
 */
public record Balance(String type, Money amount, Optional<LocalDate> on) {}
