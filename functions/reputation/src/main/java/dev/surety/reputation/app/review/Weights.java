package dev.surety.reputation.app.review;

import dev.surety.model.id.MarketplaceId;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.reputation.domain.review.Side;
import java.time.Instant;

/** Counts opinions in scores. Each call may come twice, and does the same once. */
public interface Weights {
    /** @param isSilence whether the side had not written at the end of the window */
    void weigh(
            MarketplaceId marketplace,
            ReviewedSale sale,
            Side reviewer,
            boolean isGood,
            boolean isSilence,
            Instant publishedAt,
            Instant now);

    /** Subtracts what was counted. */
    void remove(MarketplaceId marketplace, ReviewedSale sale, Side reviewer, Instant now);

    /** Adds again what was subtracted. */
    void restore(MarketplaceId marketplace, ReviewedSale sale, Side reviewer, Instant now);
}
