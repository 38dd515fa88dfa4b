package dev.surety.reputation.domain.review;

import dev.surety.model.refusal.CommonReason;
import dev.surety.reputation.domain.review.ReviewDecision.Append;
import dev.surety.reputation.domain.review.ReviewDecision.Nothing;
import dev.surety.reputation.domain.review.ReviewDecision.Refused;
import java.time.Instant;
import java.util.Optional;

/** The one place that decides what sides, moderators and time may do to a review. */
public final class ReviewRules {
    /** A side's entries, so that no side can fill the chain. Entries of moderators and timers are not counted. */
    public static final int MOST_ENTRIES = 10;

    private ReviewRules() {}

    /**
     * @param payer the opinion that the payer's sealed words hold; empty if there are none, or they were erased
     * @param payee the same of the payee
     */
    public record Context(Instant now, Optional<Opinion> payer, Optional<Opinion> payee) {
        public static Context at(Instant now) {
            return new Context(now, Optional.empty(), Optional.empty());
        }

        Optional<Opinion> sealed(Side side) {
            return side == Side.PAYER ? payer : payee;
        }
    }

    public static ReviewDecision decide(Review review, ReviewCommand command, Context context) {
        return switch (command) {
            case ReviewCommand.Submit submit -> submit(review, submit, context);
            case ReviewCommand.Respond respond -> respond(review, respond, context.now());
            case ReviewCommand.Flag flag -> flag(review, flag);
            case ReviewCommand.Keep(var author, var target, var by) -> {
                boolean isAsked = flag(review, author, target).filter(of -> !of.decided()).isPresent();
                yield isAsked ? new Append(new ReviewEvent.Kept(author, target, by)) : notFlagged();
            }
            case ReviewCommand.Remove(var author, var target, var by, var rule) -> {
                boolean isFlagged = flag(review, author, target).isPresent();
                yield isFlagged && review.of(author).shows(target)
                        ? new Append(new ReviewEvent.Removed(author, target, by, rule))
                        : notFlagged();
            }
            case ReviewCommand.Restore(var author, var target, var by) ->
                review.of(author).isRemoved(target)
                        ? new Append(new ReviewEvent.Restored(author, target, by))
                        : refused(CommonReason.TRANSITION_NOT_ALLOWED, "These words are not removed.");
            case ReviewCommand.Time _ -> time(review, context);
        };
    }

    /** The second submission publishes both in its own entry. Until then a side replaces only its own. */
    private static ReviewDecision submit(Review review, ReviewCommand.Submit submit, Context context) {
        Side side = submit.side();
        if (isSpent(review, side)) {
            return spent(review, side);
        }
        if (!context.now().isBefore(review.windowEnds())) {
            return refused(CommonReason.WINDOW_CLOSED, "A sale can be reviewed for 14 days after its end.");
        }
        if (review.closedAt().isPresent()) {
            return refused(CommonReason.ALREADY_PUBLISHED, CommonReason.ALREADY_PUBLISHED.title());
        }
        var sealed = new ReviewEvent.Sealed(side, submit.sealed(), submit.hidden());
        Optional<Opinion> others = context.sealed(side.other());
        if (others.isEmpty()) {
            return new Append(sealed);
        }
        Optional<Opinion> own = Optional.of(submit.opinion());
        return new Append(
                side == Side.PAYER
                        ? new ReviewEvent.Published(Optional.of(sealed), own, others)
                        : new ReviewEvent.Published(Optional.of(sealed), others, own));
    }

    private static ReviewDecision respond(Review review, ReviewCommand.Respond respond, Instant now) {
        if (isSpent(review, respond.side())) {
            return spent(review, respond.side());
        }
        if (!review.of(respond.side().other()).shows(Target.REVIEW)) {
            return notPublished();
        }
        if (!now.isBefore(review.closedAt().orElseThrow().plus(Review.RESPONSE))) {
            return refused(
                    CommonReason.WINDOW_CLOSED, "A review can be responded to for 30 days after its publication.");
        }
        return review.of(respond.side()).response().isPresent()
                ? refused(CommonReason.RESPONSE_TAKEN, CommonReason.RESPONSE_TAKEN.title())
                : new Append(new ReviewEvent.Responded(respond.side(), respond.words()));
    }

    private static ReviewDecision flag(Review review, ReviewCommand.Flag flag) {
        if (isSpent(review, flag.side())) {
            return spent(review, flag.side());
        }
        if (!review.of(flag.side().other()).shows(flag.target())) {
            return notPublished();
        }
        return review.of(flag.side()).flag().isPresent()
                ? refused(CommonReason.TRANSITION_NOT_ALLOWED, "A side flags once, and this one has.")
                : new Append(new ReviewEvent.Flagged(flag.side(), flag.target(), flag.rule(), flag.words()));
    }

    /** The flag about these words, which only the other side can have raised. */
    private static Optional<Half.Flag> flag(Review review, Side author, Target target) {
        return review.of(author.other()).flag().filter(of -> of.target() == target);
    }

    private static ReviewDecision time(Review review, Context context) {
        if (review.closedAt().isPresent() || context.now().isBefore(review.windowEnds())) {
            return new Nothing();
        }
        return context.payer().isEmpty() && context.payee().isEmpty()
                ? new Append(new ReviewEvent.WindowClosed())
                : new Append(new ReviewEvent.Published(Optional.empty(), context.payer(), context.payee()));
    }

    private static boolean isSpent(Review review, Side side) {
        return review.of(side).entries() >= MOST_ENTRIES;
    }

    private static ReviewDecision spent(Review review, Side side) {
        return new Refused(CommonReason.limited(
                "entries_of_side",
                MOST_ENTRIES,
                review.of(side).entries() + 1L,
                "A side writes at most 10 times about a sale."));
    }

    /** The same whether the other side has written or not: it must not be told before the publication. */
    private static ReviewDecision notPublished() {
        return refused(CommonReason.TRANSITION_NOT_ALLOWED, "No such words of the other side are published.");
    }

    private static ReviewDecision notFlagged() {
        return refused(CommonReason.TRANSITION_NOT_ALLOWED, "No flag waits about these words.");
    }

    private static ReviewDecision refused(CommonReason reason, String detail) {
        return new Refused(reason.with(detail));
    }
}
