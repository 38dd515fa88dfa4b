package dev.surety.model.standing;

import java.time.Instant;

/**
 * What a participant has behind it as a payee: carried, as {@code record}, by every entry of the chain
 * {@code record#<marketplace>#<participant>}, and by the participant's own standing as it was when it came.
 *
 * @param since when it came to this marketplace
 * @param settledEscrows how many escrows have been settled in its favour, counted no further than the hold for new
 *     payees asks
 */
public record SalesRecord(Instant since, int settledEscrows) {
    /** Of this word in stored data. */
    public static final int VERSION = 1;
}
