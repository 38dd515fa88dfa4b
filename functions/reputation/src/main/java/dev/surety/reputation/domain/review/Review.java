package dev.surety.reputation.domain.review;

import dev.surety.model.Invariants.Breach;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reviews of one sale by its two sides, in their present state; each entry of the chain carries it. Both are in one
 * chain, so that "both are in" is one fact.
 *
 * @param closedAt when they were published, or the window ended without any
 * @param at the time of the last entry
 */
public record Review(ReviewedSale sale, Half payer, Half payee, Optional<Instant> closedAt, Instant at) {
    /** How long after its end a sale may be reviewed. */
    public static final Duration WINDOW = Duration.ofDays(14);

    /** How long after the publication it may be responded to. */
    public static final Duration RESPONSE = Duration.ofDays(30);

    /** A weight is read as of a full hour that no late entry changes any more. */
    public static final Duration WEIGHED_AFTER = Duration.ofHours(2);

    public static Review opened(ReviewedSale sale, Instant at) {
        return new Review(sale, Half.EMPTY, Half.EMPTY, Optional.empty(), at);
    }

    public Half of(Side side) {
        return side == Side.PAYER ? payer : payee;
    }

    public Instant windowEnds() {
        return sale.endedAt().plus(WINDOW);
    }

    /** When the opinions count from, however late the window's end was noticed. */
    public Instant countedFrom() {
        Instant closed = closedAt.orElseThrow(() -> new Breach("an open review counts nothing"));
        return closed.isBefore(windowEnds()) ? closed : windowEnds();
    }

    public boolean isPublished() {
        return payer.opinion().isPresent() || payee.opinion().isPresent();
    }

    /** As events name it. It never says that one side has written. */
    public String state() {
        return isPublished() ? "published" : closedAt.isPresent() ? "closed" : "open";
    }

    public int openFlags() {
        return (int) Stream.of(payer, payee).filter(Half::hasOpenFlag).count();
    }

    /** Whether the payer's silence is an opinion: the sale went well, and the payer could have written. */
    public boolean isSilent(Side side) {
        return side == Side.PAYER
                && sale.isClean()
                && closedAt.isPresent()
                && payer.submission().isEmpty();
    }

    /** The weight as it is to be in the score of the other side. A removed review that was never counted stays out. */
    public Half.Weight wanted(Side side) {
        Half half = of(side);
        if (half.opinion().isEmpty()) {
            return isSilent(side) ? Half.Weight.COUNTED : Half.Weight.NONE;
        }
        if (half.removal().isEmpty()) {
            return Half.Weight.COUNTED;
        }
        return half.weight() == Half.Weight.NONE ? Half.Weight.NONE : Half.Weight.SUBTRACTED;
    }

    /** When the next thing is to be done without a command: the window ends, or a weight is not as it is to be. */
    public Optional<Instant> due() {
        return closedAt.isEmpty()
                ? Optional.of(windowEnds())
                : Stream.of(Side.values()).flatMap(side -> dueOf(side).stream()).min(Instant::compareTo);
    }

    /** When the weight of a side's opinion has to change; nothing if it is as it is to be. */
    public Optional<Instant> dueOf(Side side) {
        Half.Weight now = of(side).weight();
        if (closedAt.isEmpty() || wanted(side) == now) {
            return Optional.empty();
        }
        return Optional.of(now == Half.Weight.NONE ? closedAt.get().plus(WEIGHED_AFTER) : at);
    }

    /** The review after an event. The first one opens it and is not for this method. */
    public Review after(ReviewEvent event, Instant now) {
        return switch (event) {
            case ReviewEvent.Opened(var of) -> opened(of, now);
            case ReviewEvent.Sealed sealed -> with(sealed, now);
            case ReviewEvent.Published published -> published(published, now);
            case ReviewEvent.WindowClosed _ -> new Review(sale, payer, payee, Optional.of(now), now);
            case ReviewEvent.Responded(var side, var words) ->
                with(side, of(side).responding(words, now), now);
            case ReviewEvent.Flagged(var side, var target, var rule, var words) ->
                with(side, of(side).flagging(new Half.Flag(target, rule, words, now, false)), now);
            case ReviewEvent.Kept(var author, var _, var _) ->
                with(author.other(), of(author.other()).flagDecided(), now);
            case ReviewEvent.Removed(var author, var target, var by, var rule) ->
                with(author, of(author).removing(target, Optional.of(new Half.Tombstone(by, rule, now))), now)
                        .with(author.other(), of(author.other()).flagDecided(), now);
            case ReviewEvent.Restored(var author, var target, var _) ->
                with(author, of(author).removing(target, Optional.empty()), now);
            case ReviewEvent.Counted(var ofPayer, var ofPayee) ->
                new Review(sale, payer.weighing(ofPayer), payee.weighing(ofPayee), closedAt, now);
        };
    }

    private Review with(ReviewEvent.Sealed sealed, Instant now) {
        var submission = new Half.Submission(sealed.sealed(), sealed.hidden(), now);
        return with(sealed.side(), of(sealed.side()).submitting(submission), now);
    }

    private Review published(ReviewEvent.Published published, Instant now) {
        Review whole = published.last().map(last -> with(last, now)).orElse(this);
        return new Review(
                sale,
                whole.payer.publishing(published.payer()),
                whole.payee.publishing(published.payee()),
                Optional.of(now),
                now);
    }

    private Review with(Side side, Half half, Instant now) {
        return side == Side.PAYER
                ? new Review(sale, half, payee, closedAt, now)
                : new Review(sale, payer, half, closedAt, now);
    }
}
