package dev.surety.ledger.domain.account;

/**
 * The sum of the lines of a closed day on one account.
 *
 * @param isWhole false until the lines from before the closing are in; until then it sums late lines only
 */
public record DayTotal(String day, long amountMinor, long lines, boolean isWhole) {}
