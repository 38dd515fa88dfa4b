package dev.surety.disputes.app.dispute;

import dev.surety.disputes.domain.arbiter.Candidate;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.Disputing.Arbiter;
import java.util.Set;

/** Knows of no link between arbiters and parties. */
public final class WithoutLinks implements AssignArbiter.Facts {
    @Override
    public Set<String> methods(MarketplaceId marketplace, Opening dispute) {
        return Set.of();
    }

    @Override
    public Candidate of(MarketplaceId marketplace, Opening dispute, Arbiter person, int open) {
        return Candidate.of(person, open);
    }
}
