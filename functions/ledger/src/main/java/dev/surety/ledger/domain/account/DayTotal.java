package dev.surety.ledger.domain.account;

/**
 * What the lines of a closed day sum to on one account.
 *
 * @param isWhole whether what lay there when the day was closed is in it; before that it counts only what came late
 */
public record DayTotal(String day, long amountMinor, long lines, boolean isWhole) {}
