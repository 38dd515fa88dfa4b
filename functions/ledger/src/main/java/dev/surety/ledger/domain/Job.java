package dev.surety.ledger.domain;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.Optional;

/**
 * Work that was asked for, as the journal has it.
 *
 * @param subject what it is about, such as the id of a parked chain; empty where it is about all
 */
public record Job(ChainId chain, JobKind kind, String subject, Instant startedAt, Optional<Instant> finishedAt) {
    public MarketplaceId marketplace() {
        return chain.marketplace();
    }
}
