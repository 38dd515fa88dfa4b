package dev.surety.model.ledger;

/**
 * A line as it lies in the ledger.
 *
 * @param mark the mark its account's balance carried when the line was added to it; see {@link StoredBalance}
 */
public record StoredLine(Line line, long mark) {}
