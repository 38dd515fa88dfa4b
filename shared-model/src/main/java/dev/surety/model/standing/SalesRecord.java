package dev.surety.model.standing;

import java.time.Instant;

/**
 * What a participant has behind it as a payee.
 *
 * @param since when it came to this marketplace
 * @param settledEscrows how many escrows have been settled in its favour, counted no further than the hold for new
 *     payees asks
 */
public record SalesRecord(Instant since, int settledEscrows) {}
