package dev.surety.reputation.domain.review;

import java.util.Optional;

/** A fact of a review's chain. */
public sealed interface ReviewEvent {
    /** The sale has ended, and its sides may write. */
    record Opened(ReviewedSale sale) implements ReviewEvent {}

    /** A side has written, or has replaced its own. */
    record Sealed(Side side, String sealed, Optional<String> hidden) implements ReviewEvent {}

    /**
     * Each commitment that there is by now is opened at once. Both are, or one at the window's end.
     *
     * @param last the submission that made it two; empty at the window's end
     */
    record Published(Optional<Sealed> last, Optional<Opinion> payer, Optional<Opinion> payee) implements ReviewEvent {
        Optional<Opinion> of(Side side) {
            return side == Side.PAYER ? payer : payee;
        }
    }

    /** The window has ended, and no side had written. */
    record WindowClosed() implements ReviewEvent {}

    /** A side has answered the other's review. */
    record Responded(Side side, String words) implements ReviewEvent {}

    /** A side says that words of the other break a rule. */
    record Flagged(Side side, Target target, Rule rule, Optional<String> words) implements ReviewEvent {}

    /** @param side the author's */
    record Kept(Side side, Target target, String by) implements ReviewEvent {}

    /** @param side the author's */
    record Removed(Side side, Target target, String by, Rule rule) implements ReviewEvent {}

    /** @param side the author's */
    record Restored(Side side, Target target, String by) implements ReviewEvent {}

    /** The scores have each side's weight as it is to be. */
    record Counted(Half.Weight payer, Half.Weight payee) implements ReviewEvent {}
}
