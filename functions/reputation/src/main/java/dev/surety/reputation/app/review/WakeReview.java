package dev.surety.reputation.app.review;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.reputation.app.review.ReviewChains.Stamp;
import dev.surety.reputation.app.review.ReviewChains.Stored;
import dev.surety.reputation.domain.review.Half;
import dev.surety.reputation.domain.review.Opinion;
import dev.surety.reputation.domain.review.Review;
import dev.surety.reputation.domain.review.ReviewCommand;
import dev.surety.reputation.domain.review.ReviewDecision;
import dev.surety.reputation.domain.review.ReviewEvent;
import dev.surety.reputation.domain.review.ReviewRules;
import dev.surety.reputation.domain.review.Side;
import dev.surety.runtime.edge.queue.QueueEdge.Handled;
import java.time.Instant;
import java.util.Optional;

/**
 * Does what a review's time asks for: the window ends, or a weight has to change. Counting comes before the entry that
 * says so. A crash between them has it counted again, which changes nothing.
 */
public final class WakeReview {
    private final ReviewChains reviews;
    private final Weights weights;
    private final EraseReviews erasing;

    public WakeReview(ReviewChains reviews, Weights weights) {
        this.reviews = reviews;
        this.weights = weights;
        this.erasing = new EraseReviews(reviews);
    }

    /** @param number of the entry whose deadline has come */
    public Handled wake(ChainId id, int number) {
        Optional<Stored> found = reviews.find(id);
        if (found.isEmpty() || (number > 0 && found.get().version() != number)) {
            return Handled.DONE;
        }
        Stored review = found.get();
        Instant now = reviews.present().now(id.marketplace());
        if (review.review().due().filter(due -> !now.isBefore(due)).isEmpty()) {
            return review.last().due().isPresent() && number > 0 ? Handled.AGAIN : Handled.DONE;
        }
        erasing.look(review);
        event(review, now).ifPresent(event -> {
            var stamp = Stamp.of(Actor.TIMER, review.chain(), event.getClass().getSimpleName());
            Optional<Stored> _ = reviews.append(review, event, now, stamp);
        });
        return Handled.DONE;
    }

    private Optional<ReviewEvent> event(Stored review, Instant now) {
        if (review.review().closedAt().isPresent()) {
            return Optional.of(new ReviewEvent.Counted(
                    counted(review, Side.PAYER, now), counted(review, Side.PAYEE, now)));
        }
        var context = new ReviewRules.Context(
                now, reviews.sealed(review, Side.PAYER), reviews.sealed(review, Side.PAYEE));
        return switch (ReviewRules.decide(review.review(), new ReviewCommand.Time(), context)) {
            case ReviewDecision.Append(var event) -> Optional.of(event);
            case ReviewDecision.Nothing _ -> Optional.empty();
            case ReviewDecision.Refused(var refusal) -> throw new Breach("a review refuses its time: " + refusal);
        };
    }

    /** The side's weight after it was made what it is to be, if the time for that has come. */
    private Half.Weight counted(Stored stored, Side side, Instant now) {
        Review review = stored.review();
        Half.Weight was = review.of(side).weight();
        if (review.dueOf(side).filter(due -> !now.isBefore(due)).isEmpty()) {
            return was;
        }
        Half.Weight wanted = review.wanted(side);
        var marketplace = stored.marketplace();
        if (wanted == Half.Weight.SUBTRACTED) {
            weights.remove(marketplace, review.sale(), side, now);
        } else if (was == Half.Weight.SUBTRACTED) {
            weights.restore(marketplace, review.sale(), side, now);
        } else {
            Half half = review.of(side);
            boolean isSilence = half.opinion().isEmpty();
            var opinion = new Weights.Published(
                    side,
                    half.opinion().filter(of -> of == Opinion.BAD).isEmpty(),
                    isSilence,
                    review.countedFrom(),
                    half.submission().map(Half.Submission::sealed));
            weights.weigh(marketplace, review.sale(), opinion, now);
        }
        return wanted;
    }
}
