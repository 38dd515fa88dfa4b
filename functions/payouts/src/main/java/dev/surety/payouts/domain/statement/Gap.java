package dev.surety.payouts.domain.statement;

import dev.surety.model.money.Money;
import java.time.LocalDate;

/**
 * Statements are missing between two that we have.
 *
 * @param after the last day before it
 * @param closing the balance then
 * @param before the first day after it
 * @param opening the balance then
 */
public record Gap(LocalDate after, Money closing, LocalDate before, Money opening) {
    boolean contains(Gap other) {
        return !other.after.isBefore(after) && !other.before.isAfter(before);
    }
}
