package dev.surety.reputation.app.review;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.ReviewId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.reputation.app.review.ReviewChains.Stored;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.reputation.domain.review.Side;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.SideBySide;
import dev.surety.runtime.tokens.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads reviews: a side its own, and every caller of the marketplace those that are published. */
public final class ReadReviews {
    /** A page ends after so many sales, however few of them have a published review. */
    private static final int MOST_LOOKED = 200;

    private static final String PARTICIPANT = "participant";

    private final ReviewChains reviews;

    public ReadReviews(ReviewChains reviews) {
        this.reviews = reviews;
    }

    /** @param next the place to go on from; empty if that was all */
    public record Page(List<Stored> reviews, Optional<Found> next) {
        public Page {
            reviews = List.copyOf(reviews);
        }
    }

    /** The side that a caller sees: its own, or the one that the back end names. */
    public static Optional<Side> side(Stored review, Caller caller, Optional<Side> onBehalfOf) {
        ReviewedSale sale = review.review().sale();
        var by = new Standpoint.OfParty(caller, onBehalfOf);
        return by.refusal(sale.payer(), sale.payee()).isPresent()
                ? Optional.empty()
                : Optional.of(by.side(sale.payer(), sale.payee()));
    }

    /** A side's own review of a sale that has ended, also while it has written none. */
    public Outcome<Stored> own(Caller caller, EscrowId escrow, Optional<Side> onBehalfOf) {
        Optional<Stored> found =
                reviews.find(caller.marketplace(), ReviewId.of(caller.marketplace(), escrow));
        if (found.isEmpty()) {
            return Outcome.refuse(CommonReason.NOT_FOUND);
        }
        ReviewedSale sale = found.get().review().sale();
        Optional<Refusal> refusal = new Standpoint.OfParty(caller, onBehalfOf).refusal(sale.payer(), sale.payee());
        return refusal.<Outcome<Stored>>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Done<>(found.get(), false));
    }

    public Optional<Stored> published(MarketplaceId marketplace, ReviewId id) {
        return reviews.find(marketplace, id).filter(of -> of.review().isPublished());
    }

    /** The published reviews about a participant in this role, of the newest sale first; nothing if it is unknown. */
    public Optional<Page> about(
            MarketplaceId marketplace, ParticipantId participant, Side role, int limit, Optional<Found> after) {
        return reviews.journal().has(new ChainId(PARTICIPANT, marketplace, participant.value()), 1)
                ? Optional.of(page(marketplace, participant, role, limit, after))
                : Optional.empty();
    }

    private Page page(
            MarketplaceId marketplace, ParticipantId participant, Side role, int limit, Optional<Found> after) {
        List<Stored> page = new ArrayList<>();
        Optional<Found> place = after;
        for (int looked = 0; looked < MOST_LOOKED; looked += limit) {
            List<Found> found = reviews.list(marketplace, participant, role, limit, place);
            List<Optional<Stored>> read =
                    SideBySide.map(Limits.LIST_READS_AT_ONCE, found, hint -> reviews.find(hint.chain()));
            for (int i = 0; i < found.size(); i++) {
                place = Optional.of(found.get(i));
                read.get(i)
                        .filter(of -> of.review().of(role.other()).opinion().isPresent())
                        .ifPresent(page::add);
                if (page.size() == limit) {
                    return new Page(page, place);
                }
            }
            if (found.size() < limit) {
                return new Page(page, Optional.empty());
            }
        }
        return new Page(page, place);
    }
}
