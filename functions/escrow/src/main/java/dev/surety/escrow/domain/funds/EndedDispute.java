package dev.surety.escrow.domain.funds;

import dev.surety.model.dispute.DisputedMoney.How;
import dev.surety.model.id.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A dispute that is over.
 *
 * @param ran how long it ran, without the time in which a bank had the money or outages moved its deadlines
 * @param extended the time by which outages had moved the long stop
 * @param key of the command that ended it
 * @param refund the payer's part of it; empty if there is none
 */
public record EndedDispute(
        DisputeOpening opening, Duration ran, Duration extended, How how, Instant at, String key,
        Optional<RefundId> refund) {}
