package dev.surety.reputation.app.review;

import dev.surety.model.id.MarketplaceId;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.reputation.domain.review.Side;
import java.time.Instant;
import java.util.Optional;

/** Counts opinions in scores. Each call may come twice, and does the same once. */
public interface Weights {
    /**
     * An opinion that is public by now.
     *
     * @param isSilence whether the side had not written at the end of the window
     * @param commitment to the side's sealed words; empty for silence
     */
    record Published(
            Side reviewer, boolean isGood, boolean isSilence, Instant publishedAt, Optional<String> commitment) {}

    void weigh(MarketplaceId marketplace, ReviewedSale sale, Published opinion, Instant now);

    /** Subtracts what was counted. */
    void remove(MarketplaceId marketplace, ReviewedSale sale, Side reviewer, Instant now);

    /** Adds again what was subtracted. */
    void restore(MarketplaceId marketplace, ReviewedSale sale, Side reviewer, Instant now);
}
