package dev.surety.model.standing;

import java.time.Instant;

/**
 * The sales of a participant as a payee. Each entry of the chain {@code record#<marketplace>#<participant>} carries
 * this as {@code record}. The participant's own standing carries it as it was before that chain began.
 *
 * @param since when the participant came to this marketplace
 * @param settledEscrows how many escrows settled in its favour, counted up to the limit of the hold for new payees
 */
public record SalesRecord(Instant since, int settledEscrows) {
    /** The version of this stored shape. */
    public static final int VERSION = 1;
}
