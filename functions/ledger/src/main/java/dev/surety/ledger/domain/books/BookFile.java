package dev.surety.ledger.domain.books;

/**
 * A written file.
 *
 * @param sha256 of its bytes, in lower-case hex
 * @param lines of the books that it holds
 */
public record BookFile(long bytes, String sha256, long lines) {}
