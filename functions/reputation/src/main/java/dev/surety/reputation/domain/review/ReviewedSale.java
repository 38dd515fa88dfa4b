package dev.surety.reputation.domain.review;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.ParticipantId;
import java.time.Instant;

/**
 * A sale that has ended, and that its two sides may review.
 *
 * @param isClean whether the payee kept all of the price, so that the payer's silence means no complaint
 */
public record ReviewedSale(
        EscrowId escrow, ParticipantId payer, ParticipantId payee, Instant endedAt, boolean isClean) {
    public ParticipantId of(Side side) {
        return side == Side.PAYER ? payer : payee;
    }
}
