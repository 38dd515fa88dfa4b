package dev.surety.model.ledger;

/**
 * A line as the ledger stores it.
 *
 * @param mark the account's mark when the line was written; see {@link StoredBalance}
 */
public record StoredLine(Line line, long mark) {}
