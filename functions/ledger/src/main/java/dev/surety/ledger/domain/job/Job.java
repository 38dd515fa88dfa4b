package dev.surety.ledger.domain.job;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import java.time.Instant;
import java.util.Optional;

/** Work that was asked for, as the journal has it. */
public record Job(ChainId chain, JobKind kind, Instant startedAt, Optional<Instant> finishedAt) {
    public MarketplaceId marketplace() {
        return chain.marketplace();
    }
}
