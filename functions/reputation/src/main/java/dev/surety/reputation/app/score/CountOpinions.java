package dev.surety.reputation.app.score;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.reputation.app.review.Weights;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.reputation.domain.review.Side;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.tally.ScoreEvent.Opinion;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;

/** Counts the opinions of reviews in the scores of the other side. */
public final class CountOpinions implements Weights {
    private final CountSale counting;
    private final Told told;

    public CountOpinions(CountSale counting, Told told) {
        this.counting = counting;
        this.told = told;
    }

    /** Hears that an opinion about a participant in this role was weighed. */
    public interface Told {
        void weighed(MarketplaceId marketplace, EscrowId escrow, ParticipantId about, Role role);
    }

    private static Role role(Side side) {
        return side == Side.PAYER ? Role.PAYER : Role.PAYEE;
    }

    @Override
    public void weigh(MarketplaceId marketplace, ReviewedSale sale, Published opinion, Instant now) {
        var weighed = new Opinion(
                role(opinion.reviewer()),
                opinion.isGood(),
                opinion.isSilence(),
                opinion.publishedAt(),
                opinion.commitment());
        if (!counting.weigh(marketplace, sale.escrow(), weighed, now)) {
            throw new Outage("a sale with reviews does not say how it ended");
        }
        if (!opinion.isSilence()) {
            Side about = opinion.reviewer().other();
            told.weighed(marketplace, sale.escrow(), sale.of(about), role(about));
        }
    }

    @Override
    public void remove(MarketplaceId marketplace, ReviewedSale sale, Side reviewer, Instant now) {
        counting.remove(marketplace, sale.escrow(), role(reviewer), now);
    }

    @Override
    public void restore(MarketplaceId marketplace, ReviewedSale sale, Side reviewer, Instant now) {
        counting.restore(marketplace, sale.escrow(), role(reviewer), now);
    }
}
