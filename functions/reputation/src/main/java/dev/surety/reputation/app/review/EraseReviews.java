package dev.surety.reputation.app.review;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.ChainId;
import dev.surety.reputation.app.review.ReviewChains.Stored;
import dev.surety.reputation.domain.review.ReviewedSale;
import dev.surety.reputation.domain.review.Side;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import dev.surety.runtime.json.Json;
import java.util.stream.Stream;

/**
 * Destroys the words of reviews whose writer or subject is closed. Verdicts and weights stay. A review whose window is
 * open keeps the sealed words of the other side until it has been published, and loses them then.
 */
public final class EraseReviews {
    private static final String PARTICIPANT = "participant";
    private static final String CLOSED = "closed";
    private static final int PAGE = 100;

    private final ReviewChains reviews;

    public EraseReviews(ReviewChains reviews) {
        this.reviews = reviews;
    }

    /** Hears that a participant may be closed. Its chain tells, and to hear it twice does no harm. */
    public Handled hear(ChainId chain, int number) {
        if (number > 0 && chain.type().equals(PARTICIPANT) && isClosed(chain)) {
            var participant = new ParticipantId(chain.id());
            Stream.of(Side.values())
                    .flatMap(side -> reviews.all(chain.marketplace(), participant, side, PAGE))
                    .filter(found -> !reviews.vault().isDestroyed(found))
                    .flatMap(found -> reviews.find(found).stream())
                    .filter(of -> of.review().closedAt().isPresent())
                    .forEach(of -> reviews.vault().destroy(of.chain().id()));
        }
        return Handled.DONE;
    }

    /** A review that was open when one of its sides was closed. */
    void look(Stored review) {
        ReviewedSale sale = review.review().sale();
        boolean isOfClosed = review.review().closedAt().isPresent()
                && Stream.of(sale.payer(), sale.payee())
                        .anyMatch(side -> isClosed(chain(review.marketplace(), side)));
        if (isOfClosed) {
            reviews.vault().destroy(review.chain().id());
        }
    }

    private static ChainId chain(MarketplaceId marketplace, ParticipantId participant) {
        return new ChainId(PARTICIPANT, marketplace, participant.value());
    }

    private boolean isClosed(ChainId participant) {
        return reviews.journal()
                .last(participant)
                .map(last -> Json.object(last.data()).at("/standing/state").asString(""))
                .filter(CLOSED::equals)
                .isPresent();
    }
}
